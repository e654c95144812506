import { sql, type RawBuilder } from 'kysely'
import type { breakKinds } from '@pulih/contracts'
import type { Db } from '../../platform/index.ts'

export interface ReportFilter {
  readonly channel?: string | undefined
  readonly unit?: string | undefined
  readonly run?: string | undefined
}

export interface ReportLine {
  readonly channel: string
  readonly unit: string
  readonly run: string | null
  readonly requestedCount: bigint
  readonly requested: bigint
  readonly acceptedCount: bigint
  readonly accepted: bigint
  readonly seenCount: bigint
  readonly seen: bigint
  readonly carried: bigint
  readonly openCount: bigint
  readonly open: bigint
}

/** Requested, accepted and seen, side by side; what was withdrawn was asked for by nobody. */
export async function reportLines(db: Db, filter: ReportFilter): Promise<ReportLine[]> {
  const { rows } = await sql<ReportLine>`
    select channel, unit, run_id as run, count(*) as "requestedCount", sum(amount)::bigint as requested,
      count(accepted_at) as "acceptedCount", coalesce(sum(amount) filter (where accepted_at is not null), 0)::bigint as accepted,
      count(*) filter (where seen > 0) as "seenCount", sum(seen)::bigint as seen, sum(carried)::bigint as carried,
      count(*) filter (where state <> 'billed') as "openCount", coalesce(sum(amount - seen) filter (where state <> 'billed'), 0)::bigint as open
    from ledger.payout p where state <> 'withdrawn' and ${matches(filter)}
    group by channel, unit, run_id order by channel, unit, run_id limit 5000`.execute(db)
  return rows
}

export type BreakKind = (typeof breakKinds)[number]

export interface Break {
  readonly order: string
  readonly kind: BreakKind
  readonly channel: string
  readonly unit: string
  readonly payout: string | null
  readonly key: string | null
  readonly address: string | null
  readonly requested: bigint | null
  readonly seen: bigint | null
  readonly since: Temporal.Instant
}

/** What does not agree, oldest first. `order` makes the order total. */
export async function listBreaks(
  db: Db,
  filter: ReportFilter & { readonly kind?: BreakKind | undefined },
  after: readonly [since: string, order: string] | null,
  limit: number,
): Promise<Break[]> {
  const { rows } = await sql<Break>`
    select * from ${breaks(filter)} where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${after?.[0] ?? null}::timestamptz is null or (since, "order") > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::text))
    order by since, "order" limit ${limit}`.execute(db)
  return rows
}

export async function countBreaks(db: Db, filter: ReportFilter): Promise<{ kind: BreakKind; count: number }[]> {
  const { rows } = await sql<{ kind: BreakKind; count: number }>`
    select kind, count(*)::int as count from ${breaks(filter)} group by kind order by kind`.execute(db)
  return rows
}

/** On which lines of the report something does not agree. */
export async function oddLines(db: Db, filter: ReportFilter): Promise<{ channel: string; unit: string }[]> {
  const { rows } = await sql<{ channel: string; unit: string }>`
    select distinct channel, unit from ${breaks(filter)} order by channel, unit limit 5000`.execute(db)
  return rows
}

function breaks(filter: ReportFilter) {
  return sql`(
    select p.id::text || kind as "order", kind, p.channel, p.unit, p.id as payout, p.key, p.address, p.amount as requested, p.seen,
      case when kind = 'not-accepted' then p.requested_at else p.accepted_at end as since
    from ledger.payout p cross join lateral (
      select 'not-accepted' as kind where p.accepted_at is null
      union all select 'accepted-not-seen' where p.state = 'accepted'
      union all select 'more-than-balance' where p.posted_at is null and p.posting_problem is not null
      union all select case when p.booked_times > 1 or (select count(*) from ledger.bill_credit b where b.payout_id = p.id) > 1 then 'duplicate-on-bill'
        else 'different-amount' end where p.seen > p.amount - p.carried or p.booked_times > 1
    ) as kinds
    where p.state <> 'withdrawn' and (p.state <> 'billed' or p.seen > p.amount - p.carried or p.booked_times > 1 or p.posting_problem is not null)
      and ${matches(filter)}
    union all
    select b.id::text || 'other-address', 'other-address', b.channel, b.unit, p.id, p.key, b.address, p.amount, b.amount, b.seen_at
    from ledger.bill_credit b join ledger.payout p on p.id = b.payout_id join ledger.payout_channel c on c.name = b.channel
    where b.address <> p.address and p.state <> 'withdrawn' and p.erased_at is null and b.address <> all(${namesOf(sentTo, sql`c.settings ->> 'adapter'`)})
      and ${matches(filter)}
    union all
    select b.id::text, 'seen-not-requested', b.channel, b.unit, null, b.key, b.address, null, b.amount, b.seen_at
    from ledger.bill_credit b left join ledger.payout p on p.id = b.payout_id
    where (p.id is null or p.state = 'withdrawn') and ${filter.run ?? null}::uuid is null
      and (${filter.channel ?? null}::text is null or b.channel = ${filter.channel ?? null}) and (${filter.unit ?? null}::text is null or b.unit = ${filter.unit ?? null})
  ) as breaks`
}

/** Where a payout was sent to last, which is not always where it would be sent to now. */
const sentTo = sql`coalesce((select a.address from ledger.payout_attempt a
  where a.payout_id = p.id and a.kind in ('send', 'file') order by a.number desc limit 1), p.address)`

/**
 * What a bill may call an address. Some of ours say more than whose it is: a balance group of an account (Oracle BRM), an invoice of a
 * customer (Lago), the account of a bucket (TMF654).
 */
function namesOf(address: RawBuilder<unknown>, adapter: RawBuilder<unknown>) {
  return sql`(select case when ${adapter} in ('brm', 'lago') then array[sent, split_part(sent, '/', 1)]
    when ${adapter} = 'tmf654' then array[sent] || string_to_array(sent, '/') else array[sent] end from (select ${address} as sent) as last)::text[]`
}

function matches(filter: ReportFilter) {
  return sql`(${filter.channel ?? null}::text is null or p.channel = ${filter.channel ?? null}) and (${filter.unit ?? null}::text is null or p.unit = ${filter.unit ?? null})
    and (${filter.run ?? null}::uuid is null or p.run_id = ${filter.run ?? null}::uuid)`
}
