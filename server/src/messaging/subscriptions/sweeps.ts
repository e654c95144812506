import { sql, type RawBuilder } from 'kysely'
import { defineSweep, readSetting, systemActor } from '../../platform/index.ts'
import { forgetAttempts } from './attempts.ts'
import { forgetLateProofs } from './proof-store.ts'
import { subscriptionsSetting } from './setting.ts'

const keeper = systemActor('messaging')
const arrivalDays = 90
/** What was understood of a receipt stands in its message; it is kept as it came only so that a mistake of ours can be mended. */
const receiptDays = 14
/** Nobody lets us write freely so long after he wrote. */
const conversationDays = 30
const day = 24
/** So few that nobody waits for the rows that are held. */
const mostAtOnce = 5_000

/** Forgets what nobody answered, what was counted, and after a while to whom messages went, what came in, and whom somebody telephoned. */
export const forgetOld = defineSweep('messaging.forget', 300, async platform => {
  const { addressDays } = await readSetting(platform.db, subscriptionsSetting)
  await platform.work(keeper, async ({ tx, now }) => {
    await forgetLateProofs(tx, now)
    await forgetAttempts(tx, now)
  })
  for (const [forget, days] of [
    [cancelLate, 0],
    [forgetSecrets, 0],
    [blankMessages, addressDays],
    [blankSubscriptions, addressDays],
    [forgetGone, addressDays],
    [forgetCalls, addressDays],
    [forgetConversations, conversationDays],
    [forgetReceipts, receiptDays],
    [forgetArrivals, arrivalDays],
  ] as const) {
    const some = () =>
      platform.work(keeper, async ({ tx, now }) => {
        const { numAffectedRows } = await forget(now.subtract({ hours: days * day })).execute(tx)
        return Number(numAffectedRows ?? 0n)
      })
    while ((await some()) === mostAtOnce);
  }
})

/** Whoever sends sees by himself what comes too late; through a channel that is stopped nobody sends. */
function cancelLate(now: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    update messaging.message set state = 'cancelled', reason = 'too late', updated_at = ${now}
    where id in (
      select id from messaging.message where state = 'waiting' and expires_at <= ${now}
      order by expires_at limit ${mostAtOnce} for update skip locked)`
}

/** What was never sent is forgotten once it is of no use, as what was sent is at once. */
function forgetSecrets(now: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    update messaging.message set words = '{"subject": "", "text": ""}'
    where id in (
      select id from messaging.message where secret and words ->> 'text' <> '' and expires_at <= ${now} and state <> 'sending'
      order by expires_at limit ${mostAtOnce} for update skip locked)`
}

/** That somebody was told, when and what of stays; where it reached him does not. */
function blankMessages(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    update messaging.message set address = '', provider_id = null, reason = null,
      words = case when words is null then null else '{"subject": "", "text": ""}'::jsonb end
    where id in (
      select id from messaging.message
      where updated_at < ${before} and address <> '' and state not in ('waiting', 'sending', 'doubtful')
      order by updated_at limit ${mostAtOnce} for update skip locked)`
}

/** What somebody wrote goes with what it came in. */
function forgetArrivals(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    delete from messaging.arrival where id in (
      select id from messaging.arrival where received_at < ${before} order by received_at limit ${mostAtOnce} for update skip locked)`
}

/** Receipts, of which nothing is left to be worked out. */
function forgetReceipts(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    delete from messaging.arrival where id in (
      select a.id from messaging.arrival a
      where a.received_at < ${before} and a.state = 'understood' and not exists (select from messaging.inbound i where i.arrival_id = a.id)
      order by a.received_at limit ${mostAtOnce} for update skip locked)`
}

/** Who was told until when stays as a number; who it was does not. */
function blankSubscriptions(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    update messaging.subscription set address = 'erased:' || id
    where id in (
      select id from messaging.subscription where state = 'ended' and ended_at < ${before} and address not like 'erased:%'
      order by ended_at limit ${mostAtOnce} for update skip locked)`
}

/** That nobody is at an address may have changed by then. Who said himself that he wants no more is never forgotten: he would be written to again. */
function forgetGone(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    delete from messaging.stop where (channel, address) in (
      select channel, address from messaging.stop where why = 'gone' and at < ${before} order by at limit ${mostAtOnce} for update skip locked)`
}

function forgetCalls(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    delete from messaging.call where (outage_id, customer_id) in (
      select outage_id, customer_id from messaging.call where at < ${before} order by at limit ${mostAtOnce} for update skip locked)`
}

function forgetConversations(before: Temporal.Instant): RawBuilder<unknown> {
  return sql`
    delete from messaging.conversation where (channel, address) in (
      select channel, address from messaging.conversation where wrote_at < ${before} order by wrote_at limit ${mostAtOnce} for update skip locked)`
}
