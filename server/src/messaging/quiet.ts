import { afterQuietHours } from '@pulih/notices'
import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/** When nobody is disturbed who did not say otherwise; null: the operator knows no such hours. */
export interface QuietDefault {
  readonly from: string
  readonly to: string
}

/**
 * Lets the messages of a notice that would arrive in somebody's quiet hours wait until these are over, where he lives. The operator's hours
 * hold only for what can wait: who said himself when he wants quiet has it whatever happens. Returns how many wait.
 */
export async function keepQuiet(
  tx: Tx,
  {
    notice,
    otherwise,
    now,
  }: { readonly notice: string; readonly otherwise: QuietDefault | null; readonly now: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ from: string; to: string; zone: string }>`
    select distinct coalesce(to_char(p.quiet_from, 'HH24:MI'), ${otherwise?.from ?? null}) as from,
      coalesce(to_char(p.quiet_to, 'HH24:MI'), ${otherwise?.to ?? null}) as to, m.time_zone as zone
    from messaging.message m ${otherwise === null ? sql`join` : sql`left join`} messaging.preference p on p.customer_id = m.customer_id and p.quiet_from is not null
    where m.notice_id = ${notice} and m.state = 'waiting' and m.not_before <= ${now}`.execute(tx)
  const quiet = rows
    .map(({ from, to, zone }) => ({ from, to, zone, until: afterQuietHours(now, { from, to, timeZone: zone }) }))
    .filter(({ until }) => Temporal.Instant.compare(until, now) > 0)
  if (quiet.length === 0) return 0
  const { numAffectedRows } = await sql`
    update messaging.message m set not_before = q.until, expires_at = m.expires_at + (q.until - ${now}::timestamptz)
    from unnest(${quiet.map(({ from }) => from)}::text[], ${quiet.map(({ to }) => to)}::text[], ${quiet.map(({ zone }) => zone)}::text[],
      ${quiet.map(({ until }) => until.toString())}::timestamptz[]) as q (from_at, to_at, zone, until),
      messaging.message o left join messaging.preference p on p.customer_id = o.customer_id and p.quiet_from is not null
    where m.id = o.id and m.notice_id = ${notice} and o.notice_id = ${notice} and m.state = 'waiting' and m.not_before <= ${now} and m.time_zone = q.zone
      and coalesce(to_char(p.quiet_from, 'HH24:MI'), ${otherwise?.from ?? null}) = q.from_at
      and coalesce(to_char(p.quiet_to, 'HH24:MI'), ${otherwise?.to ?? null}) = q.to_at`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
