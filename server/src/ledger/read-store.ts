import { sql, type RawBuilder } from 'kysely'
import type { TransferKind } from '@pulih/contracts'
import { type Entry, type Transfer, accountNumber } from '@pulih/proofs'
import type { Db, Tx } from '../platform/index.ts'
import { accountName, settlementSchemes } from './account.ts'
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

/** What a service has of a unit beyond what was asked of billers. */
export async function notUnderWay(db: Db | Tx, serviceId: bigint, unit: string): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select (coalesce((select sum(amount) from ${balancesOf(sql`select ${serviceId}::bigint as service_id`)} where unit = ${unit}), 0)
      - coalesce((select sum(amount) from ledger.under_way where service_id = ${serviceId} and unit = ${unit}), 0))::bigint as amount`.execute(
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

/**
 * What was granted in all, reversals included, and the last revision: service_id, scheme, basis, unit, amount, revision, transfer.
 * Keys is a relation with the first four; without it the whole ledger is summed.
 */
export function netOf(keys?: Relation): RawBuilder<unknown> {
  const among = keys
    ? sql`(select distinct service_id, scheme, basis, unit from (${keys}) as given) as wanted
        join ledger.transfer t on (t.service_id, t.scheme, t.basis, t.unit) = (wanted.service_id, wanted.scheme, wanted.basis, wanted.unit)`
    : sql`ledger.transfer t`
  return sql`(
    select t.service_id, t.scheme, t.basis, t.unit, sum(t.amount)::bigint as amount, max(t.revision) as revision, max(t.id) as transfer
    from ${among} where t.scheme not in (${sql.join(settlementSchemes.map(scheme => sql.lit(scheme)))})
    group by t.service_id, t.scheme, t.basis, t.unit) as net`
}

/**
 * What a run has to know of earlier grants for the same: service_id, scheme, basis, unit, amount (the net of credits, gifts and
 * corrections), reversed (the sum of reversals, signed), revision (the last one, reversals included), transfer (the last one), kind
 * (`goodwill` if it began as a gift, else `credit`). A reversal is a person's decision, so it is not in the amount that a run sets its
 * own figure against: it would grant again what was taken back. `among` has service_id and basis, and is best analysed; without it
 * everything is summed.
 */
export function grantsOf(among?: Relation): RawBuilder<unknown> {
  const from = among
    ? sql`(select distinct service_id, basis from (${among}) as given) as wanted
        join ledger.transfer t on (t.service_id, t.basis) = (wanted.service_id, wanted.basis)`
    : sql`ledger.transfer t`
  return sql`(
    select t.service_id, t.scheme, t.basis, t.unit,
      coalesce(sum(t.amount) filter (where t.kind <> 'reversal'), 0)::bigint as amount,
      coalesce(sum(t.amount) filter (where t.kind = 'reversal'), 0)::bigint as reversed,
      max(t.revision) as revision, max(t.id) as transfer,
      case when bool_or(t.revision = 1 and t.kind = 'goodwill') then 'goodwill' else 'credit' end as kind
    from ${from} where t.scheme not in (${sql.join(settlementSchemes.map(scheme => sql.lit(scheme)))})
    group by t.service_id, t.scheme, t.basis, t.unit) as granted`
}

/** What is left of one grant after its corrections and reversals, and its last revision. */
export async function grantedFor(
  db: Db | Tx,
  { serviceId, scheme, basis, unit }: Transfer,
): Promise<{ amount: bigint; revision: number }> {
  const key = sql`select ${serviceId}::bigint as service_id, ${scheme}::text as scheme, ${basis}::text as basis, ${unit}::text as unit`
  const { rows } = await sql<{ amount: bigint; revision: number }>`select amount, revision from ${netOf(key)}`.execute(
    db,
  )
  return rows[0] ?? { amount: 0n, revision: 0 }
}

/** What a service got under a scheme since an instant, less what was taken back. */
export async function givenByHand(
  db: Db | Tx,
  { serviceId, scheme, unit, since }: { serviceId: bigint; scheme: string; unit: string; since: Temporal.Instant },
): Promise<bigint> {
  const { rows } = await sql<{ given: bigint }>`
    select coalesce(sum(amount), 0)::bigint as given from ledger.transfer
    where service_id = ${serviceId} and scheme = ${scheme} and unit = ${unit} and posted_at > ${since}`.execute(db)
  return rows[0]?.given ?? 0n
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
