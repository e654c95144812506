import type { Clock, NoticeKind } from '@pulih/notices'

/** What a machine can do about the clocks of one outage. */
export interface Means {
  /** It can and may say a word itself, because people got the beginning and nobody has said that it is over. */
  readonly keepsWord: boolean
  /** What goes out by itself, and when. */
  readonly held: readonly { readonly kind: NoticeKind; readonly at: Temporal.Instant }[]
  /** How long before a deadline staff are alerted. */
  readonly warnMinutes: number
}

export interface Alert {
  readonly clock: Clock
  readonly kind: 'due' | 'late'
}

export interface Steps {
  /** A word has to be said by itself now. */
  readonly saysWord: boolean
  /** Of what staff have to hear; whoever raises them sees to it that each is raised once. */
  readonly alerts: readonly Alert[]
}

/** What has to be done about the clocks of one outage at this moment. Pure, so that a year of it can be played. */
export function stepsFor(clocks: readonly Clock[], means: Means, now: Temporal.Instant): Steps {
  const unmet = clocks.filter(isUnmet)
  const saysWord =
    means.keepsWord &&
    unmet.some(clock => clock.tell === 'update' && !isHeld(clock, means, now) && isTimeForWord(clock, now))
  return {
    saysWord,
    alerts: unmet.flatMap<Alert>(clock => {
      if (clock.state === 'late') return [{ clock, kind: 'late' }]
      const byMachine = goesByItself(clock, means, now) || (saysWord && clock.tell === 'update')
      return !byMachine && isSoon(clock, means.warnMinutes, now) ? [{ clock, kind: 'due' }] : []
    }),
  }
}

/** Whether a machine says it in time, as far as can be known. */
export function goesByItself(clock: Clock, means: Means, now: Temporal.Instant): boolean {
  return isHeld(clock, means, now) || (clock.tell === 'update' && means.keepsWord && isInTime(clock, now))
}

/** Something has still to be said for it, in time or not. */
export function isUnmet({ state, metAt }: Clock): boolean {
  return metAt === null && (state === 'open' || state === 'late')
}

const minute = 60_000
const hour = 60 * minute

/** What happened just now is told in a moment, by whoever hears of it. */
const moment = minute
/** A notice that should have gone out longer ago than this is not going by itself. */
const patience = 2 * minute

function isHeld({ tell, dueAt }: Clock, { held }: Means, now: Temporal.Instant): boolean {
  return held.some(
    ({ kind, at }) =>
      meets(kind, tell) &&
      at.epochMilliseconds + patience > now.epochMilliseconds &&
      (dueAt === null || Temporal.Instant.compare(at, dueAt) <= 0),
  )
}

function meets(kind: NoticeKind, tell: Clock['tell']): boolean {
  switch (tell) {
    case 'first':
      return kind === 'first' || kind === 'planned'
    case 'update':
      return true
    case 'restored':
      return kind === 'restored'
    case 'compensation':
      return kind === 'credit'
  }
}

/** Early enough for a machine that was away for a while, and not so early that people hear far more often than they were promised. */
function wordLead({ from, dueAt }: Clock): number {
  return dueAt === null ? 0 : Math.min(5 * minute, lengthOf(from, dueAt) / 5)
}

function isTimeForWord(clock: Clock, now: Temporal.Instant): boolean {
  return clock.dueAt !== null && lengthOf(now, clock.dueAt) <= wordLead(clock)
}

/** A machine that should have said its word by now is not relied upon any more. */
function isInTime(clock: Clock, now: Temporal.Instant): boolean {
  return clock.dueAt === null || lengthOf(now, clock.dueAt) > wordLead(clock) / 2
}

/** Of long terms people hear earlier than of short ones, since what they ask for takes longer too. */
function isSoon({ from, dueAt }: Clock, warnMinutes: number, now: Temporal.Instant): boolean {
  if (now.epochMilliseconds - from.epochMilliseconds < moment) return false
  if (dueAt === null) return true
  const term = lengthOf(from, dueAt)
  const lead = Math.max(warnMinutes * minute, Math.min(term / 10, 72 * hour))
  return lengthOf(now, dueAt) <= lead
}

function lengthOf(from: Temporal.Instant, to: Temporal.Instant): number {
  return to.epochMilliseconds - from.epochMilliseconds
}
