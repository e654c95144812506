import { Type, type Static } from 'typebox'
import {
  Amount,
  Count,
  Instant,
  LongText,
  oneOf,
  orNull,
  pageOf,
  paging,
  PlainDate,
  shape,
  ShortText,
  Uuid,
} from './common.ts'
import { runStatuses } from './compensation.ts'
import { oneOutage, OutageName, Reason, taskStates } from './outage-views.ts'
import { route } from './route.ts'

export const reviewStates = ['none', 'draft', 'closed'] as const
export const reviewKinds = ['written', 'closed', 'reopened', 'follow-up-changed'] as const
export type ReviewKind = (typeof reviewKinds)[number]

const seconds = Type.Integer({ description: 'In seconds; more than none is later than was said' })

const Facts = shape({
  at: Instant,
  began: Instant,
  known: orNull(Instant),
  recorded: Instant,
  confirmed: orNull(Instant),
  firstStatement: orNull(Instant),
  restored: orNull(Instant),
  closed: orNull(Instant),
  updates: Type.Array(
    shape({
      promised: orNull(Instant),
      came: orNull(Instant),
      late: orNull(seconds),
    }),
    {
      description: 'Each update for everybody beside the time that was promised for it; `came` is null where none came',
    },
  ),
  estimates: Type.Array(shape({ given: Instant, etr: Instant, missed: orNull(seconds) }), {
    description: 'Each estimate, and by how much restoration missed it',
  }),
  services: orNull(Count),
  compensated: orNull(Count),
  customers: orNull(Count),
  appeals: shape({ open: Count, upheld: Count, rejected: Count }),
  money: Type.Array(
    shape({
      run: Uuid,
      number: Count,
      status: oneOf(runStatuses),
      credits: Count,
      currency: Type.String(),
      owed: Amount,
      granted: Amount,
    }),
    { description: 'What each run owes for services that it hit, and what of it customers were granted' },
  ),
})
export type ReviewFacts = Static<typeof Facts>

const FollowUp = shape({
  id: Uuid,
  title: ShortText,
  owner: orNull(ShortText),
  dueOn: orNull(PlainDate),
  state: oneOf(taskStates),
})
export type ReviewFollowUp = Static<typeof FollowUp>

const texts = {
  summary: LongText,
  rootCause: LongText,
  wentWell: LongText,
  toImprove: LongText,
}

const written = {
  outage: Uuid,
  number: Type.String(),
  state: oneOf(reviewStates),
  version: Count,
  ...texts,
  followUps: Type.Array(FollowUp),
  at: orNull(Instant),
  actor: orNull(Type.String()),
  closedAt: orNull(Instant),
  closedBy: orNull(Type.String()),
}
const Review = shape({ ...written, facts: Facts })
export type OutageReview = Static<typeof Review>
/** What a change answers: counting the figures of a large outage takes seconds, and nobody has to wait for them to have saved. */
const WrittenReview = shape(written)
export type WrittenReview = Static<typeof WrittenReview>

const change = {
  context: 'outages',
  params: oneOutage,
  reply: WrittenReview,
  versioned: true,
} as const
const refusals = ['outages.not-found', 'outages.not-restored'] as const

export const getReview = route({
  id: 'getReview',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/review',
  summary: 'What was found out afterwards, beside how fast it went and what was promised',
  description:
    'Until it is closed its figures are those of now, or of an outage that takes long to count those of a short while ago: `at` says when. ' +
    'Afterwards they are those with which it was closed.',
  permission: 'outages.read',
  params: oneOutage,
  reply: Review,
  versioned: true,
  problems: ['outages.not-found'],
})

export const writeReview = route({
  ...change,
  id: 'writeReview',
  method: 'PUT',
  path: '/outages/:outage/review',
  summary: 'Write the review of an outage that is over, as its next version',
  permission: 'outages.write',
  body: shape({
    ...texts,
    followUps: Type.Array(
      shape({
        id: Type.Optional(Uuid),
        title: ShortText,
        owner: Type.Optional(orNull(ShortText)),
        dueOn: Type.Optional(orNull(PlainDate)),
        state: Type.Optional(oneOf(taskStates)),
      }),
      { maxItems: 100, description: 'What has to follow; one with an `id` is one that was there before' },
    ),
  }),
  problems: [...refusals, 'outages.review-closed', 'outages.follow-up-not-found'],
})

export const closeReview = route({
  ...change,
  id: 'closeReview',
  method: 'POST',
  path: '/outages/:outage/review/close',
  summary: 'Close the review; its figures are kept as they are now',
  permission: 'outages.confirm',
  idempotent: true,
  problems: [...refusals, 'outages.review-closed', 'outages.review-incomplete'],
})

export const reopenReview = route({
  ...change,
  id: 'reopenReview',
  method: 'POST',
  path: '/outages/:outage/review/reopen',
  summary: 'Go on writing a review that was closed',
  permission: 'outages.confirm',
  body: shape({ reason: Reason }),
  idempotent: true,
  problems: [...refusals, 'outages.review-not-closed'],
})

export const changeFollowUp = route({
  ...change,
  id: 'changeFollowUp',
  method: 'PATCH',
  path: '/outages/:outage/review/follow-ups/:followUp',
  summary: 'Say how far a follow-up is, also after the review was closed',
  permission: 'outages.write',
  params: shape({ outage: OutageName, followUp: Uuid }),
  body: shape({
    state: Type.Optional(oneOf(taskStates)),
    owner: Type.Optional(ShortText),
    dueOn: Type.Optional(PlainDate),
  }),
  problems: [...refusals, 'outages.follow-up-not-found', 'outages.nothing-changes'],
})

export const listReviewVersions = route({
  id: 'listReviewVersions',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/review/versions',
  summary: 'Every version of the review, latest first: who wrote what when',
  permission: 'outages.read',
  params: oneOutage,
  query: shape(paging),
  reply: pageOf(
    shape({
      version: Count,
      kind: oneOf(reviewKinds),
      state: oneOf(['draft', 'closed'] as const),
      at: Instant,
      actor: Type.String(),
      reason: orNull(Type.String()),
      ...texts,
      followUps: Type.Array(FollowUp),
    }),
  ),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

export const exportReview = route({
  id: 'exportReview',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/review.csv',
  summary: 'The review as a file, a line for each of its facts',
  permission: 'outages.read',
  params: oneOutage,
  reply: Type.String(),
  media: 'text/csv',
  problems: ['outages.not-found'],
})
