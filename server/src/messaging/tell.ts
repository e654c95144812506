import type { NoticeKind, Statement } from '@pulih/notices'
import { outageById, type Outage } from '../outages/index.ts'
import { systemActor, type HappenedEvent, type Platform, type Work } from '../platform/index.ts'
import { cancelWaiting, reviveBeginnings } from './follow-up.ts'
import { currentStatement, mannerOf, type Manner, type Wiring } from './manner.ts'
import { isBeginning, isGoingOn } from './notice.ts'
import * as store from './notice-store.ts'
import { widen } from './release.ts'
import { sendJob } from './send-job.ts'
import type { Telling } from './telling-setting.ts'

const teller = systemActor('messaging')

/** Something happened to an outage of which people may have to be told. Heard twice it is told once. */
export async function hear(platform: Platform, wiring: Wiring, event: HappenedEvent): Promise<void> {
  const { id, mergedInto } = await outageById(platform.db, event.subject)
  if (mergedInto !== null) return join(platform, wiring, event, mergedInto)
  const manner = await mannerOf(platform, wiring)
  await platform.work(teller, async work => {
    // Whoever lets the beginning out in this moment is waited for, so that what it began is ended.
    await store.lockNotices(work.tx, id)
    // Heard again, it would take back what it said itself.
    if (await store.isHeard(work.tx, event.id)) return
    // Events come in no order: how things stand is asked, and not taken from what is heard.
    const outage = await outageById(work.tx, id)
    await takeBack(work, event, outage)
    // Also where nothing is said by itself, nothing that is not true any more goes out.
    if (manner.telling.automatic) await announce(work, event, outage, manner)
  })
}

/** What was not said yet and is not true any more is not said. */
async function takeBack(work: Work, { type }: HappenedEvent, outage: Outage): Promise<void> {
  const { tx, now } = work
  const { id } = outage
  if (type === 'outages.restored' || type === 'outages.retracted') {
    if (!isGoingOn(outage)) await silence(work, id)
    return
  }
  if (type !== 'outages.reopened' || !isGoingOn(outage)) return
  await cancelWaiting(tx, id, now, ['restored'])
  // Whose beginning was not worth telling any more hears it after all.
  if ((await reviveBeginnings(tx, id, now)) > 0) await work.enqueue(sendJob, {}, { key: sendJob })
}

async function announce(work: Work, event: HappenedEvent, outage: Outage, { said, telling }: Manner): Promise<void> {
  const { tx, now } = work
  const isTold = await store.isTold(tx, outage.id)
  const kind = kindOf(event, outage, isTold)
  if (kind === null) return
  // An end, an estimate or an update is news only for those who know of a beginning; of that there is one.
  if (isBeginning(kind) ? await store.isBegun(tx, outage.id) : !isTold) return
  if (kind === 'etr') await store.cancelHeld(tx, outage.id, 'etr')
  const statement = await currentStatement(tx, outage, said)
  const told = kind === 'restored' ? { ...statement, restoredAt: restoredAtOf(event, statement) } : statement
  const notice = await store.insertNotice(tx, {
    outageId: outage.id,
    kind,
    statement: told,
    releaseAt: await releaseTime(work, outage.id, kind, told, telling),
    eventId: event.id,
    actor: event.actor,
    now,
  })
  if (notice) work.audit('messaging.notice-held', notice.id, { outage: outage.number, kind, version: notice.version })
}

function kindOf({ type }: HappenedEvent, { planned, status }: Outage, isTold: boolean): NoticeKind | null {
  switch (type) {
    case 'outages.confirmed':
      return planned ? 'planned' : 'first'
    case 'outages.update-published':
      return 'update'
    case 'outages.reopened':
      // What came and went before anybody was told of it begins now.
      return planned ? null : isTold ? 'reopened' : 'first'
    case 'outages.etr-changed':
      return planned ? null : 'etr'
    case 'outages.partly-restored':
      return planned ? null : 'restored'
    case 'outages.restored':
      // Whoever reopened it took this back.
      return planned || isGoingOn({ status }) ? null : 'restored'
    case 'outages.retracted':
      return 'retracted'
    default:
      return null
  }
}

/** A part that works again before the rest has a moment of its own, which its event tells. */
function restoredAtOf({ data }: HappenedEvent, { restoredAt }: Pick<Statement, 'restoredAt'>): string | null {
  const told = typeof data === 'object' && data !== null && 'restoredAt' in data ? data['restoredAt'] : null
  return typeof told === 'string' ? told : restoredAt
}

/**
 * Only the first word is worth a look before it goes; estimates come no more often than people want to hear of them; and of an end whose
 * moment lies a little ahead nobody is told before it has come.
 */
async function releaseTime(
  { tx, now }: Work,
  outage: string,
  kind: NoticeKind,
  { restoredAt }: Pick<Statement, 'restoredAt'>,
  { holdSeconds, etrMinutes }: Telling,
): Promise<Temporal.Instant> {
  if (isBeginning(kind)) return now.add({ seconds: holdSeconds })
  if (kind === 'restored' && restoredAt !== null) return later(now, Temporal.Instant.from(restoredAt))
  if (kind !== 'etr') return now
  const last = await store.lastEstimateAt(tx, outage)
  return last === null ? now : later(now, last.add({ minutes: etrMinutes }))
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? one : other
}

/**
 * An outage turned out to be part of another one: that was no mistake, and whoever heard of it hears how the other goes on. Whoever was not told
 * yet is told of the other, whose story begins with this where it was not told so far.
 */
async function join(platform: Platform, wiring: Wiring, event: HappenedEvent, into: string): Promise<void> {
  const manner = await mannerOf(platform, wiring)
  await platform.work(teller, async work => {
    const { tx, now } = work
    await store.lockNotices(tx, event.subject)
    await silence(work, event.subject)
    const outage = await outageById(tx, into)
    // Where a person kept its beginning back it stays so.
    if (!manner.telling.automatic || !isGoingOn(outage) || (await store.hasBeginning(tx, into))) return
    await store.insertNotice(tx, {
      outageId: into,
      kind: outage.planned ? 'planned' : 'first',
      statement: await currentStatement(tx, outage, manner.said),
      releaseAt: now.add({ seconds: manner.telling.holdSeconds }),
      eventId: event.id,
      actor: event.actor,
      now,
    })
  })
  await widen(platform, wiring, into)
}

async function silence({ tx, now }: Work, outageId: string): Promise<void> {
  await store.cancelHeld(tx, outageId)
  await cancelWaiting(tx, outageId, now)
}
