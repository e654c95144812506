import { outageById } from '../outages/index.ts'
import { systemActor, type Platform, type Work } from '../platform/index.ts'
import { addMessages } from './audience.ts'
import { contentsOf, endOf } from './content.ts'
import { addFollowUps } from './follow-up.ts'
import { currentStatement, mannerOf, type Manner, type Wiring } from './manner.ts'
import { canWait, isBeginning, isGoingOn, isOfWhatGoesOn, laneOf, type Notice } from './notice.ts'
import * as store from './notice-store.ts'
import { keepQuiet } from './quiet.ts'
import { CannotBeSaid, requireSayable, type Unsaid } from './sayable.ts'
import { sendJob } from './send-job.ts'
import { addSubscribers } from './subscriptions/audience.ts'

const releaser = systemActor('messaging')

/** Lets out what is due, one after the other; one that cannot be let out keeps no other from it. */
export async function releaseDue(platform: Platform, wiring: Wiring): Promise<void> {
  const manner = await mannerOf(platform, wiring)
  const failed: string[] = []
  let reason: unknown = null
  const releaseNext = async (): Promise<boolean> => {
    const due = await store.findDue(platform.db, platform.clock.now(), failed)
    if (due === null) return false
    try {
      await platform.work(releaser, async work => {
        const notice = await store.lockNotice(work.tx, due.id)
        if (notice?.state === 'held' && notice.releaseAt !== null) await release(work, notice, manner)
      })
    } catch (failure) {
      failed.push(due.id)
      if (failure instanceof CannotBeSaid) await keepBack(platform, due, failure.unsaid)
      else reason ??= failure
    }
    return true
  }
  while (await releaseNext());
  if (reason !== null) throw reason
}

/** It stays held, and is tried again: whoever looks at it sees what it lacks. */
async function keepBack(platform: Platform, { id, outageId }: Notice, unsaid: Unsaid): Promise<void> {
  const isNews = await platform.work(releaser, async ({ tx }) => {
    await store.lockNotices(tx, outageId)
    return store.noteUnsaid(tx, id, unsaid)
  })
  if (!isNews) return
  platform.log.warn(
    { notice: id, outage: outageId, ...unsaid },
    `A notice was due and is held back: it needs ${unsaid.fact}. Write it, and it goes out.`,
  )
}

/**
 * Turns a held notice into messages: from here on it goes out. Returns to how many people. Throws `CannotBeSaid` where a fact is missing.
 */
export async function release(work: Work, notice: Notice, manner: Manner): Promise<number> {
  const { tx, now } = work
  await store.lockNotices(tx, notice.outageId)
  const people = isBeginning(notice.kind) ? await begin(work, notice, manner) : await goOn(work, notice, manner)
  if (people === null) {
    await store.markCancelled(tx, notice.id)
    return 0
  }
  await store.markReleased(tx, notice.id, now)
  await work.enqueue(sendJob, {}, { key: sendJob })
  work.audit('messaging.notice-released', notice.id, { kind: notice.kind, people })
  return people
}

/** Null where what it would tell is over. What came to be known while it was held is told with it; words that a person wrote into it stay. */
async function begin(work: Work, notice: Notice, manner: Manner): Promise<number | null> {
  const { tx } = work
  const outage = await outageById(tx, notice.outageId)
  if (!isGoingOn(outage)) return null
  const fresh = await currentStatement(tx, outage, manner.said)
  const words = notice.revision > 1 ? notice.statement.words : fresh.words
  const statement = { ...fresh, version: notice.version, words }
  requireSayable(notice.kind, statement, manner)
  await store.setStatement(tx, notice.id, statement)
  return addBeginning(work, notice, manner)
}

/** Null where it would tell how something goes on that is over. */
async function goOn(work: Work, notice: Notice, manner: Manner): Promise<number | null> {
  if (isOfWhatGoesOn(notice.kind) && !isGoingOn(await outageById(work.tx, notice.outageId))) return null
  requireSayable(notice.kind, notice.statement, manner)
  return addMore(work, notice, manner)
}

async function addBeginning({ tx, now }: Work, notice: Notice, { reach, telling }: Manner): Promise<number> {
  const lane = laneOf(notice.kind)
  const customers = await addMessages(tx, { notice: notice.id, lane, outage: notice.outageId, reach, now })
  const subscribers = await addSubscribers(tx, { notice: notice.id, lane, outage: notice.outageId, now })
  // That something is out is told at any hour; that something will be can wait for the morning.
  await keepQuiet(tx, { notice: notice.id, otherwise: notice.kind === 'first' ? null : telling.quietHours, now })
  return customers + subscribers
}

async function addMore({ tx, now }: Work, notice: Notice, { telling }: Manner): Promise<number> {
  const { id, kind, outageId, statement } = notice
  const lane = laneOf(kind)
  const people = await addFollowUps(tx, {
    notice: id,
    kind,
    lane,
    outage: outageId,
    contents: contentsOf(kind, statement),
    endedAt: endOf(statement, now),
    now,
  })
  await keepQuiet(tx, { notice: id, otherwise: canWait(lane) ? telling.quietHours : null, now })
  return people
}

/**
 * The list of services changed: whoever stands there now and goes through the beginning of the story is told it, too; and whose line turns
 * out to work again, or not to after all, is told what was said of that last.
 */
export async function widen(platform: Platform, wiring: Wiring, outageId: string): Promise<void> {
  const manner = await mannerOf(platform, wiring)
  await platform.work(releaser, async work => {
    await store.lockNotices(work.tx, outageId)
    const outage = await outageById(work.tx, outageId)
    const beginning = await store.beginningOf(work.tx, outageId)
    if (beginning !== null && isGoingOn(outage)) await addBeginning(work, beginning, manner)
    const last = await store.lastTurnOf(work.tx, outageId)
    // The end of a part is no news any more when all of it is over, of which the next notice tells; nor is then that it was not.
    const isNews =
      isGoingOn(outage) || (last?.kind === 'restored' && last.statement.restoredAt === outage.restoredAt?.toString())
    if (last !== null && isNews) await addMore(work, last, manner)
    if (beginning !== null || last !== null) await work.enqueue(sendJob, {}, { key: sendJob })
  })
}
