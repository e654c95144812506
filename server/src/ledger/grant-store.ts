import { sql, type RawBuilder } from 'kysely'
import type { Transfer } from '@pulih/proofs'
import type { Db, Tx } from '../platform/index.ts'
import { grantKinds, settlementSchemes } from './account.ts'
import type { Relation } from './post-store.ts'

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

const corrected = sql.lit('correction')
const reversed = sql.lit('reversal')

/**
 * What these runs gave, but for what was taken back whole since, by a run or by hand: run_id, service_id, scheme, basis, unit,
 * claim_until, named `g`. How much was taken back is not foreseen by statistics: `not in` looks it up, `not exists` may loop over it.
 */
export function standingGrants(runs: readonly string[]): RawBuilder<unknown> {
  const taken = sql`select service_id, scheme, basis, unit from ledger.transfer where kind in (${corrected}, ${reversed}) and amount < 0`
  return sql`(
    select t.run_id, t.service_id, t.scheme, t.basis, t.unit, t.claim_until from ledger.transfer t
    where t.run_id = any(${runs}::uuid[]) and t.amount > 0 and t.kind in (${sql.join(grantKinds.map(kind => sql.lit(kind)))})
      and (t.service_id, t.scheme, t.basis, t.unit) not in (
        select net.service_id, net.scheme, net.basis, net.unit from ${netOf(taken)} where net.amount <= 0)) as g`
}

/**
 * What a run posted, as it was posted: service_id, scheme, basis, unit, amount, kind, claim_until, named `g`. What was taken back by it is
 * negative; what anybody took back since is not in it.
 */
export function grantsOfRun(run: string): RawBuilder<unknown> {
  return sql`(
    select t.service_id, t.scheme, t.basis, t.unit, t.amount, t.kind, t.claim_until from ledger.transfer t
    where t.run_id = ${run}::uuid and t.kind in (${sql.join(grantKinds.map(kind => sql.lit(kind)))})) as g`
}

/** The last correction or reversal: as long as it is the same, nothing that was given was taken back. */
export async function lastTakenBack(db: Db | Tx): Promise<string> {
  const last = (kind: RawBuilder<unknown>) => sql`(select max(id) from ledger.transfer where kind = ${kind})`
  const { rows } = await sql<{ last: string }>`
    select coalesce(greatest(${last(corrected)}, ${last(reversed)}), 0)::text as last`.execute(db)
  return rows[0]?.last ?? '0'
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

/** What a service got under a scheme since an instant, less what of that was taken back; to reverse an older gift makes no room. */
export async function givenByHand(
  db: Db | Tx,
  { serviceId, scheme, unit, since }: { serviceId: bigint; scheme: string; unit: string; since: Temporal.Instant },
): Promise<bigint> {
  const { rows } = await sql<{ given: bigint }>`
    select coalesce(sum(t.amount), 0)::bigint as given
    from ledger.transfer t left join ledger.transfer gift on gift.id = t.reverses
    where t.service_id = ${serviceId} and t.scheme = ${scheme} and t.unit = ${unit} and t.posted_at > ${since}
      and coalesce(gift.posted_at, t.posted_at) > ${since}`.execute(db)
  return rows[0]?.given ?? 0n
}
