import type { NoticeKind } from '@pulih/notices'
import { outageById, publicStatements, type Outage } from '../outages/index.ts'
import { readSetting, systemActor, type HappenedEvent, type Platform, type Work } from '../platform/index.ts'
import { addMessages, type Reach } from './audience.ts'
import { addFollowUps, cancelWaiting } from './follow-up.ts'
import { isBeginning, laneOf, type Notice } from './notice.ts'
import * as store from './notice-store.ts'
import { statementOf } from './statement-of.ts'
import { tellingSetting, type Telling } from './telling-setting.ts'

const teller = systemActor('messaging')
export const sendJob = 'messaging.send'

/** What wires messaging to the rest of the house. */
export interface Wiring {
  /** Where the public page is, without a slash at the end. */
  readonly pageUrl: (platform: Platform) => Promise<string>
  readonly timeZone: (platform: Platform) => Promise<string>
}

/** Something happened to an outage of which people may have to be told. Heard twice it is told once. */
export async function hear(platform: Platform, wiring: Wiring, event: HappenedEvent): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  if (!telling.automatic) return
  const outage = await outageById(platform.db, event.subject)
  const kind = kindOf(event, outage.planned)
  if (kind === null) return
  const pageUrl = await wiring.pageUrl(platform)
  await platform.work(teller, async work => {
    const { tx, now } = work
    if (kind === 'retracted') await silence(work, outage.id)
    // An end, an estimate or an update is news only for those who know of a beginning.
    if (!isBeginning(kind) && (await store.beginningOf(tx, outage.id)) === null) return
    const [last = null] = await publicStatements(tx, [outage.id], 1)
    const notice = await store.insertNotice(tx, {
      outageId: outage.id,
      kind,
      statement: statementOf({ outage, last, pageUrl, language: telling.language }),
      // Only the first word is worth a look before it goes: the others say what a person has just decided.
      releaseAt: now.add({ seconds: isBeginning(kind) ? telling.holdSeconds : 0 }),
      eventId: event.id,
      actor: event.actor,
      now,
    })
    if (notice) work.audit('messaging.notice-held', notice.id, { outage: outage.number, kind, version: notice.version })
  })
}

function kindOf({ type }: HappenedEvent, planned: boolean): NoticeKind | null {
  switch (type) {
    case 'outages.confirmed':
      return planned ? 'planned' : 'first'
    case 'outages.update-published':
      return 'update'
    case 'outages.etr-changed':
      return planned ? null : 'etr'
    case 'outages.restored':
      return planned ? null : 'restored'
    case 'outages.retracted':
      return 'retracted'
    default:
      return null
  }
}

/** The list of services changed: whoever stands there now and goes through the beginning of the story is told it, too. */
export async function widen(platform: Platform, wiring: Wiring, outageId: string): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  const reach = await reachOf(platform, wiring, telling)
  await platform.work(teller, async ({ tx, now }) => {
    const beginning = await store.beginningOf(tx, outageId)
    if (beginning === null || !isGoingOn(await outageById(tx, outageId))) return
    await addMessages(tx, { notice: beginning.id, lane: laneOf(beginning.kind), outage: outageId, reach, now })
  })
}

function isGoingOn({ status }: Outage): boolean {
  return status === 'confirmed' || status === 'partly-restored'
}

export async function reachOf(platform: Platform, wiring: Wiring, { channels, language }: Telling): Promise<Reach> {
  return { channels, language, timeZone: await wiring.timeZone(platform) }
}

/** What was not said yet is not said any more. */
async function silence({ tx, now }: Work, outageId: string): Promise<void> {
  await store.cancelHeld(tx, outageId)
  await cancelWaiting(tx, outageId, now)
}

/** Lets out what is due, one after the other. */
export async function releaseDue(platform: Platform, wiring: Wiring): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  const reach = await reachOf(platform, wiring, telling)
  const releaseNext = () =>
    platform.work(teller, async work => {
      const notice = await store.lockDue(work.tx, work.now)
      if (notice === null) return false
      await release(work, notice, reach)
      return true
    })
  while (await releaseNext());
}

/** Turns a held notice into messages: from here on it goes out. Returns to how many people. */
export async function release(work: Work, notice: Notice, reach: Reach): Promise<number> {
  const { tx, now } = work
  const beginning = isBeginning(notice.kind) ? null : await store.beginningOf(tx, notice.outageId)
  const lane = laneOf(notice.kind)
  const people =
    beginning === null
      ? await addMessages(tx, { notice: notice.id, lane, outage: notice.outageId, reach, now })
      : await addFollowUps(tx, { notice: notice.id, lane, beginning: beginning.id, now })
  await store.markReleased(tx, notice.id, now)
  await work.enqueue(sendJob, {}, { key: sendJob })
  work.audit('messaging.notice-released', notice.id, { kind: notice.kind, people })
  return people
}
