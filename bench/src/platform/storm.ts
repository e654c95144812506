import type { Client } from 'pg'
import { setTimeout } from 'node:timers/promises'
import { createRandom, below } from '../workload/random.ts'
import type { Api } from './api.ts'

export interface Storm {
  readonly root: string
  readonly elements: number
  readonly sent: number
  readonly sentSeconds: number
  /** From the last answer to the last alarm until every alarm lies under an outage and nothing is still to be looked at. */
  readonly settledSeconds: number
  readonly lost: number
  /** What became of it: the elements of each outage that is left. */
  readonly outages: readonly (readonly string[])[]
}

interface Place {
  readonly key: string
  readonly position: number
  readonly last: number
}

const perMessage = 25
const patienceSeconds = 60

/** One element is cut, and everything behind it that can say so says so in any order, through the intake, spread evenly over some seconds. */
export async function sendStorm(operations: Api, client: Client, alarms: number, seconds: number): Promise<Storm> {
  const { rows } = await client.query<Place>(
    `select key, position, last from network.element where kind not in ('site') and position is not null order by position`,
  )
  // The largest that raises no more alarms than wanted; where it has fewer devices, each raises several.
  const [root] = rows
    .filter(({ position, last }) => last - position < alarms)
    .toSorted((one, other) => other.last - other.position - (one.last - one.position))
  if (root === undefined) throw new Error('there is no network')
  const behind = rows.filter(({ position }) => position >= root.position && position <= root.last)
  const all = shuffled(
    Array.from({ length: alarms }, (_, index) => ({
      element: behind[index % behind.length]?.key ?? root.key,
      number: Math.floor(index / behind.length),
    })),
  )

  const began = performance.now()
  for (let at = 0; at < alarms; at += perMessage) {
    await setTimeout(Math.max(0, began + (at / alarms) * seconds * 1000 - performance.now()))
    const raisedAt = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
    const body = all.slice(at, at + perMessage).map(({ element, number }) => ({
      key: `${element}/${number}`,
      element,
      severity: 'critical',
      effect: 'unreachable',
      summary: 'Unreachable',
      raisedAt,
    }))
    await operations.post('/intake/generic', { alarms: body })
  }
  const sentAt = performance.now()
  const settled = () =>
    client.query<{ kept: number; under: number; outages: number }>(`
    select count(*)::int as kept, count(outage_id)::int as under, count(distinct outage_id)::int as outages from outages.alarm where source = 'generic'`)
  let state = (await settled()).rows[0]
  let settledAt = performance.now()
  while (!(state?.under === alarms && state.outages === 1) && performance.now() - sentAt < patienceSeconds * 1000) {
    await setTimeout(50)
    state = (await settled()).rows[0]
    settledAt = performance.now()
  }
  const { items } = await operations.get<{ items: { id: string }[] }>('/outages?status=suspected,confirmed&limit=50')
  const views = await Promise.all(
    items.map(({ id }) => operations.get<{ scope: { elements?: string[] } }>(`/outages/${id}`)),
  )
  return {
    root: root.key,
    elements: behind.length,
    sent: alarms,
    sentSeconds: (sentAt - began) / 1000,
    settledSeconds: (settledAt - sentAt) / 1000,
    lost: alarms - (state?.under ?? 0),
    outages: views.map(({ scope }) => scope.elements ?? []),
  }
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const random = createRandom(13)
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = below(random, at + 1)
    const [one, two] = [mixed[at], mixed[other]]
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one]
  }
  return mixed
}
