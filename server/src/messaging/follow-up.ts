import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/**
 * Writes a message for everybody who was told, or may have been told, how it began: by the same way, so that who heard of an outage hears
 * of its end, and nobody else does. Returns how many were added.
 */
export async function addFollowUps(
  tx: Tx,
  {
    notice,
    lane,
    beginning,
    now,
  }: { readonly notice: string; readonly lane: number; readonly beginning: string; readonly now: Temporal.Instant },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, not_before, updated_at)
    select distinct on (m.customer_id) ${notice}::uuid, m.customer_id, ${lane}::smallint, m.channel, m.address, m.language, m.time_zone, ${now}::timestamptz, ${now}::timestamptz
    from messaging.message m
    where m.notice_id = ${beginning} and m.state in ('sending', 'doubtful', 'sent', 'delivered', 'read')
    order by m.customer_id, m.position desc
    on conflict (notice_id, customer_id, position) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Whoever has not been told yet is not told any more. Returns how many. */
export async function cancelWaiting(tx: Tx, outageId: string, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message m set state = 'cancelled', updated_at = ${now}
    from messaging.notice n where n.id = m.notice_id and n.outage_id = ${outageId} and m.state = 'waiting'`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
