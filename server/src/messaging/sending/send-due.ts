import { setTimeout as pause } from 'node:timers/promises'
import { systemActor, type Platform, type Work } from '../../platform/index.ts'
import { restUntil, takeAllowance, useAllowance, type Channel } from '../channels/channel-store.ts'
import { tellOfTrouble } from '../channels/tell-of-trouble.ts'
import { noteTrouble, type Turn } from '../channels/trouble-store.ts'
import { fallBack } from './fall-back.ts'
import { flightOf } from './flight.ts'
import { handOver, untried, type Bringing } from './hand-over.ts'
import type { Landed } from './landing.ts'
import { sharing } from './lanes.ts'
import * as store from './message-store.ts'
import type { QuietDefault } from '../quiet.ts'
import { troubles } from './troubles.ts'

const sender = systemActor('messaging')
/** Longer than a hand-over can take, so that nobody is given up who is still waiting for an answer. */
const leaseSeconds = 120

/** Whoever has to wait longer for his turn is begun again by then. */
const longestWaitMilliseconds = 5_000
/** Another limit is felt after this. */
const lookMilliseconds = 500

/** Where a process may die, and where the database refused it. Tests let it die there. */
export type Probe = (point: 'before-sending' | 'after-sending' | 'refused') => void

/** A way out and the words that go over it. */
export interface Way extends Bringing {
  readonly channel: Channel
  /** The operator's, for what can wait. */
  readonly quietHours: QuietDefault | null
}

/**
 * Hands over what is due through one channel until nothing is left, its limit is reached, or it is told to stop; any number of senders may
 * do this at once. That messages are taken is committed before they are handed over, what came of them afterwards, together with the next
 * ones; what the database refuses to write is kept and written as soon as it takes it again. Where the channel is changed or stopped
 * meanwhile, whoever sends leaves, so that he is begun again with it as it is. Returns how many were handed over.
 */
export async function sendDue(
  platform: Platform,
  way: Way,
  signal: AbortSignal = new AbortController().signal,
  probe: Probe = () => undefined,
): Promise<number> {
  const { channel, provider } = way
  const flight = flightOf<store.TakenMessage, store.Outcome>(
    provider,
    channel,
    message => handOver(platform, way, message),
    (message, why) => untried(message, why, platform.clock.now()),
  )
  const share = sharing()
  const trouble = troubles(signal)
  let unwritten: readonly Landed<store.Outcome>[] = []
  let isLeaving = false
  let handedOver = 0
  for (;;) {
    const fresh = flight.landed()
    if (fresh.length > 0) probe('after-sending')
    handedOver += fresh.filter(({ outcome }) => !outcome.isUntried).length
    const landed = [...unwritten, ...fresh]
    isLeaving ||= signal.aborted || trouble.isThere()
    if (isLeaving) flight.leave()
    const round = await platform
      .work(sender, async work => {
        const turn = await writeDown(work, channel, landed)
        const next = isLeaving ? nothing(work.now) : await takeNext(work, way, flight.room(), share)
        return { ...next, turn }
      })
      .catch(trouble.keep)
    if (round === null) {
      // Whoever took messages knows alone what became of them.
      unwritten = landed
      probe('refused')
      if (flight.isEmpty() && landed.length === 0) throw trouble.reason()
      await trouble.pause()
      continue
    }
    unwritten = []
    tellOfTrouble(platform.log, channel.name, round.turn)
    isLeaving ||= round.isChanged
    if (round.messages.length > 0) probe('before-sending')
    flight.start(round.messages, round.from, platform.clock.now())
    if (isLeaving) flight.leave()
    if (!flight.isEmpty()) await flight.somethingLands()
    else if (trouble.isThere()) throw trouble.reason()
    else if (isLeaving) return handedOver
    else if (landed.length === 0 && round.looked === 0)
      if (round.wait === null || !(await waited(platform, round.wait, signal))) return handedOver
  }
}

interface Round {
  readonly isChanged: boolean
  readonly messages: readonly store.TakenMessage[]
  /** How many of those that were due were looked at. */
  readonly looked: number
  readonly from: Temporal.Instant
  readonly wait: number | null
}

function nothing(now: Temporal.Instant): Round {
  return { isChanged: false, messages: [], looked: 0, from: now, wait: null }
}

async function takeNext(
  { tx, now }: Work,
  { channel, provider, quietHours }: Way,
  room: number,
  share: ReturnType<typeof sharing>,
): Promise<Round> {
  const allowance = await takeAllowance(tx, channel, room, now)
  const { isChanged, from, wait } = allowance
  if (isChanged || room === 0) return { ...nothing(now), isChanged }
  await store.giveUpVanished(tx, channel.kind, provider.isIdempotent, now)
  if (allowance.count === 0) return { ...nothing(now), wait }
  const leaseUntil = now.add({ seconds: leaseSeconds })
  const taking = { most: allowance.count, shares: share(allowance.count), now, leaseUntil, quietHours }
  const taken = await store.takeDue(tx, channel.kind, taking)
  await useAllowance(tx, channel, from, taken.messages.length)
  return { isChanged, messages: taken.messages, looked: taken.count, from, wait }
}

async function writeDown(work: Work, channel: Channel, landed: readonly Landed<store.Outcome>[]): Promise<Turn | null> {
  const { tx, now } = work
  const { wasInTrouble, turn } = await noteTrouble(tx, channel.name, landed, now)
  const outcomes = landed.map(({ isOurs, outcome }) => (isOurs && wasInTrouble ? excused(outcome) : outcome))
  await fallBack(work, await store.recordOutcomes(tx, outcomes, now))
  await restAfter(tx, channel, landed, now)
  return turn
}

/** What keeps every message back uses up the patience for none: it waits until somebody has mended it, or it is of no use any more. */
function excused(outcome: store.Outcome): store.Outcome {
  return { ...outcome, state: 'waiting', isUntried: true }
}

/** A moment of the limit has to pass. False where it is long, or where time stands still. */
async function waited(platform: Platform, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (milliseconds > longestWaitMilliseconds) return false
  const before = platform.clock.now()
  // That it is told to stop ends it, and is no mistake.
  await pause(Math.min(lookMilliseconds, Math.max(5, milliseconds)), undefined, { signal }).catch(() => undefined)
  return Temporal.Instant.compare(platform.clock.now(), before) > 0
}

/** A provider that wants less gets nothing for a while, from nobody. */
async function restAfter(
  tx: Parameters<typeof restUntil>[0],
  channel: Channel,
  landed: readonly Landed<store.Outcome>[],
  now: Temporal.Instant,
): Promise<void> {
  const seconds = Math.max(0, ...landed.map(({ restSeconds }) => restSeconds))
  if (seconds > 0) await restUntil(tx, channel.name, now.add({ milliseconds: Math.round(seconds * 1_000) }))
}
