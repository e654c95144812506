import type { Client } from 'pg'
import { setTimeout } from 'node:timers/promises'
import { createRandom, below } from '../workload/random.ts'
import type { Api } from './api.ts'

export interface Storm {
  readonly root: string
  readonly elements: number
  readonly sent: number
  readonly sentSeconds: number
  /** From the last answer to the last alarm until one outage of nothing but the element that was cut has all of the alarms. */
  readonly settledSeconds: number
  /** Alarms that lie under no outage in the end. */
  readonly lost: number
  /** What became of it: the elements of each outage that is left. */
  readonly outages: readonly (readonly string[])[]
  /** Outages that were suspected before it was known that they are one. */
  readonly absorbed: number
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

  const since = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
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
  const look = () => stateOf(client, since)
  let state = await look()
  let settledAt = performance.now()
  const isSettled = ({ under, outages }: State) =>
    under === alarms && outages.length === 1 && outages[0]?.join() === root.key
  while (!isSettled(state) && performance.now() - sentAt < patienceSeconds * 1000) {
    await setTimeout(50)
    state = await look()
    settledAt = performance.now()
  }
  return {
    root: root.key,
    elements: behind.length,
    sent: alarms,
    sentSeconds: (sentAt - began) / 1000,
    settledSeconds: (settledAt - sentAt) / 1000,
    lost: alarms - state.under,
    outages: state.outages,
    absorbed: state.absorbed,
  }
}

interface State {
  readonly under: number
  readonly outages: string[][]
  readonly absorbed: number
}

/** What became of the alarms and of all outages that were begun since then, in one look at one moment. */
async function stateOf(client: Client, since: string): Promise<State> {
  const { rows } = await client.query<State>(
    `with begun as (select id, status, number from outages.outage where created_at >= $1)
     select
       (select count(*)::int from outages.alarm a join begun b on b.id = a.outage_id where a.source = 'generic' and b.status <> 'retracted') as under,
       (select count(*)::int from begun where status = 'retracted') as absorbed,
       coalesce((select jsonb_agg(array(select s.reference from outages.scope s where s.outage_id = b.id order by 1) order by b.number)
         from begun b where b.status <> 'retracted'), '[]') as outages`,
    [since],
  )
  return rows[0] ?? { under: 0, outages: [], absorbed: 0 }
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
