import { sql } from 'kysely'
import { defineSweep, readSetting, systemActor, type Tx } from '../../platform/index.ts'
import { forgetAttempts } from './attempts.ts'
import { forgetLateProofs } from './proof-store.ts'
import { subscriptionsSetting } from './setting.ts'

const keeper = systemActor('messaging')
const arrivalDays = 90
/** So few that nobody waits for the rows that are held. */
const mostAtOnce = 5_000

/** Forgets what nobody answered, what was counted, and after a while to whom messages went and what came in. */
export const forgetOld = defineSweep('messaging.forget', 300, async platform => {
  const { addressDays } = await readSetting(platform.db, subscriptionsSetting)
  await platform.work(keeper, async ({ tx, now }) => {
    await forgetLateProofs(tx, now)
    await forgetAttempts(tx, now)
  })
  const step = (forget: (tx: Tx, now: Temporal.Instant) => Promise<number>) =>
    platform.work(keeper, ({ tx, now }) => forget(tx, now))
  while ((await step(forgetSecrets)) === mostAtOnce);
  while ((await step((tx, now) => blankMessages(tx, now.subtract({ hours: addressDays * 24 })))) === mostAtOnce);
  while ((await step((tx, now) => forgetArrivals(tx, now.subtract({ hours: arrivalDays * 24 })))) === mostAtOnce);
})

/** What was never sent is forgotten once it is of no use, as what was sent is at once. */
async function forgetSecrets(tx: Tx, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message set words = '{"subject": "", "text": ""}'
    where id in (
      select id from messaging.message where secret and words ->> 'text' <> '' and expires_at <= ${now} and state <> 'sending'
      order by expires_at limit ${mostAtOnce} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** That somebody was told, when and what of stays; where it reached him does not. */
async function blankMessages(tx: Tx, before: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update messaging.message set address = '', words = case when words is null then null else '{"subject": "", "text": ""}'::jsonb end
    where id in (
      select id from messaging.message
      where updated_at < ${before} and address <> '' and state not in ('waiting', 'sending', 'doubtful')
      order by updated_at limit ${mostAtOnce} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** What somebody wrote goes with what it came in. */
async function forgetArrivals(tx: Tx, before: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from messaging.arrival where id in (
      select id from messaging.arrival where received_at < ${before} order by received_at limit ${mostAtOnce} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}
