import { randomUUID } from 'node:crypto'
import type {
  BodyOf,
  changeFollowUp as followUpRoute,
  OutageReview,
  ReviewFollowUp,
  WrittenReview,
  writeReview as writeRoute,
} from '@pulih/contracts'
import { problem, requireMatch, type Db, type Work } from '../platform/index.ts'
import { insertEntry } from './history-store.ts'
import type { Outage } from './outage.ts'
import { about } from './record.ts'
import { count, type MoneyOf, type ReadCounts } from './review-counts.ts'
import { reviewFacts } from './review-facts.ts'
import { insertReview, latestReview, type Review } from './review-store.ts'
import { lockOutage, readOutage } from './store.ts'

type Texts = Pick<Review, 'summary' | 'rootCause' | 'wentWell' | 'toImprove' | 'followUps'>

const nothing: Texts = { summary: '', rootCause: '', wentWell: '', toImprove: '', followUps: [] }

/** A change of a locked outage's review, from the version that the caller has read. */
export interface ReviewChange {
  readonly outage: Outage
  readonly ifMatch: string | null
}

export async function readReview(
  db: Db,
  outage: Outage,
  now: Temporal.Instant,
  countsOf: ReadCounts,
): Promise<OutageReview> {
  const review = await latestReview(db, outage.id)
  const facts = review?.facts ?? (await reviewFacts(db, outage, await countsOf(db, outage.id, now)))
  return { ...written(outage, review), facts }
}

function written(outage: Outage, review: Review | null): WrittenReview {
  const { summary, rootCause, wentWell, toImprove, followUps } = review ?? nothing
  return {
    outage: outage.id,
    number: outage.number,
    state: review?.state ?? 'none',
    version: review?.version ?? 0,
    ...{ summary, rootCause, wentWell, toImprove, followUps: [...followUps] },
    at: review?.at.toString() ?? null,
    actor: review?.actor ?? null,
    closedAt: review?.closedAt?.toString() ?? null,
    closedBy: review?.closedBy ?? null,
  }
}

export async function writeReview(
  work: Work,
  change: ReviewChange,
  given: BodyOf<typeof writeRoute>,
): Promise<WrittenReview> {
  const before = await begin(work, change)
  if (before?.state === 'closed') throw problem('outages.review-closed', { outage: change.outage.number })
  const followUps = given.followUps.map(followUp => followUpFrom(followUp, before?.followUps ?? []))
  return save(work, change, before, 'written', { state: 'draft', ...given, followUps })
}

/**
 * Closes a review that says what happened, why, and of each follow-up who does it until when. Its figures stay as they are now. They are
 * counted before the outage is locked: whoever corrects it meanwhile does not wait.
 */
export async function closeReview(
  work: Work,
  { name, ifMatch, moneyOf }: { readonly name: string; readonly ifMatch: string | null; readonly moneyOf: MoneyOf },
): Promise<WrittenReview> {
  const seen = await readOutage(work.tx, name)
  await beginClosing(work, { outage: seen, ifMatch })
  const counts = await count(work.tx, seen.id, work.now, moneyOf)
  const outage = await lockOutage(work.tx, name)
  const change = { outage, ifMatch }
  const before = await beginClosing(work, change)
  const reply = await save(work, change, before, 'closed', {
    state: 'closed',
    closedAt: work.now,
    closedBy: work.actor.id,
    facts: await reviewFacts(work.tx, outage, counts),
  })
  await onTimeline(work, outage, 'review-closed', null)
  await work.emit('outages.review-closed', outage.id, { ...about(outage), version: reply.version })
  return reply
}

export async function reopenReview(work: Work, change: ReviewChange, reason: string): Promise<WrittenReview> {
  const before = await begin(work, change)
  if (before?.state !== 'closed') throw problem('outages.review-not-closed', { outage: change.outage.number })
  await onTimeline(work, change.outage, 'review-reopened', reason)
  const open = { state: 'draft', closedAt: null, closedBy: null, facts: null } as const
  return save(work, change, before, 'reopened', { ...open, reason })
}

/** Says how far a follow-up is. Follow-ups are done long after a review was closed, which stays closed. */
export async function changeFollowUp(
  work: Work,
  change: ReviewChange,
  id: string,
  given: BodyOf<typeof followUpRoute>,
): Promise<WrittenReview> {
  const before = await begin(work, change)
  const known = requireFollowUp(id, before?.followUps ?? [])
  const changed = { ...known, ...given }
  if (JSON.stringify(changed) === JSON.stringify(known)) throw problem('outages.nothing-changes')
  const followUps = before?.followUps.map(followUp => (followUp.id === id ? changed : followUp)) ?? []
  return save(work, change, before, 'follow-up-changed', { followUps })
}

async function beginClosing(work: Work, change: ReviewChange): Promise<Review | null> {
  const before = await begin(work, change)
  const { number } = change.outage
  if (before?.state === 'closed') throw problem('outages.review-closed', { outage: number })
  const missing = missingIn(before ?? nothing)
  if (missing.length > 0) throw problem('outages.review-incomplete', { outage: number, missing })
  return before
}

async function begin(work: Work, { outage, ifMatch }: ReviewChange): Promise<Review | null> {
  if (outage.status !== 'restored' && outage.status !== 'closed')
    throw problem('outages.not-restored', { outage: outage.number, status: outage.status })
  const before = await latestReview(work.tx, outage.id)
  requireMatch(ifMatch, before?.version ?? 0)
  return before
}

async function save(
  work: Work,
  { outage }: ReviewChange,
  before: Review | null,
  kind: Review['kind'],
  given: Partial<Review>,
): Promise<WrittenReview> {
  const version = (before?.version ?? 0) + 1
  const first = { ...nothing, state: 'draft', closedAt: null, closedBy: null, facts: null } as const
  const next: Review = {
    ...first,
    ...before,
    reason: null,
    ...given,
    ...{ version, kind, at: work.now, actor: work.actor.id },
  }
  await insertReview(work.tx, outage.id, next)
  work.audit(`outages.review-${kind}`, outage.id, { version })
  if (kind !== 'closed') await work.emit('outages.review-written', outage.id, { ...about(outage), version })
  return written(outage, next)
}

function followUpFrom(
  { id, title, owner, dueOn, state }: BodyOf<typeof writeRoute>['followUps'][number],
  before: readonly ReviewFollowUp[],
): ReviewFollowUp {
  if (id !== undefined) requireFollowUp(id, before)
  return { id: id ?? randomUUID(), title, owner: owner ?? null, dueOn: dueOn ?? null, state: state ?? 'open' }
}

function requireFollowUp(id: string, followUps: readonly ReviewFollowUp[]): ReviewFollowUp {
  const known = followUps.find(followUp => followUp.id === id)
  if (!known) throw problem('outages.follow-up-not-found', { followUp: id })
  return known
}

/** By the names of the fields; a follow-up by its position. */
function missingIn({ summary, rootCause, followUps }: Texts): string[] {
  return [
    ...(summary.trim() === '' ? ['summary'] : []),
    ...(rootCause.trim() === '' ? ['rootCause'] : []),
    ...followUps.flatMap(({ owner, dueOn, state }, nth) =>
      state !== 'dropped' && (owner === null || dueOn === null) ? [`followUps/${nth}`] : [],
    ),
  ]
}

async function onTimeline(work: Work, { id }: Outage, kind: string, text: string | null): Promise<void> {
  await insertEntry(work.tx, id, work.now, work.actor.id, { kind, public: false, text, data: {} })
}
