import type { Client } from 'pg'
import { until, type Api } from '../platform/api.ts'

const patienceMinutes = 3

interface Outage {
  readonly id: string
}

interface NoticeRow {
  readonly id: string
  readonly state: string
}

/** An outage of elements that everybody knows of, whose services are found and whose first notice is there. */
export async function declare(
  operations: Api,
  client: Client,
  elements: readonly string[],
): Promise<{ id: string; services: number; notice: string }> {
  const { id } = await operations.post<Outage>('/outages/declare', {
    title: 'Measured',
    scope: { elements },
    startedAt: new Date(Date.now() - 60_000).toISOString(),
  })
  const { services } = await until(
    () => matchedServices(client, id),
    found => found.services > 0,
    patienceMinutes,
  )
  const notice = await until(
    () => noticeOf(client, id),
    found => found !== null,
    patienceMinutes,
  )
  return { id, services, notice: notice?.id ?? '' }
}

export async function noticeOf(client: Client, outage: string): Promise<NoticeRow | null> {
  const { rows } = await client.query<NoticeRow>(
    'select id, state from messaging.notice where outage_id = $1 order by version limit 1',
    [outage],
  )
  return rows[0] ?? null
}

async function matchedServices(client: Client, outage: string): Promise<{ readonly services: number }> {
  const { rows } = await client.query<{ services: number }>(
    'select count(*)::int as services from outages.affected where outage_id = $1',
    [outage],
  )
  return rows[0] ?? { services: 0 }
}

export interface Audience {
  readonly services: number
  readonly people: number
  /** Seconds of each question. */
  readonly asked: readonly number[]
}

/** Whom an outage of everything reaches by which channel in which language, asked some times. */
export async function askAudience(operations: Api, client: Client, times: number): Promise<Audience> {
  const { rows } = await client.query<{ key: string }>(
    'select key from network.element e where not exists (select from network.link l where l.child = e.id)',
  )
  const { id, services, notice } = await declare(
    operations,
    client,
    rows.map(({ key }) => key),
  )
  await client.query('vacuum (analyze) outages.affected')
  const asked: number[] = []
  let people = 0
  for (let time = 0; time < times; time++) {
    const began = performance.now()
    const preview = await operations.get<{ people: readonly { people: number }[] }>(`/outages/${id}/notices/preview`)
    asked.push((performance.now() - began) / 1000)
    people = preview.people.reduce((sum, each) => sum + each.people, 0)
  }
  await operations.post(`/notices/${notice}/cancel`, {})
  await operations.post(`/outages/${id}/retract`, { reason: 'Measured' })
  return { services, people, asked }
}

/** Elements behind which so many customers are, and hardly more: large ones first. */
export async function elementsFor(client: Client, customers: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string; position: number; last: number; customers: number }>(`
    with held as (select distinct on (customer_id) customer_id, position from subscribers.service where position is not null order by customer_id, position)
    select e.key, e.position, e.last, count(*)::int as customers
    from network.element e join held h on h.position between e.position and e.last
    where e.last > e.position group by e.id order by customers desc`)
  const chosen: typeof rows = []
  let left = customers
  for (const row of rows) {
    const overlaps = chosen.some(other => row.position <= other.last && other.position <= row.last)
    if (overlaps || row.customers > left * 1.02) continue
    chosen.push(row)
    left -= row.customers
    if (left <= customers * 0.01) break
  }
  return chosen.map(({ key }) => key)
}
