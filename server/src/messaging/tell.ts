import type { RawBuilder } from 'kysely'
import { languages, type Language } from '@pulih/kernel'
import type { NoticeKind, Statement } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import { areasByKey } from '../network/index.ts'
import { outageById, publicStatements, type Outage } from '../outages/index.ts'
import {
  readSetting,
  systemActor,
  type Db,
  type HappenedEvent,
  type Platform,
  type Tx,
  type Work,
} from '../platform/index.ts'
import { addMessages, type Reach } from './audience.ts'
import { usableChannels } from './channels/channel-store.ts'
import { addFollowUps, cancelWaiting } from './follow-up.ts'
import { isBeginning, isGoingOn, laneOf, type Notice } from './notice.ts'
import * as store from './notice-store.ts'
import { keepQuiet } from './quiet.ts'
import { sendJob } from './send-job.ts'
import { contentOf } from './sending/render.ts'
import { statementOf, type PaymentOf } from './statement-of.ts'
import { addSubscribers } from './subscriptions/audience.ts'
import { tellingSetting, type Telling } from './telling-setting.ts'

const teller = systemActor('messaging')

/** What a rule is called in one language. */
export interface RuleTitle {
  readonly scheme: string
  readonly language: Language
  readonly title: string
}

/** What wires messaging to the rest of the house. */
export interface Wiring {
  /** Where the public page is, without a slash at the end. */
  readonly pageUrl: (platform: Platform) => Promise<string>
  readonly timeZone: (platform: Platform) => Promise<string>
  /** ISO 3166-1 of where the operator works */
  readonly jurisdiction: (platform: Platform) => Promise<string>
  /** What follows in money for those whom an outage hits, by the rule of the public page; null: nothing that could be said. */
  readonly paymentOf: PaymentOf
  /** Relation `service_id, unit, amount, scheme, kind, claim_until, outages`: what a run posted, what it took back being negative. */
  readonly creditsOf: (run: string) => RawBuilder<unknown>
  /** What the rules of a run are called. */
  readonly titlesOf: (db: Db | Tx, run: string) => Promise<readonly RuleTitle[]>
}

/** Something happened to an outage of which people may have to be told. Heard twice it is told once. */
export async function hear(platform: Platform, wiring: Wiring, event: HappenedEvent): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  if (!telling.automatic) return
  const outage = await outageById(platform.db, event.subject)
  if (outage.mergedInto !== null) return join(platform, wiring, event, outage.mergedInto)
  const kind = kindOf(event, outage.planned)
  if (kind === null) return
  const said = { pageUrl: await wiring.pageUrl(platform), language: telling.language, paymentOf: wiring.paymentOf }
  await platform.work(teller, async work => {
    const { tx, now } = work
    // Whoever lets the beginning out in this moment is waited for, so that what it began is ended.
    await store.lockNotices(tx, outage.id)
    // Heard again, it would take back what it said itself.
    if (await store.isHeard(tx, event.id)) return
    // What was not said yet of something that is over, or never was, is not said any more.
    if (kind === 'retracted' || event.type === 'outages.restored') await silence(work, outage.id)
    // An end, an estimate or an update is news only for those who know of a beginning.
    if (!isBeginning(kind) && !(await store.isTold(tx, outage.id))) return
    if (kind === 'etr') await store.cancelHeld(tx, outage.id, 'etr')
    const statement = await currentStatement(tx, outage, said)
    const notice = await store.insertNotice(tx, {
      outageId: outage.id,
      kind,
      statement: told(event, kind, statement),
      releaseAt: await releaseTime(work, outage.id, kind, telling),
      eventId: event.id,
      actor: event.actor,
      now,
    })
    if (notice) work.audit('messaging.notice-held', notice.id, { outage: outage.number, kind, version: notice.version })
  })
}

/**
 * An outage turned out to be part of another one: that was no mistake, and whoever heard of it hears how the other goes on. Whoever was not told
 * yet is told of the other, whose story begins with this where it was not told so far.
 */
async function join(platform: Platform, wiring: Wiring, event: HappenedEvent, into: string): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  const said = { pageUrl: await wiring.pageUrl(platform), language: telling.language, paymentOf: wiring.paymentOf }
  await platform.work(teller, async work => {
    const { tx, now } = work
    await store.lockNotices(tx, event.subject)
    await silence(work, event.subject)
    const outage = await outageById(tx, into)
    // Where a person kept its beginning back it stays so.
    if (!isGoingOn(outage) || (await store.hasBeginning(tx, into))) return
    await store.insertNotice(tx, {
      outageId: into,
      kind: outage.planned ? 'planned' : 'first',
      statement: await currentStatement(tx, outage, said),
      releaseAt: now.add({ seconds: telling.holdSeconds }),
      eventId: event.id,
      actor: event.actor,
      now,
    })
  })
  await widen(platform, wiring, into)
}

function kindOf({ type }: HappenedEvent, planned: boolean): NoticeKind | null {
  switch (type) {
    case 'outages.confirmed':
      return planned ? 'planned' : 'first'
    case 'outages.update-published':
    case 'outages.reopened':
      return planned && type === 'outages.reopened' ? null : 'update'
    case 'outages.etr-changed':
      return planned ? null : 'etr'
    case 'outages.partly-restored':
    case 'outages.restored':
      return planned ? null : 'restored'
    case 'outages.retracted':
      return 'retracted'
    default:
      return null
  }
}

/** What is said of it, as far as the event knows more than the outage. */
function told(event: HappenedEvent, kind: NoticeKind, statement: NewStatement): NewStatement {
  if (event.type === 'outages.reopened') {
    const words = Object.fromEntries(languages.map(language => [language, phrase(language, 'notice.reopened')]))
    return { ...statement, words }
  }
  return kind === 'restored' ? { ...statement, restoredAt: restoredAtOf(event, statement) } : statement
}

type NewStatement = Omit<Statement, 'version'>

/** A part that works again before the rest has a moment of its own, which its event tells. */
function restoredAtOf({ data }: HappenedEvent, { restoredAt }: Pick<Statement, 'restoredAt'>): string | null {
  const told = typeof data === 'object' && data !== null && 'restoredAt' in data ? data['restoredAt'] : null
  return typeof told === 'string' ? told : restoredAt
}

/** Only the first word is worth a look before it goes; estimates come no more often than people want to hear of them. */
async function releaseTime(
  { tx, now }: Work,
  outage: string,
  kind: NoticeKind,
  { holdSeconds, etrMinutes }: Telling,
): Promise<Temporal.Instant> {
  if (isBeginning(kind)) return now.add({ seconds: holdSeconds })
  if (kind !== 'etr') return now
  const last = await store.lastEstimateAt(tx, outage)
  const next = last?.add({ minutes: etrMinutes })
  return next && Temporal.Instant.compare(next, now) > 0 ? next : now
}

interface Said {
  readonly pageUrl: string
  readonly language: Language
  readonly paymentOf: PaymentOf
}

/** What is said officially of an outage now. */
export async function currentStatement(
  db: Db | Tx,
  outage: Outage,
  { pageUrl, language, paymentOf }: Said,
): Promise<Omit<Statement, 'version'>> {
  const [last = null] = await publicStatements(db, [outage.id], 1)
  const areas = await areasByKey(db, outage.scope.areas.slice(0, mostAreas))
  const areaName = outage.scope.areas.length > mostAreas ? '' : areas.map(({ name }) => name).join(', ')
  return statementOf({ outage, last, payment: await paymentOf(db, outage), pageUrl, language, areaName })
}

/** More places than these are no name of a place. */
const mostAreas = 3

/** The list of services changed: whoever stands there now and goes through the beginning of the story is told it, too. */
export async function widen(platform: Platform, wiring: Wiring, outageId: string): Promise<void> {
  const telling = await readSetting(platform.db, tellingSetting)
  const reach = await reachOf(platform, wiring, telling)
  await platform.work(teller, async work => {
    await store.lockNotices(work.tx, outageId)
    const beginning = await store.beginningOf(work.tx, outageId)
    if (beginning === null || !isGoingOn(await outageById(work.tx, outageId))) return
    await addBeginning(work, beginning, { reach, telling })
    await work.enqueue(sendJob, {}, { key: sendJob })
  })
}

export async function reachOf(platform: Platform, wiring: Wiring, { channels, language }: Telling): Promise<Reach> {
  const usable = await usableChannels(platform.db, channels)
  return { channels: usable, language, timeZone: await wiring.timeZone(platform) }
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
      await release(work, notice, { reach, telling })
      return true
    })
  while (await releaseNext());
}

/** To whom and how things are told. */
export interface Manner {
  readonly reach: Reach
  readonly telling: Telling
}

/** Turns a held notice into messages: from here on it goes out. Returns to how many people. */
export async function release(work: Work, notice: Notice, given: Manner): Promise<number> {
  const { tx, now } = work
  await store.lockNotices(tx, notice.outageId)
  if (isBeginning(notice.kind) && !isGoingOn(await outageById(tx, notice.outageId))) {
    await store.markCancelled(tx, notice.id)
    return 0
  }
  const people = isBeginning(notice.kind) ? await addBeginning(work, notice, given) : await addMore(work, notice, given)
  await store.markReleased(tx, notice.id, now)
  await work.enqueue(sendJob, {}, { key: sendJob })
  work.audit('messaging.notice-released', notice.id, { kind: notice.kind, people })
  return people
}

async function addBeginning({ tx, now }: Work, notice: Notice, { reach }: Manner): Promise<number> {
  const lane = laneOf(notice.kind)
  const customers = await addMessages(tx, { notice: notice.id, lane, outage: notice.outageId, reach, now })
  const subscribers = await addSubscribers(tx, { notice: notice.id, lane, outage: notice.outageId, now })
  await keepQuiet(tx, { notice: notice.id, otherwise: null, now })
  return customers + subscribers
}

async function addMore({ tx, now }: Work, notice: Notice, { telling }: Manner): Promise<number> {
  const { id, kind, outageId, statement } = notice
  const lane = laneOf(kind)
  const contents = contentsOf(kind, statement)
  const people = await addFollowUps(tx, { notice: id, kind, lane, outage: outageId, contents, now })
  await keepQuiet(tx, { notice: id, otherwise: lane >= 3 ? telling.quietHours : null, now })
  return people
}

function contentsOf(kind: NoticeKind, statement: Statement): Readonly<Record<Language, string>> {
  const [en, id, pl] = languages.map(language => contentOf(kind, statement, language))
  return { en: en ?? '', id: id ?? '', pl: pl ?? '' }
}
