import type { listAppeals, OutageAppeal, QueryOf } from '@pulih/contracts'
import { sql } from 'kysely'
import { page, readCursor, type Db, type Tx } from '../platform/index.ts'
import { serviceKeys } from '../subscribers/index.ts'

export interface AppealRow {
  readonly service_id: bigint
  readonly state: OutageAppeal['state']
  readonly note: string
  readonly answer: string | null
  readonly opened_at: Temporal.Instant
  readonly decided_at: Temporal.Instant | null
}

/** Returns null when the service has appealed about this outage before. */
export async function insertAppeal(
  tx: Tx,
  outage: string,
  service: bigint,
  note: string,
  now: Temporal.Instant,
  actor: string,
): Promise<AppealRow | null> {
  const { rows } = await sql<AppealRow>`
    insert into outages.appeal (outage_id, service_id, state, note, opened_at, opened_by)
    values (${outage}, ${service}, 'open', ${note}, ${now}, ${actor})
    on conflict do nothing returning service_id, state, note, answer, opened_at, decided_at`.execute(tx)
  return rows[0] ?? null
}

/** Returns null when there is no open appeal of the service. */
export async function decide(
  tx: Tx,
  outage: string,
  service: bigint,
  { state, answer }: { readonly state: 'upheld' | 'rejected'; readonly answer: string },
  now: Temporal.Instant,
  actor: string,
): Promise<AppealRow | null> {
  const { rows } = await sql<AppealRow>`
    update outages.appeal set state = ${state}, answer = ${answer}, decided_at = ${now}, decided_by = ${actor}
    where outage_id = ${outage} and service_id = ${service} and state = 'open'
    returning service_id, state, note, answer, opened_at, decided_at`.execute(tx)
  return rows[0] ?? null
}

export function appealView(row: AppealRow, service: string): OutageAppeal {
  return {
    service,
    state: row.state,
    note: row.note,
    answer: row.answer,
    openedAt: row.opened_at.toString(),
    decidedAt: row.decided_at?.toString() ?? null,
  }
}

const usual = 50

export async function appealPage(
  db: Db,
  outage: string,
  query: QueryOf<typeof listAppeals>,
): Promise<{ items: OutageAppeal[]; next: string | null }> {
  const { limit = usual, cursor, state = null } = query
  const [after] = readCursor(cursor, 1) ?? [null]
  const { rows } = await sql<AppealRow & { readonly service: string }>`
    select a.service_id, k.key as service, a.state, a.note, a.answer, a.opened_at, a.decided_at
    from outages.appeal a join ${serviceKeys} k on k.id = a.service_id
    where a.outage_id = ${outage} and (${state}::text is null or a.state = ${state})
      and (${after}::bigint is null or a.service_id > ${after}::bigint)
    order by a.service_id limit ${limit + 1}`.execute(db)
  return page(
    rows,
    limit,
    row => [row.service_id.toString()],
    row => appealView(row, row.service),
  )
}
