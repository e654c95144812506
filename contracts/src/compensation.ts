import { Type, type Static } from 'typebox'
import { causes, figures } from '@pulih/engine'
import { languages } from '@pulih/kernel'
import {
  Amount,
  Count,
  Currency,
  Instant,
  Key,
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
import type { ProblemCode } from './problems/index.ts'
import { route } from './route.ts'

export const runStatuses = [
  'draft',
  'computing',
  'failed',
  'computed',
  'reviewed',
  'approved',
  'posting',
  'stopped',
  'posted',
  'settled',
  'cancelled',
] as const
export const runKinds = ['period', 'outage'] as const

const Month = Type.String({
  pattern: '^(20\\d{2}|2100)-(0[1-9]|1[0-2])$',
  description: 'The month in which the billing periods begin, from 2000-01 to 2100-12',
  examples: ['2026-09'],
})
const Figures = shape({ minimum: Amount, recommended: Amount, maximum: Amount })

const SchemeTotal = shape({
  scheme: Type.String(),
  status: Type.String(),
  unit: Type.String(),
  services: Type.Integer({ minimum: 0, description: 'Services that it gives something, once for each billing period' }),
  ...Figures.properties,
  due: Amount,
})

/** What is looked at before money moves. */
export const RunSummary = shape({
  services: Type.Integer({
    minimum: 0,
    description: 'Services that were hit on evidence good enough for money, each once',
  }),
  assessments: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'One for each service and billing period; runs that were computed before it was counted have none',
    }),
  ),
  exposures: Count,
  credits: Count,
  due: Amount,
  owed: Figures,
  goodwill: Figures,
  schemes: Type.Array(SchemeTotal),
  areas: Type.Array(shape({ area: Type.String(), services: Count, due: Amount })),
  segments: Type.Array(shape({ segment: Type.String(), services: Count, due: Amount })),
  top: Type.Array(shape({ service: Type.String(), periodFrom: PlainDate, due: Amount })),
  notPaid: Type.Array(shape({ reason: Type.String(), services: Count })),
  notOwed: Type.Array(shape({ scheme: Type.String(), outcome: Type.String(), reason: Type.String(), services: Count })),
  lastRun: orNull(
    shape({
      run: Uuid,
      number: Count,
      status: Type.String(),
      due: Amount,
      added: Count,
      removed: Count,
      changed: Count,
    }),
  ),
  fairness: shape({
    groups: Count,
    services: Count,
    breaches: Type.Array(
      shape({
        scheme: Type.String(),
        exposure: Count,
        monthlyFee: Amount,
        services: Count,
        least: Amount,
        most: Amount,
      }),
    ),
  }),
})
export type RunSummaryView = Static<typeof RunSummary>

export const RunView = shape({
  id: Uuid,
  number: Count,
  kind: oneOf(runKinds),
  month: orNull(Type.String()),
  outage: orNull(Uuid),
  status: oneOf(runStatuses),
  stage: orNull(Type.String()),
  currency: Currency,
  figure: oneOf(figures),
  schemes: Type.Array(Type.String()),
  budget: orNull(Amount),
  secondPersonAbove: Amount,
  note: orNull(Type.String()),
  due: orNull(Amount),
  credits: orNull(Count),
  posted: Count,
  failure: orNull(Type.String({ description: 'Why it does not go on, in English' })),
  failedWith: orNull(
    shape({
      code: Type.String({
        description:
          'The code of a refusal; or facts-changed, used-meanwhile, overtaken: the rest of it cannot be posted as it is',
      }),
      values: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  factsDigest: orNull(Type.String()),
  rulebookDigest: Type.String(),
  createdAt: Instant,
  createdBy: Type.String(),
  computedAt: orNull(Instant),
  reviewedBy: orNull(Type.String()),
  approvedBy: orNull(Type.String()),
  approvedAt: orNull(Instant),
  postedAt: orNull(Instant),
  settledAt: orNull(Instant),
  summary: orNull(RunSummary),
  revision: Count,
})

const RunParams = shape({ run: Uuid })
const base = { context: 'compensation', params: RunParams, reply: RunView, versioned: true } as const

export const createRun = route({
  id: 'createCompensationRun',
  context: 'compensation',
  method: 'POST',
  path: '/compensation/runs',
  summary: 'Start a run for a period or an outage',
  description:
    'All affected services are assessed in the background; nothing is paid before a person has approved. A run over something that was paid before yields the difference.',
  permission: 'compensation.run',
  body: shape({
    kind: oneOf(runKinds),
    month: Type.Optional(Month),
    outage: Type.Optional(Uuid),
    budget: Type.Optional(Amount),
    note: Type.Optional(LongText),
  }),
  reply: RunView,
  status: 201,
  idempotent: true,
  problems: [
    'compensation.bad-scope',
    'compensation.no-schemes',
    'compensation.unfinished-outage',
    'outages.not-found',
  ],
})

export const listRuns = route({
  id: 'listCompensationRuns',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/runs',
  summary: 'Runs, newest first',
  permission: 'compensation.read',
  query: shape({
    ...paging,
    status: Type.Optional(oneOf(runStatuses)),
    month: Type.Optional(Month),
    outage: Type.Optional(Uuid),
  }),
  reply: pageOf(RunView),
})

export const getRun = route({
  ...base,
  id: 'getCompensationRun',
  method: 'GET',
  path: '/compensation/runs/:run',
  summary: 'One run with its summary',
  permission: 'compensation.read',
  problems: ['compensation.run-not-found'],
})

const action = (
  id: string,
  path: string,
  summary: string,
  permission: 'compensation.run' | 'compensation.review' | 'compensation.approve',
  problems: readonly ProblemCode[],
) =>
  route({
    ...base,
    id,
    method: 'POST',
    path: `/compensation/runs/:run/${path}`,
    summary,
    permission,
    body: shape({ reason: Type.Optional(LongText) }),
    idempotent: true,
    problems: ['compensation.run-not-found', 'compensation.wrong-status', ...problems],
  })

export const recomputeRun = action(
  'recomputeCompensationRun',
  'recompute',
  'Assess again, from the facts of now',
  'compensation.run',
  ['compensation.partly-posted'],
)
export const reviewRun = action(
  'reviewCompensationRun',
  'review',
  'Say that the figures were looked at',
  'compensation.review',
  ['compensation.unfair'],
)
export const approveRun = action(
  'approveCompensationRun',
  'approve',
  'Approve the run for posting',
  'compensation.approve',
  ['compensation.same-person', 'compensation.over-budget', 'compensation.unfair'],
)
export const withdrawApproval = action(
  'withdrawCompensationApproval',
  'withdraw',
  'Take an approval back',
  'compensation.approve',
  [],
)
export const postRun = action('postCompensationRun', 'post', 'Post the credits to the ledger', 'compensation.run', [
  'compensation.facts-changed',
])
export const stopRun = action(
  'stopCompensationRun',
  'stop',
  'Stop posting after the batch that is under way',
  'compensation.run',
  [],
)
export const resumeRun = action('resumeCompensationRun', 'resume', 'Go on with a stopped run', 'compensation.run', [
  'compensation.facts-changed',
])
export const cancelRun = action(
  'cancelCompensationRun',
  'cancel',
  'Give up what has not been posted',
  'compensation.run',
  [],
)

export const CreditView = shape({
  service: Type.String(),
  periodFrom: PlainDate,
  scheme: Type.String(),
  unit: Type.String(),
  ...Figures.properties,
  net: Amount,
  due: Amount,
})

/** As a run's summary groups services. */
const RunGroup = {
  area: Type.Optional(Type.String({ ...Key, description: '`-`: services without an area' })),
  segment: Type.Optional(Type.String({ ...Key, description: '`-`: services without a segment' })),
}

export const listCredits = route({
  id: 'listRunCredits',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/runs/:run/credits',
  summary: 'What each service gets in a run',
  permission: 'compensation.read',
  params: RunParams,
  query: shape({
    ...paging,
    ...RunGroup,
    service: Type.Optional(Key),
    scheme: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    onlyDue: Type.Optional(Type.Boolean()),
  }),
  reply: pageOf(CreditView),
  problems: ['compensation.run-not-found'],
})

export const exportCredits = route({
  id: 'exportRunCredits',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/runs/:run/credits.csv',
  summary: 'What each service gets in a run, as a file',
  permission: 'compensation.read',
  params: RunParams,
  media: 'text/csv',
  problems: ['compensation.run-not-found'],
})

export const Explanation = shape({
  service: Type.String(),
  run: Uuid,
  periodFrom: PlainDate,
  currency: Currency,
  agrees: Type.Boolean({ description: 'Whether the derivation gives the amounts that the run has' }),
  case: Type.Unknown({ description: 'The question, as `pulih explain` takes it' }),
  answer: Type.Unknown({ description: 'The derivation, as `pulih explain --json` prints it' }),
  text: Type.Array(Type.String(), { description: 'The reasons in the asked language' }),
  exclusions: Type.Array(
    shape({
      outage: Uuid,
      cause: Type.String(),
      decidedBy: Type.String(),
      reason: Type.String(),
      evidence: Type.String(),
    }),
  ),
  credits: Type.Array(CreditView),
  schemes: Type.Array(Type.Unknown(), { description: 'The rules of the run, as it kept them' }),
  calendars: Type.Array(Type.Unknown(), { description: 'The calendars of holidays by which those rules count' }),
})

export const explainCredit = route({
  id: 'explainCredit',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/runs/:run/services/:service/explanation',
  summary: 'Why a service gets what it gets',
  permission: 'compensation.read',
  params: shape({ run: Uuid, service: Key }),
  query: shape({ language: Type.Optional(oneOf(languages)), periodFrom: Type.Optional(PlainDate) }),
  reply: Explanation,
  problems: ['compensation.run-not-found', 'compensation.not-assessed'],
})

export const ExclusionView = shape({
  id: Uuid,
  outage: Uuid,
  service: orNull(Type.String()),
  cause: oneOf(causes),
  decidedBy: Type.String(),
  reason: Type.String(),
  evidence: Type.String(),
  at: Instant,
  by: Type.String(),
  withdrawnAt: orNull(Instant),
})

export const createExclusion = route({
  id: 'createExclusion',
  context: 'compensation',
  method: 'POST',
  path: '/compensation/exclusions',
  summary: 'Rely on an external cause',
  description:
    'Until a named person relies on an external cause with a reason and evidence, an outage counts as the operator’s own. The exclusion stands in the explanation of every customer it concerns.',
  permission: 'compensation.exclude',
  body: shape({
    outage: Uuid,
    service: Type.Optional(Key),
    cause: oneOf(causes),
    decidedBy: ShortText,
    reason: Type.String({ ...LongText, minLength: 10 }),
    evidence: Type.String({ ...LongText, minLength: 3 }),
  }),
  reply: ExclusionView,
  status: 201,
  idempotent: true,
  problems: [
    'compensation.not-external',
    'compensation.already-excluded',
    'outages.not-found',
    'compensation.service-not-found',
  ],
})

export const withdrawExclusion = route({
  id: 'withdrawExclusion',
  context: 'compensation',
  method: 'POST',
  path: '/compensation/exclusions/:exclusion/withdraw',
  summary: 'No longer rely on an external cause',
  permission: 'compensation.exclude',
  params: shape({ exclusion: Uuid }),
  reply: ExclusionView,
  idempotent: true,
  problems: ['compensation.exclusion-not-found'],
})

export const listExclusions = route({
  id: 'listExclusions',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/exclusions',
  summary: 'External causes that somebody relied on',
  permission: 'compensation.read',
  query: shape({ ...paging, outage: Type.Optional(Uuid) }),
  reply: pageOf(ExclusionView),
})

/**
 * Anyone may ask, so a question is kept to what one household can have: every service is decided over every interruption under every
 * scheme, and some schemes look at each day that an interruption touches.
 */
export const mostOfCase = {
  services: 5,
  bundles: 5,
  interruptions: 24,
  appointments: 24,
  schemes: 20,
  reports: 100,
  bills: 60,
  topUps: 100,
  bytes: 32 * 1024,
  /** All interruptions together. */
  days: 400,
} as const

function atMost(most: number) {
  return Type.Optional(Type.Array(Type.Unknown(), { maxItems: most }))
}

const CaseBody = Type.Object(
  {
    services: atMost(mostOfCase.services),
    bundles: atMost(mostOfCase.bundles),
    interruptions: atMost(mostOfCase.interruptions),
    appointments: atMost(mostOfCase.appointments),
    schemes: Type.Optional(Type.Array(Type.Unknown(), { maxItems: mostOfCase.schemes, uniqueItems: true })),
    reports: atMost(mostOfCase.reports),
    bills: atMost(mostOfCase.bills),
    topUps: atMost(mostOfCase.topUps),
  },
  { additionalProperties: true, description: 'A case (docs/schemas/case.schema.json)' },
)

export const calculate = route({
  id: 'calculate',
  context: 'compensation',
  method: 'POST',
  path: '/compensation/calculate',
  summary: 'What would be owed in a case',
  description: `Answers one case as \`pulih explain\` does; nothing is kept. Interruptions may last ${mostOfCase.days} days altogether; \`pulih explain\` takes longer ones.`,
  permission: 'anyone',
  body: CaseBody,
  reply: Type.Unknown(),
  mostBytes: mostOfCase.bytes,
  problems: ['compensation.bad-case', 'request.too-large'],
})
