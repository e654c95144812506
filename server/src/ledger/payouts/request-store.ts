import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/index.ts'
import { balancesOf } from '../read-store.ts'

/** The services that ever had something of this unit, or had it from this run; keys narrow them down. */
export function servicesWith(unit: string, run: string | null, keys: readonly string[] | null): RawBuilder<unknown> {
  const given = keys === null ? null : [...keys]
  return sql`select service_id from ledger.transfer where unit = ${unit} and (${run}::uuid is null or run_id = ${run}::uuid)
    and (${given}::text[] is null or service_key = any(${given}::text[]))`
}

/** A row without an address: the biller knows the service by another name than its key, and this was erased. */
const isErased = sql`(a.service_key is not null and a.address is null)`

interface Requested {
  readonly count: number
  readonly amount: bigint
  readonly waiting: number
}

/** One payout per service for all that it has and that is not on its way, to the address that the channel knows. */
export async function insertPayouts(
  tx: Tx,
  given: {
    readonly services: RawBuilder<unknown>
    readonly channel: { readonly name: string; readonly text: string; readonly form: string }
    readonly unit: string
    readonly purpose: string
    readonly run: string | null
    readonly largest: bigint | null
    readonly now: Temporal.Instant
  },
): Promise<Requested> {
  const { channel, unit, purpose, run, largest, now } = given
  const { rows } = await sql<{ count: bigint; amount: bigint; waiting: bigint }>`
    with owned as materialized (
      select service_id, service_key, amount from ${balancesOf(given.services)} where unit = ${unit}
    ),
    -- Summed before anything is added: looked up row by row, each would read the table that grows under it.
    reserved as materialized (
      select u.service_id, sum(u.amount) as amount from ledger.under_way u where u.unit = ${unit} and u.service_id in (select service_id from owned)
      group by u.service_id
    ),
    available as (
      select owned.service_id, owned.service_key, owned.amount - coalesce(reserved.amount, 0) as amount from owned left join reserved using (service_id)
    ),
    added as (
      insert into ledger.payout (key, channel, form, state, service_id, service_key, address, unit, amount, purpose, run_id, text, requested_at, due_at, reason, erased_at)
      select ${keySql(sql`${purpose}::text`, sql`service_id`, sql`${unit}::text`)}, ${channel.name}, ${channel.form},
        case when amount > ${largest}::bigint or ${isErased} then 'waiting-for-person' else 'requested' end, service_id, available.service_key,
        coalesce(a.address, available.service_key),
        ${unit}, amount, ${purpose}, ${run}::uuid, ${channel.text}, ${now}, ${now},
        case when ${isErased} then 'its address was erased with its customer: send it again with an address, or withdraw it'
          when amount > ${largest}::bigint then 'above the largest amount that the channel pays by itself' end,
        case when ${isErased} then ${now}::timestamptz end
      from available left join ledger.payout_address a on a.service_key = available.service_key and a.channel = ${channel.name}
      where amount > 0
      on conflict (key) do nothing
      returning amount, state
    )
    select count(*) as count, coalesce(sum(amount), 0)::bigint as amount, count(*) filter (where state = 'waiting-for-person') as waiting from added`.execute(
    tx,
  )
  const [row] = rows
  return { count: Number(row?.count ?? 0n), amount: row?.amount ?? 0n, waiting: Number(row?.waiting ?? 0n) }
}

/**
 * The key of a payout: a UUID of version 8 (RFC 9562) out of what it is for, so that asking for the same thing twice is one payout,
 * and so that it tells nobody who the customer is.
 */
function keySql(
  purpose: RawBuilder<unknown>,
  service: RawBuilder<unknown>,
  unit: RawBuilder<unknown>,
): RawBuilder<string> {
  return sql`overlay(overlay(left(encode(sha256(convert_to(concat_ws(E'\n', ${purpose}, ${service}, ${unit}), 'UTF8')), 'hex'), 32)
    placing '8' from 13) placing '8' from 17)::uuid`
}
