import type { Client } from 'pg'
import { createRandom } from '../workload/random.ts'
import type { Api } from './api.ts'
import { pick } from './percentiles.ts'

export interface Asked {
  /** Seconds of each question. */
  readonly impact: readonly number[]
  readonly whatIf: readonly number[]
  /** The most services that one element hit. */
  readonly most: number
}

interface Element {
  readonly key: string
  readonly kind: string
  readonly root: boolean
}

/** Days on which nothing else happens: what is recorded for the same time counts in an answer. */
const [from, to] = ['2026-05-05T08:00:00Z', '2026-05-05T10:00:00Z']

/** Asks whom elements of all levels hit, those without parents and all of them at once included, each for itself. */
export async function askImpact(operations: Api, client: Client, questions: number): Promise<Asked> {
  const { rows } = await client.query<Element>(`
    select e.key, e.kind, not exists (select from network.link l where l.child = e.id) as root from network.element e order by e.position`)
  const roots = rows.filter(({ root }) => root).map(({ key }) => key)
  const levels = [...Map.groupBy(rows, ({ kind }) => kind).values()]
  const random = createRandom(11)
  const drawn = Array.from({ length: questions }, (_, index) => [
    pick(levels[index % levels.length] ?? rows, random).key,
  ])
  const impact: number[] = []
  const whatIf: number[] = []
  let most = 0
  for (const elements of [roots, ...roots.map(key => [key]), ...drawn]) {
    const began = performance.now()
    const answer = await operations.post<{ services: number }>('/outages/what-if', { elements, from, to })
    whatIf.push((performance.now() - began) / 1000)
    most = Math.max(most, answer.services)

    const { id } = await operations.post<{ id: string }>('/outages', {
      title: 'Measured',
      scope: { elements },
      startedAt: from,
    })
    const asked = performance.now()
    const { services } = await operations.get<{ services: number }>(`/outages/${id}/impact`)
    impact.push((performance.now() - asked) / 1000)
    await operations.post(`/outages/${id}/retract`, { reason: 'Measured' })
    if (services !== answer.services)
      throw new Error(`${elements.join()} hits ${services} or ${answer.services} services`)
  }
  return { impact, whatIf, most }
}
