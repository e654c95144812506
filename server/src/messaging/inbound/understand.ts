import { setTimeout as pause } from 'node:timers/promises'
import type { MessageChannel } from '@pulih/contracts'
import { startTokenIn } from '@pulih/notices'
import { sql } from 'kysely'
import { systemActor, type Platform, type Work } from '../../platform/index.ts'
import { adapterOf, NotUnderstood, type Arrival } from '../adapters/index.ts'
import { answer, answerWithLink, confirmInWords, type Answering } from './answer.ts'
import { lockNew, markArrivals, type KeptArrival, type Understood } from './arrival-store.ts'
import { hearMessage, markGone, type Heard } from './inbound-store.ts'
import { confirmFromChat } from '../subscriptions/confirm.ts'
import { stopLinkOf } from '../subscriptions/links.ts'
import { stopAddress } from '../subscriptions/stops.ts'
import { applyReceipts, stopReaderOf, type Receipt } from './receipts.ts'
import { storable } from './storable.ts'

const reader = systemActor('messaging')
const mostAtOnce = 500
/** Fewer than these are not worth a transaction while more come; this long they wait for them. */
const few = 50
const gatherMilliseconds = 20
/** How soon a receipt of an unknown message is looked at again, and for how long. */
const leastAgainSeconds = 1
const patienceMinutes = 10

/** What a kept thing turned out to mean; `reason`: why nobody can tell. */
export interface Meaning {
  readonly arrival: KeptArrival
  readonly meant: readonly Arrival[]
  readonly reason: string | null
}

/** Of each process: whether somebody works out just now what came, and whether more came meanwhile. */
const working = new WeakMap<Platform, { isMore: boolean }>()

export function isWorking(platform: Platform): boolean {
  return working.has(platform)
}

/** That more came, to be worked out by whoever is at it in this process. False where nobody is. */
export function tellWorking(platform: Platform): boolean {
  const at = working.get(platform)
  if (at !== undefined) at.isMore = true
  return at !== undefined
}

/**
 * Works out what came means, until nothing new is left. Each is done once: what it changes and that it was done are one transaction. In each
 * process one does it, because many would share out the same few among them.
 */
export async function understandAll(platform: Platform, answering: Answering): Promise<void> {
  if (tellWorking(platform)) return
  const own = { isMore: true }
  working.set(platform, own)
  try {
    while (own.isMore) {
      own.isMore = false
      await understandNew(platform, answering)
    }
  } finally {
    working.delete(platform)
  }
}

async function understandNew(platform: Platform, answering: Answering): Promise<void> {
  const next = () =>
    platform.work(reader, async work => {
      const arrivals = await lockNew(work.tx, mostAtOnce, work.now)
      const meanings: Meaning[] = []
      for (const arrival of arrivals) meanings.push(await meaningOf(platform, arrival))
      await apply(platform, work, answering, meanings)
      return arrivals.length
    })
  for (let count = await next(); count > 0; count = await next())
    // In a storm the next are soon many.
    if (count < few) await pause(gatherMilliseconds)
}

/** Does what some kept things mean, each on its own, and writes down which are done. */
export async function apply(
  platform: Platform,
  work: Work,
  answering: Answering,
  meanings: readonly Meaning[],
): Promise<void> {
  const clean = meanings.map(meaning => ({ ...meaning, meant: meaning.meant.map(cleaned) }))
  const { unknown, failed } = await applyAllReceipts(platform, work, clean)
  const heard: Meaning[] = []
  for (const meaning of clean) {
    const isFailed = failed.has(meaning.arrival.id)
    const isDone = meaning.meant.every(({ kind }) => kind === 'receipt')
    if (isFailed) heard.push({ ...meaning, reason: notWorkedOut })
    else heard.push(isDone ? meaning : await hearAlone(platform, work, answering, meaning))
  }
  if (heard.length === 0) return
  await markArrivals(
    work.tx,
    heard.map(meaning => markOf(meaning, unknown.has(meaning.arrival.id), work.now)),
  )
}

const notWorkedOut = 'it could not be worked out'

async function meaningOf({ log }: Platform, arrival: KeptArrival): Promise<Meaning> {
  try {
    const meant = (await adapterOf({ adapter: arrival.adapter }).normalise?.(arrival, arrival.receivedAt)) ?? []
    return { arrival, meant, reason: null }
  } catch (reason) {
    // One that nobody can read keeps no other from being read; it stays to be looked at again when the reader is mended.
    if (reason instanceof NotUnderstood) return { arrival, meant: [], reason: reason.message.slice(0, 300) }
    log.error({ arrival: String(arrival.id), err: reason }, 'Something that came could not be read')
    return { arrival, meant: [], reason: 'it could not be read' }
  }
}

interface Brought {
  readonly arrival: bigint
  readonly receipt: Receipt
}

/**
 * The receipts of each channel at once, because most of what comes in a mass outage are these; where that fails each on its own, so that
 * one keeps no other from being written down. Returns what told of unknown messages, and what could not be written down.
 */
async function applyAllReceipts(
  platform: Platform,
  work: Work,
  meanings: readonly Meaning[],
): Promise<{ readonly unknown: ReadonlySet<bigint>; readonly failed: ReadonlySet<bigint> }> {
  const byChannel = Map.groupBy(
    meanings.flatMap(({ arrival, meant }) =>
      meant.flatMap(each =>
        each.kind === 'receipt' ? [{ arrival: arrival.id, adapter: arrival.adapter, receipt: each }] : [],
      ),
    ),
    ({ adapter }) => adapterOf({ adapter }).brings,
  )
  const [unknown, failed] = [new Set<bigint>(), new Set<bigint>()]
  const write = async (channel: MessageChannel, brought: readonly Brought[]): Promise<void> => {
    const left = new Set(
      await applyReceipts(
        work,
        channel,
        brought.map(({ receipt }) => receipt),
      ),
    )
    for (const { arrival, receipt } of brought) if (left.has(receipt)) unknown.add(arrival)
  }
  for (const [channel, brought] of byChannel) {
    if ((await alone(work, () => write(channel, brought))) === null) continue
    for (const each of brought) {
      const trouble = await alone(work, () => write(channel, [each]))
      if (trouble !== null) failed.add(each.arrival)
      if (trouble !== null) noteTrouble(platform, each.arrival, trouble.reason)
    }
  }
  return { unknown, failed }
}

/** Does something of which, where it fails, nothing stays. Null where it was done. */
async function alone({ tx }: Work, act: () => Promise<void>): Promise<{ readonly reason: unknown } | null> {
  await sql`savepoint alone`.execute(tx)
  try {
    await act()
    await sql`release savepoint alone`.execute(tx)
    return null
  } catch (reason) {
    await sql`rollback to savepoint alone`.execute(tx)
    return { reason }
  }
}

function noteTrouble({ log }: Platform, arrival: bigint, reason: unknown): void {
  log.error({ arrival: String(arrival), err: reason }, 'Something that came could not be worked out')
}

/** A receipt may come before we know what the provider calls its message: it is looked at again for a while. */
function markOf(
  { arrival: { id, receivedAt }, reason }: Meaning,
  isUnknown: boolean,
  now: Temporal.Instant,
): Understood {
  if (reason !== null) return { id, state: 'not-understood', reason, lookAt: now }
  if (!isUnknown) return { id, state: 'understood', reason: null, lookAt: now }
  return receivedAt.until(now).total('minutes') < patienceMinutes
    ? {
        id,
        state: 'new',
        reason: 'it is about messages that are not known yet',
        // As long again as it has waited: what nobody knows keeps nobody busy.
        lookAt: now.add({ seconds: Math.max(leastAgainSeconds, Math.ceil(receivedAt.until(now).total('seconds'))) }),
      }
    : { id, state: 'understood', reason: 'it is about messages that nobody knows', lookAt: now }
}

/** Wherever a provider puts it, what no database keeps as text is left out. */
function cleaned(arrival: Arrival): Arrival {
  const entries = Object.entries(arrival).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? storable(value) : value,
  ])
  // The same properties with the same types.
  return Object.fromEntries(entries) as Arrival
}

/** One that cannot be worked out takes back only what it did itself, and is set aside. */
async function hearAlone(platform: Platform, work: Work, answering: Answering, meaning: Meaning): Promise<Meaning> {
  const trouble = await alone(work, () => hear(platform, work, answering, meaning))
  if (trouble === null) return meaning
  noteTrouble(platform, meaning.arrival.id, trouble.reason)
  return { ...meaning, reason: notWorkedOut }
}

/** What people say, and what is known of addresses. */
async function hear(platform: Platform, work: Work, answering: Answering, { arrival, meant }: Meaning): Promise<void> {
  const channel = adapterOf({ adapter: arrival.adapter }).brings
  const ownStop = answering.telling.stopKeyword
  for (const each of meant) {
    if (each.kind === 'gone') await markGone(work, channel, each.address)
    if (each.kind === 'unwanted') await stopReaderOf(work, channel, each.providerId)
    if (each.kind === 'stopped') await stopAddress(work, { channel, address: each.address }, `arrival:${arrival.id}`)
    if (each.kind === 'message') {
      const heard = await hearMessage(work, { channel, arrival: arrival.id, ownStop }, each)
      if (heard === null || (await confirmByChat(platform, work, answering, heard, each.text))) continue
      if (heard.isUnproven) await answerWithLink(work, answering, heard, await stopLinkOf(platform, work.tx, heard))
      else await answer(work, answering, heard)
    }
  }
}

/** A bot is entered by a link with a token, which shows that the chat belongs to whoever asked. False where it was something else. */
async function confirmByChat(
  platform: Platform,
  work: Work,
  answering: Answering,
  { id, channel, address }: Heard,
  text: string,
): Promise<boolean> {
  const token = channel === 'telegram' ? startTokenIn(text) : null
  if (token === null || channel !== 'telegram') return false
  if ((await confirmFromChat(platform, work, { token, channel, address })) === null) return false
  await confirmInWords(work, answering, { id, channel, address })
  return true
}
