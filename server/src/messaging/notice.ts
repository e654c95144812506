import type { NoticeKind, Statement } from '@pulih/notices'
import type { Outage } from '../outages/index.ts'
import type { Unsaid } from './sayable.ts'

/** One telling of what was said of an outage, to those whom it concerns then. */
export interface Notice {
  readonly id: string
  readonly outageId: string
  readonly kind: NoticeKind
  readonly version: number
  readonly statement: Statement
  readonly state: 'held' | 'released' | 'cancelled'
  /** When a held one goes out by itself; null: only by a person. */
  readonly releaseAt: Temporal.Instant | null
  readonly actor: string
  readonly createdAt: Temporal.Instant
  readonly releasedAt: Temporal.Instant | null
  readonly revision: number
  /** Of a held one that was due: the fact that kept it back. */
  readonly unsaid: Unsaid | null
}

/** Without the outage that it is about: one of credits may be about many. */
export type NoticeAlone = Omit<Notice, 'outageId'>

/** Those that begin a story: they go to whomever the outage hits. The others go to those who were told its beginning. */
export function isBeginning(kind: NoticeKind): boolean {
  return kind === 'first' || kind === 'planned'
}

/** Those that are not true any more when it is over. */
export function isOfWhatGoesOn(kind: NoticeKind): boolean {
  return kind === 'update' || kind === 'etr' || kind === 'reopened' || kind === 'reminder'
}

/** What goes first when there is more than can go at once; before all of it goes what answers somebody (0). */
export function laneOf(kind: NoticeKind): number {
  if (kind === 'first') return 1
  if (kind === 'restored' || kind === 'reopened' || kind === 'retracted') return 2
  return kind === 'update' || kind === 'etr' ? 3 : 4
}

/** For so many hours it is news; null: as long as what it tells goes on. */
const hoursOfUse: Readonly<Record<NoticeKind, number | null>> = {
  first: null,
  planned: null,
  reminder: 24,
  update: 6,
  etr: 6,
  restored: 24,
  reopened: 24,
  retracted: 24,
  credit: 14 * 24,
}

/** After this nobody is told it any more; null: until somebody takes it back. Quiet hours that keep it waiting are not counted. */
export function expiryOf(kind: NoticeKind, now: Temporal.Instant): Temporal.Instant | null {
  const hours = hoursOfUse[kind]
  return hours === null ? null : now.add({ hours })
}

/** Whether an outage is known to everybody and not over. */
export function isGoingOn({ status }: Pick<Outage, 'status'>): boolean {
  return status === 'confirmed' || status === 'partly-restored'
}

/** Whether what goes in a lane may wait for the operator's quiet hours to be over. */
export function canWait(lane: number): boolean {
  return lane >= 3
}
