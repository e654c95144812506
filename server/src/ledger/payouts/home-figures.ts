import { sql } from 'kysely'
import type { HomeView } from '@pulih/contracts'
import type { Db } from '../../platform/index.ts'

/** Payouts that wait for somebody or are late. */
export async function payoutFigures(db: Db, now: Temporal.Instant): Promise<NonNullable<HomeView['payouts']>> {
  const { rows } = await sql<NonNullable<HomeView['payouts']>>`
    select
      (select count(*)::int from ledger.payout_channel c join ledger.payout p on p.channel = c.name and p.state = 'rejected') as rejected,
      (select count(*)::int from ledger.payout_channel c join ledger.payout p on p.channel = c.name and p.state = 'waiting-for-person') as "waitingForPerson",
      (select count(*)::int from ledger.payout where form = 'request' and state in ('requested', 'sending', 'unknown')
        and due_at < ${now.subtract({ minutes: 15 })}) as late,
      (select count(*)::int from ledger.payout_channel where stopped is not null) as "channelsStopped"`.execute(db)
  return rows[0] ?? { rejected: 0, waitingForPerson: 0, late: 0, channelsStopped: 0 }
}
