import type { OutageAppeal } from '@pulih/contracts'
import type { Extent, ServiceKind } from '@pulih/engine'
import { sql } from 'kysely'
import { problem, type Db, type Tx, type Work } from '../platform/index.ts'
import { assessableServices, serviceKeys } from '../subscribers/index.ts'
import { insertAppeal } from './appeal-store.ts'
import { insertEntry } from './history-store.ts'
import { about } from './record.ts'
import { lockOutage, numberText } from './store.ts'

/** What a customer may know of an outage: what is public of it, and which of his own services it hit. */
export interface CustomerOutage {
  readonly id: string
  readonly number: string
  readonly planned: boolean
  readonly extent: Extent
  readonly publicCause: string | null
  readonly startedAt: Temporal.Instant
  readonly restoredAt: Temporal.Instant | null
  readonly etr: Temporal.Instant | null
  readonly nextUpdateBy: Temporal.Instant | null
  readonly services: readonly {
    readonly service: string
    readonly kind: ServiceKind
    readonly from: string
    readonly to: string | null
    readonly money: boolean
    readonly appeal: OutageAppeal['state'] | null
    readonly answer: string | null
  }[]
  readonly updates: readonly CustomerUpdate[]
}

/** What was said to everybody, in the language in which it was written (null: nobody noted which), and in others. */
export interface CustomerUpdate {
  readonly at: string
  readonly text: string
  readonly language: string | null
  readonly translations: Readonly<Record<string, string>>
}

/** A suspicion is nobody's business yet, and one that was retracted was none. */
const publicStates = sql`('confirmed', 'partly-restored', 'restored', 'closed')`

interface Which {
  readonly customerId: bigint
  /** Those that ended earlier are left out; null: only those that go on or are planned. */
  readonly since: Temporal.Instant | null
  readonly ids?: readonly string[]
  readonly limit: number
}

/** The outages that hit services of a customer, newest first. */
export async function outagesOfCustomer(
  db: Db | Tx,
  { customerId, since, ids, limit }: Which,
): Promise<CustomerOutage[]> {
  const when = ids
    ? sql`o.id = any(${ids}::uuid[])`
    : sql`(o.restored_at is null or ${since}::timestamptz is not null and o.restored_at >= ${since}::timestamptz)`
  const { rows } = await sql<Omit<CustomerOutage, 'number'> & { readonly number: bigint }>`
    select o.id, o.number, o.planned, o.extent, o.public_cause as "publicCause", o.started_at as "startedAt", o.restored_at as "restoredAt",
      o.etr, o.next_update_by as "nextUpdateBy", mine.services,
      coalesce((select jsonb_agg(jsonb_build_object('at', ${isoOf(sql`u.at`)}, 'text', u.text,
          'language', u.data -> 'language', 'translations', coalesce(u.data -> 'translations', '{}')) order by u.id desc) from (
        select t.id, t.at, t.text, t.data from outages.timeline t where t.outage_id = o.id and t.public and t.text is not null order by t.id desc limit 10) u), '[]') as updates
    from outages.outage o
    join (
      select a.outage_id, jsonb_agg(jsonb_build_object('service', s.service_key, 'kind', s.kind,
        'from', ${isoOf(sql`coalesce(a.own_from, q.started_at)`)}, 'to', ${isoOf(sql`coalesce(a.own_to, q.restored_at)`)},
        'money', a.money, 'appeal', p.state, 'answer', p.answer) order by s.service_key) as services
      from outages.affected a join outages.outage q on q.id = a.outage_id
      join ${assessableServices} s on s.service_id = a.service_id
      left join outages.appeal p on p.outage_id = a.outage_id and p.service_id = a.service_id
      where s.customer_id = ${customerId} and a.evidence <> 'contradicted' group by a.outage_id
    ) mine on mine.outage_id = o.id
    where o.status in ${publicStates} and ${when}
    order by o.started_at desc, o.id desc limit ${limit}`.execute(db)
  return rows.map(({ number, ...row }) => ({ ...row, number: numberText(number) }))
}

function isoOf(instant: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}

export interface CustomerAppeal {
  readonly outage: string
  readonly service: string
  readonly kind: ServiceKind
  readonly state: OutageAppeal['state']
  readonly note: string
  readonly answer: string | null
  readonly openedAt: Temporal.Instant
  readonly decidedAt: Temporal.Instant | null
}

/** The appeals for services of a customer, whoever wrote them down, newest first. */
export async function appealsOfCustomer(db: Db | Tx, customerId: bigint, limit: number): Promise<CustomerAppeal[]> {
  const { rows } = await sql<Omit<CustomerAppeal, 'outage'> & { readonly number: bigint }>`
    select o.number, s.service_key as service, s.kind, a.state, a.note, a.answer, a.opened_at as "openedAt", a.decided_at as "decidedAt"
    from ${assessableServices} s join outages.appeal a on a.service_id = s.service_id join outages.outage o on o.id = a.outage_id
    where s.customer_id = ${customerId} order by a.opened_at desc, o.number desc, s.service_key limit ${limit}`.execute(
    db,
  )
  return rows.map(({ number, ...row }) => ({ ...row, outage: numberText(number) }))
}

/**
 * Whoever holds a service says that something is wrong about it: that it was hit and gets nothing, or that what it gets is not right.
 * Of several appeals about one outage and service the first counts; the others change nothing.
 */
export async function openHolderAppeal(
  work: Work,
  outageName: string,
  service: { readonly id: bigint; readonly key: string },
  note: string,
): Promise<{ readonly outage: string; readonly isNew: boolean }> {
  const outage = await lockOutage(work.tx, outageName)
  if (outage.status === 'suspected' || outage.status === 'retracted')
    throw problem('outages.not-found', { outage: outageName })
  const appeal = await insertAppeal(work.tx, outage.id, service.id, note, work.now, work.actor.id)
  if (!appeal) return { outage: outage.number, isNew: false }
  const entry = { kind: 'appeal-opened', public: false, text: null, data: { service: service.key } }
  await insertEntry(work.tx, outage.id, work.now, work.actor.id, entry)
  work.audit('outages.appeal-opened', outage.id, { service: service.key })
  await work.emit('outages.appealed', outage.id, { ...about(outage), service: service.key })
  return { outage: outage.number, isNew: true }
}

/** A customer's own words and the answer to them go with him; that there was an appeal, and what came of it, stays. */
export async function forgetAppealsOf(tx: Tx, customerId: bigint): Promise<number> {
  const { rows } = await sql`
    update outages.appeal set note = '', answer = case when answer is null then null else '' end
    where service_id in (select id from ${serviceKeys} k where k.customer_id = ${customerId}) and (note <> '' or answer <> '')
    returning service_id`.execute(tx)
  return rows.length
}
