import type {
  AffectedService,
  Evidence,
  exportAffected,
  listAffected,
  listDifferences,
  QueryOf,
  ReplyOf,
} from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import { page, readCursor, type Db } from '../platform/index.ts'
import type { Outage } from './outage.ts'
import { assessableServices, serviceKeys } from '../subscribers/index.ts'

export interface AffectedRow {
  readonly service_id: bigint
  readonly service: string
  readonly kind: AffectedService['kind']
  readonly customer: AffectedService['customer']
  readonly segment: string | null
  readonly area: string | null
  readonly evidence: Evidence
  readonly money: boolean
  readonly from_at: Temporal.Instant
  readonly to_at: Temporal.Instant | null
}

const usual = 50

export async function affectedPage(
  db: Db,
  outage: Outage,
  query: QueryOf<typeof listAffected>,
): Promise<{ items: AffectedService[]; next: string | null }> {
  const { limit = usual, cursor } = query
  const [after] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<AffectedRow>`
    ${affected(outage, query)} and (${after}::bigint is null or a.service_id > ${after}::bigint)
    order by a.service_id limit ${limit + 1}`.execute(db)
  return page(rows, limit, row => [row.service_id.toString()], affectedView)
}

/** All of them, for a file. */
export function affected(
  outage: Outage,
  { evidence, money, segment, kind }: QueryOf<typeof exportAffected>,
): RawBuilder<AffectedRow> {
  const wanted: RawBuilder<unknown>[] = [sql`a.outage_id = ${outage.id}`]
  if (evidence !== undefined) wanted.push(sql`a.evidence = ${evidence}::outages.evidence`)
  if (money !== undefined) wanted.push(sql`a.money = ${money}`)
  if (segment !== undefined) wanted.push(sql`s.segment = ${segment}`)
  if (kind !== undefined) wanted.push(sql`s.kind = ${kind}`)
  return sql<AffectedRow>`
    select a.service_id, s.service_key as service, s.kind, s.customer, s.segment, s.area, a.evidence, a.money,
      coalesce(a.own_from, ${outage.startedAt}) as from_at, coalesce(a.own_to, ${outage.restoredAt}) as to_at
    from outages.affected a join ${assessableServices} s on s.service_id = a.service_id where ${sql.join(wanted, sql` and `)}`
}

function affectedView({ service_id: _, from_at, to_at, ...row }: AffectedRow): AffectedService {
  return { ...row, from: from_at.toString(), to: to_at?.toString() ?? null }
}

interface DifferenceRow {
  readonly service_id: bigint
  readonly service: string
  readonly before: Side | null
  readonly after: Side | null
}

interface Side {
  readonly evidence: Evidence
  readonly money: boolean
  readonly from: string | null
  readonly to: string | null
}

/** What the matchings of one revision changed on a list that was frozen; of several the last counts. */
export async function differencePage(
  db: Db,
  outage: string,
  revision: number,
  { limit = usual, cursor }: QueryOf<typeof listDifferences>,
): Promise<ReplyOf<typeof listDifferences>> {
  const [after] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<DifferenceRow>`
    select distinct on (d.service_id) d.service_id, k.key as service,
      case when d.before_evidence is not null then jsonb_build_object('evidence', d.before_evidence, 'money', d.before_money,
        'from', d.before_from, 'to', d.before_to) end as before,
      case when d.after_evidence is not null then jsonb_build_object('evidence', d.after_evidence, 'money', d.after_money,
        'from', d.after_from, 'to', d.after_to) end as after
    from outages.matching m join outages.difference d on d.matching_id = m.id join ${serviceKeys} k on k.id = d.service_id
    where m.outage_id = ${outage} and m.revision = ${revision} and (${after}::bigint is null or d.service_id > ${after}::bigint)
    order by d.service_id, m.id desc limit ${limit + 1}`.execute(db)
  return page(
    rows,
    limit,
    row => [row.service_id.toString()],
    ({ service, before, after }) => ({ service, before, after }),
  )
}

export interface ServiceState {
  readonly evidence: Evidence
  readonly money: boolean
}

export async function readAffected(db: Db, outage: string, service: bigint): Promise<ServiceState | null> {
  const { rows } = await sql<ServiceState>`
    select evidence, money from outages.affected where outage_id = ${outage} and service_id = ${service}`.execute(db)
  return rows[0] ?? null
}
