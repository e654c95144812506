import { sql } from 'kysely'
import { hitServices, standingOf } from '../../outages/index.ts'
import { readSetting, type Work } from '../../platform/index.ts'
import { contactsFor, reachableCustomers, servicesAs } from '../../subscribers/index.ts'
import { usableChannels } from '../channels/channel-store.ts'
import { canWait } from '../notice.ts'
import { keepQuiet } from '../quiet.ts'
import { sendJob } from '../send-job.ts'
import { tellingSetting } from '../telling-setting.ts'

/**
 * Whoever was not reached is told by the next of his ways that was not tried for this notice. Returns how many are. Who has no other is
 * left for a person, who finds him among those whom nothing reached.
 */
export async function fallBack(
  { tx, now, enqueue }: Pick<Work, 'enqueue' | 'now' | 'tx'>,
  failed: readonly bigint[],
): Promise<number> {
  if (failed.length === 0) return 0
  const telling = await readSetting(tx, tellingSetting)
  const channels = await usableChannels(tx, telling.channels)
  const { rows } = await sql<{ notice: string; lane: number }>`
    insert into messaging.message (notice_id, customer_id, lane, position, channel, address, language, time_zone, facts, not_before, expires_at, updated_at)
    select m.notice_id, m.customer_id, m.lane, m.position + 1, k.channel, k.address, m.language, m.time_zone, m.facts, ${now}, m.expires_at, ${now}
    from messaging.message m join messaging.notice w on w.id = m.notice_id
    join ${reachableCustomers} c on c.id = m.customer_id
    left join messaging.preference p on p.customer_id = m.customer_id
    cross join lateral (
      select t.channel, t.address from ${contactsFor('outage-notices')} t
      where t.customer_id = m.customer_id and t.channel = any(${[...channels]}::text[])
        and not exists (
          select from messaging.message o where o.notice_id = m.notice_id and o.customer_id = m.customer_id and o.channel = t.channel
            and messaging.compared(o.channel, o.address) = messaging.compared(t.channel, t.address))
        and not exists (
          select from messaging.stop x where x.channel = t.channel and x.address = messaging.compared(t.channel, t.address))
      order by array_position(p.channels, t.channel) nulls last, array_position(${[...channels]}::text[], t.channel), t.preferred desc, t.id limit 1) k
    where m.id = any(${failed.map(String)}::bigint[]) and m.notice_id is not null and m.state = 'failed'
      -- Nobody hears anew that something is out which works again, or never was.
      and (w.kind in ('restored', 'retracted', 'credit', 'reminder')
        or exists (
          select from ${servicesAs('v')} join ${hitServices} a on a.service_id = v.id
          where v.customer_id = m.customer_id and a.outage_id = ${standingOf(sql`w.outage_id`)} and a.to_at is null))
      -- A receipt that comes late or twice finds the next way taken.
      and not exists (
        select from messaging.message n where n.notice_id = m.notice_id and n.customer_id = m.customer_id and n.position > m.position)
    on conflict (notice_id, customer_id, position) do nothing returning notice_id as notice, lane`.execute(tx)
  const lanes = new Map(rows.map(({ notice, lane }) => [notice, lane]))
  for (const [notice, lane] of lanes)
    await keepQuiet(tx, { notice, otherwise: canWait(lane) ? telling.quietHours : null, now })
  if (rows.length > 0) await enqueue(sendJob, {}, { key: sendJob })
  return rows.length
}
