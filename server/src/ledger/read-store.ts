import { sql, type RawBuilder } from 'kysely'
import type { TransferKind } from '@pulih/contracts'
import { type Entry, type Transfer, accountNumber } from '@pulih/proofs'
import type { Db, Tx } from '../platform/index.ts'
import { accountName } from './account.ts'
import type { Relation } from './post-store.ts'

export const transferColumns =
  sql.raw(`t.id, t.page, t.kind, t.service_id as "serviceId", t.service_key as "serviceKey", t.unit, t.amount,
  t.scheme, t.basis, t.revision, t.run_id as "runId", t.reverses, t.corrects, t.claim_until as "claimUntil",
  t.expires_on as "expiresOn", t.reason, t.actor, t.posted_at as "postedAt"`)

const customerCredit = accountNumber['customer-credit']

export interface TransferFilter {
  readonly serviceId?: bigint | undefined
  readonly runId?: string | undefined
  readonly kind?: TransferKind | undefined
  readonly unit?: string | undefined
  readonly scheme?: string | undefined
  readonly basis?: string | undefined
  readonly since?: Temporal.Instant | undefined
  readonly until?: Temporal.Instant | undefined
}

interface Slice {
  /** Beyond which number; null from the end or from the beginning. */
  readonly from: bigint | null
  readonly order: 'newest-first' | 'oldest-first'
  readonly limit: number
}

export async function listTransfers(
  db: Db | Tx,
  filter: TransferFilter,
  { from, order, limit }: Slice,
): Promise<Transfer[]> {
  const newest = order === 'newest-first'
  const conditions = [
    from === null ? null : newest ? sql`t.id < ${from}` : sql`t.id > ${from}`,
    filter.serviceId === undefined ? null : sql`t.service_id = ${filter.serviceId}`,
    filter.runId === undefined ? null : sql`t.run_id = ${filter.runId}`,
    filter.kind === undefined ? null : sql`t.kind = ${filter.kind}`,
    filter.unit === undefined ? null : sql`t.unit = ${filter.unit}`,
    filter.scheme === undefined ? null : sql`t.scheme = ${filter.scheme}`,
    filter.basis === undefined ? null : sql`t.basis = ${filter.basis}`,
    filter.since === undefined ? null : sql`t.posted_at >= ${filter.since}`,
    filter.until === undefined ? null : sql`t.posted_at < ${filter.until}`,
  ].filter(condition => condition !== null)
  const { rows } = await sql<Transfer>`
    select ${transferColumns} from ledger.transfer t where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by t.id ${sql.raw(newest ? 'desc' : 'asc')} limit ${limit}`.execute(db)
  return rows
}

export async function findTransfer(db: Db | Tx, id: bigint): Promise<Transfer | null> {
  const { rows } = await sql<Transfer>`select ${transferColumns} from ledger.transfer t where t.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function findReversal(db: Db | Tx, id: bigint): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`select id from ledger.transfer where reverses = ${id}`.execute(db)
  return rows[0]?.id ?? null
}

export async function entriesOf(db: Db | Tx, id: bigint): Promise<Entry[]> {
  const { rows } = await sql<{ account: number; serviceId: bigint | null; amount: bigint }>`
    select account, service_id as "serviceId", amount from ledger.entry where transfer_id = ${id} order by account`.execute(
    db,
  )
  return rows.map(({ account, ...row }) => ({ account: accountName(account), ...row }))
}

export async function pageOf(db: Db | Tx, number: bigint): Promise<{ digest: string; previous: string } | null> {
  const { rows } = await sql<{ digest: string; previous: string }>`
    select encode(digest, 'hex') as digest, encode(previous, 'hex') as previous from ledger.page where number = ${number}`.execute(
    db,
  )
  return rows[0] ?? null
}

export interface StatementLine extends Transfer {
  readonly change: bigint
  readonly balance: bigint
}

/** Newest first; the balance of each line is that of its unit after it. */
export async function statementOf(
  db: Db | Tx,
  serviceId: bigint,
  before: bigint | null,
  limit: number,
): Promise<StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select * from (
      select ${transferColumns}, coalesce(e.amount, 0) as change,
        (coalesce(sum(e.amount) over (partition by t.unit order by t.id), 0))::bigint as balance
      from ledger.transfer t left join ledger.entry e on e.transfer_id = t.id and e.account = ${customerCredit}
      where t.service_id = ${serviceId}
    ) as line
    where ${before}::bigint is null or id < ${before} order by id desc limit ${limit}`.execute(db)
  return rows
}

export interface Balance {
  readonly serviceId: bigint
  readonly unit: string
  readonly amount: bigint
}

export async function balanceOf(db: Db | Tx, serviceId: bigint): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    select service_id as "serviceId", unit, amount from ${balancesOf(sql`select ${serviceId}::bigint as service_id`)} order by unit`.execute(
    db,
  )
  return rows
}

/**
 * What one service has of a unit, looked up for each row that names both: as quick for one as for many thousand, whatever the
 * statistics say of tables that grow by the hundred thousand.
 */
export function balanceIn(service: RawBuilder<unknown>, unit: RawBuilder<unknown>): RawBuilder<bigint> {
  return sql`coalesce((select sum(own_entry.amount) from ledger.transfer own
    join ledger.entry own_entry on own_entry.transfer_id = own.id and own_entry.account = ${sql.lit(customerCredit)}
    where own.service_id = ${service} and own.unit = ${unit}), 0)::bigint`
}

/** What of it was asked of billers and not yet taken from it. */
export function underWayIn(service: RawBuilder<unknown>, unit: RawBuilder<unknown>): RawBuilder<bigint> {
  return sql`coalesce((select sum(asked.amount) from ledger.under_way asked where asked.service_id = ${service} and asked.unit = ${unit}), 0)::bigint`
}

/** What a service has of a unit beyond what was asked of billers. */
export async function notUnderWay(db: Db | Tx, serviceId: bigint, unit: string): Promise<bigint> {
  const of = [sql`${serviceId}::bigint`, sql`${unit}::text`] as const
  const { rows } = await sql<{ amount: bigint }>`select ${balanceIn(...of)} - ${underWayIn(...of)} as amount`.execute(
    db,
  )
  return rows[0]?.amount ?? 0n
}

/**
 * What customers have and were not yet paid: service_id, service_key, unit, amount, for the services of a relation with
 * service_id; without it for all. Whoever acts on it calls `holdLedger` first.
 */
export function balancesOf(services?: Relation): RawBuilder<unknown> {
  const among = services
    ? sql`(select distinct service_id from (${services}) as given) as service join ledger.transfer t on t.service_id = service.service_id`
    : sql`ledger.transfer t`
  return sql`(
    select t.service_id, max(t.service_key) as service_key, t.unit, sum(e.amount)::bigint as amount
    from ${among} join ledger.entry e on e.transfer_id = t.id and e.account = ${sql.lit(customerCredit)}
    group by t.service_id, t.unit) as balance`
}

export interface TrialBalanceLine {
  readonly unit: string
  readonly account: number
  readonly balance: bigint
  readonly transfers: bigint
}

export async function trialBalance(db: Db | Tx): Promise<TrialBalanceLine[]> {
  const { rows } = await sql<TrialBalanceLine>`
    select t.unit, e.account, sum(e.amount)::bigint as balance, count(*) as transfers
    from ledger.transfer t join ledger.entry e on e.transfer_id = t.id
    group by t.unit, e.account order by t.unit, e.account`.execute(db)
  return rows
}

/** `transfer` is the one that has the key; `of the same call` if the source has it twice. */
type Duplicate = Readonly<Record<'service' | 'scheme' | 'basis' | 'unit' | 'transfer', string>> & {
  readonly revision: number
}

/** A key that a source wants to post although it was posted, or although the source has it twice. */
export async function firstDuplicate(tx: Tx, source: Relation): Promise<Duplicate | null> {
  const { rows } = await sql<Duplicate>`
    with wanted as materialized (select service_id, service_key, scheme, basis, unit, revision from (${source}) as source)
    select w.service_key as service, scheme, basis, unit, revision, t.id::text as transfer
    from wanted w join ledger.transfer t using (service_id, scheme, basis, unit, revision)
    union all
    (select max(service_key), scheme, basis, unit, revision, 'of the same call' from wanted
      group by service_id, scheme, basis, unit, revision having count(*) > 1 limit 1)
    limit 1`.execute(tx)
  return rows[0] ?? null
}
