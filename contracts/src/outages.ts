import { causes, extents, serviceKinds, subscriberTypes } from '@pulih/engine'
import { Type, type Static } from 'typebox'
import { Count, Instant, Key, LongText, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { route } from './route.ts'

export const outageStatuses = ['suspected', 'confirmed', 'partly-restored', 'restored', 'closed', 'retracted'] as const
export type OutageStatus = (typeof outageStatuses)[number]

export const severities = ['minor', 'major', 'critical'] as const
export type Severity = (typeof severities)[number]

export const outageSources = ['staff', 'key', 'alarm', 'import'] as const

/** How it is known that an outage hit a service, best first; `contradicted` speaks against it. */
export const evidences = ['session', 'topology', 'redundant', 'list', 'area', 'contradicted'] as const
export type Evidence = (typeof evidences)[number]

export const taskStates = ['open', 'in-progress', 'done', 'dropped'] as const
export const appealStates = ['open', 'upheld', 'rejected'] as const
export const revisionKinds = [
  'reported',
  'declared',
  'confirmed',
  'updated',
  'etr-set',
  'scope-changed',
  'partly-restored',
  'restored',
  'closed',
  'retracted',
  'corrected',
  'merged',
] as const
export type RevisionKind = (typeof revisionKinds)[number]

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const OutageName = Type.String({
  pattern: `^(OUT-\\d{6,15}|${uuidPattern})$`,
  description: 'Its UUID or its number',
  examples: ['OUT-000123'],
})
const oneOutage = shape({ outage: OutageName })
const Reason = Type.String({
  minLength: 3,
  maxLength: 1000,
  pattern: '^[^\\u0000]*$',
  description: 'For whoever reads it years later',
})
const Share = Type.String({
  pattern: '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$',
  description: 'How much of what was agreed was still delivered, 0 to 1',
  examples: ['0.25'],
})
const Kinds = Type.Array(oneOf(serviceKinds), {
  maxItems: serviceKinds.length,
  uniqueItems: true,
  description: 'Kinds of service that were hit; none named: all',
})
const Position = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), {
  minItems: 2,
  maxItems: 2,
  description: 'Longitude, latitude (WGS 84)',
})
const Polygon = shape({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(Position, { minItems: 4, maxItems: 2000 }), { minItems: 1, maxItems: 20 }),
})

/** Where it broke: at least one of them. */
const scopeFields = {
  elements: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
  areas: Type.Optional(
    Type.Array(Key, { maxItems: 1000, uniqueItems: true, description: '`31.71` covers `31.71.02`; `*` covers all' }),
  ),
  services: Type.Optional(Type.Array(Key, { maxItems: 10_000, uniqueItems: true })),
  polygons: Type.Optional(Type.Array(Polygon, { maxItems: 20 })),
}
export const OutageScope = shape(scopeFields)
export type OutageScope = Static<typeof OutageScope>

const Part = shape({
  kind: oneOf(['element', 'area'] as const),
  reference: Key,
  restoredAt: Instant,
})

/** What people say of an outage and may say better later. */
const facts = {
  title: Type.Optional(ShortText),
  cause: Type.Optional(oneOf(causes)),
  publicCause: Type.Optional(orNull(LongText)),
  severity: Type.Optional(oneOf(severities)),
  extent: Type.Optional(oneOf(extents)),
  deliveredShare: Type.Optional(orNull(Share)),
  subscribersHit: Type.Optional(orNull(Count)),
  sitesHit: Type.Optional(orNull(Count)),
}

const begin = {
  ...facts,
  title: ShortText,
  reference: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "The other system's own name of this outage; unique" }),
  ),
  scope: OutageScope,
  kinds: Type.Optional(Kinds),
  startedAt: Instant,
  knownAt: Type.Optional(Instant),
  planned: Type.Optional(Type.Boolean()),
  noticedAt: Type.Optional(orNull(Instant)),
  etr: Type.Optional(orNull(Instant)),
  nextUpdateBy: Type.Optional(orNull(Instant)),
}
export const OutageReport = shape(begin)
export type OutageReport = Static<typeof OutageReport>

const state = {
  id: Uuid,
  number: Type.String(),
  status: oneOf(outageStatuses),
  title: Type.String(),
  cause: oneOf(causes),
  publicCause: orNull(Type.String()),
  extent: oneOf(extents),
  deliveredShare: orNull(Type.String()),
  severity: oneOf(severities),
  planned: Type.Boolean(),
  startedAt: Instant,
  restoredAt: orNull(Instant),
  etr: orNull(Instant),
  nextUpdateBy: orNull(Instant),
  revision: Count,
}
const Matched = shape({
  at: Instant,
  revision: Count,
  frozen: Type.Boolean({
    description:
      'The outage is over; what a correction or late session records still change is kept service by service',
  }),
  services: Count,
  money: Count,
})

export const OutageLine = shape({
  ...state,
  places: Type.Array(Type.String(), { description: 'The first five elements and areas' }),
  services: orNull(Count),
})
export type OutageLine = Static<typeof OutageLine>

export const OutageView = shape({
  ...state,
  reference: orNull(Type.String()),
  source: oneOf(outageSources),
  noticedAt: orNull(Instant),
  knownAt: orNull(Instant),
  closedAt: orNull(Instant),
  createdAt: Instant,
  mergedInto: orNull(Uuid),
  kinds: Kinds,
  subscribersHit: orNull(Count),
  sitesHit: orNull(Count),
  scope: OutageScope,
  parts: Type.Array(Part, { description: 'What was restored before the rest' }),
  matched: orNull(Matched),
})
export type OutageView = Static<typeof OutageView>

const statusPattern = outageStatuses.join('|')

export const listOutages = route({
  id: 'listOutages',
  context: 'outages',
  method: 'GET',
  path: '/outages',
  summary: 'Outages, latest start first',
  permission: 'outages.read',
  query: shape({
    status: Type.Optional(
      Type.String({ pattern: `^(${statusPattern})(,(${statusPattern}))*$`, description: 'One or more, with commas' }),
    ),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'In title, number or reference' })),
    element: Type.Optional(Key),
    area: Type.Optional(Key),
    planned: Type.Optional(Type.Boolean()),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    ...paging,
  }),
  reply: pageOf(OutageLine),
  problems: ['request.bad-cursor'],
})

export const getOutage = route({
  id: 'getOutage',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage',
  summary: 'One outage as it is known now',
  permission: 'outages.read',
  params: oneOutage,
  reply: OutageView,
  versioned: true,
  problems: ['outages.not-found'],
})

const beginning = [
  'outages.no-scope',
  'outages.unknown-element',
  'outages.unknown-service',
  'outages.bad-polygon',
  'outages.in-future',
  'outages.bad-share',
  'outages.reference-taken',
] as const

export const reportOutage = route({
  id: 'reportOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages',
  summary: 'Report a suspected outage',
  permission: 'outages.write',
  body: OutageReport,
  reply: OutageView,
  status: 201,
  idempotent: true,
  versioned: true,
  problems: beginning,
})

export const declareOutage = route({
  id: 'declareOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/declare',
  summary: 'Declare an outage or planned work: confirmed from the start',
  permission: 'outages.confirm',
  body: OutageReport,
  reply: OutageView,
  status: 201,
  idempotent: true,
  versioned: true,
  problems: beginning,
})

export const confirmOutage = route({
  id: 'confirmOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/confirm',
  summary: 'Confirm a suspected outage; its services are matched',
  permission: 'outages.confirm',
  params: oneOutage,
  body: shape({ note: Type.Optional(LongText) }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-suspected'],
})

export const updateOutage = route({
  id: 'updateOutage',
  context: 'outages',
  method: 'PATCH',
  path: '/outages/:outage',
  summary: 'Say more exactly what it is, while it is not over',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({
    ...facts,
    kinds: Type.Optional(Kinds),
    knownAt: Type.Optional(Instant),
    noticedAt: Type.Optional(orNull(Instant)),
  }),
  reply: OutageView,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-open', 'outages.bad-share', 'outages.nothing-changes'],
})

export const changeOutageScope = route({
  id: 'changeOutageScope',
  context: 'outages',
  method: 'PUT',
  path: '/outages/:outage/scope',
  summary: 'Replace where it broke, while it is not over',
  permission: 'outages.write',
  params: oneOutage,
  body: OutageScope,
  reply: OutageView,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-open', 'outages.nothing-changes', ...beginning],
})

export const setEtr = route({
  id: 'setEtr',
  context: 'outages',
  method: 'PUT',
  path: '/outages/:outage/etr',
  summary: 'Set the estimated time of restoration and until when the next update comes',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({ etr: orNull(Instant), nextUpdateBy: Type.Optional(orNull(Instant)), reason: Type.Optional(LongText) }),
  reply: OutageView,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-open', 'outages.etr-before-start'],
})

const EtrView = shape({
  etr: orNull(Instant),
  nextUpdateBy: orNull(Instant),
  reason: orNull(Type.String()),
  at: Instant,
  actor: Type.String(),
})

export const listEtrs = route({
  id: 'listEtrs',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/etr',
  summary: 'Every estimate that was ever given, latest first',
  permission: 'outages.read',
  params: oneOutage,
  reply: shape({ items: Type.Array(EtrView) }),
  problems: ['outages.not-found'],
})

export const restoreOutage = route({
  id: 'restoreOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/restore',
  summary: 'It works again everywhere',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({ restoredAt: Instant, note: Type.Optional(LongText) }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: [
    'outages.not-found',
    'outages.not-confirmed',
    'outages.already-restored',
    'outages.not-open',
    'outages.restored-before-start',
    'outages.restored-before-part',
    'outages.in-future',
  ],
})

export const restorePart = route({
  id: 'restorePart',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/restore-part',
  summary: 'It works again below some elements or in some areas',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({
    elements: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
    areas: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
    restoredAt: Instant,
    note: Type.Optional(LongText),
  }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: [
    'outages.not-found',
    'outages.not-confirmed',
    'outages.already-restored',
    'outages.not-open',
    'outages.no-scope',
    'outages.unknown-element',
    'outages.not-a-part',
    'outages.restored-before-start',
    'outages.in-future',
  ],
})

export const closeOutage = route({
  id: 'closeOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/close',
  summary: 'Nothing more is to be done; from now on only corrections change it',
  permission: 'outages.confirm',
  params: oneOutage,
  body: shape({ note: Type.Optional(LongText) }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-restored', 'outages.open-tasks'],
})

export const retractOutage = route({
  id: 'retractOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/retract',
  summary: 'It was none. After restoration this is a correction and needs the permission to correct',
  permission: 'outages.confirm',
  params: oneOutage,
  body: shape({ reason: Reason }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: ['outages.not-found', 'outages.already-retracted', 'access.forbidden'],
})

export const OutageCorrection = shape({
  startedAt: Type.Optional(Instant),
  restoredAt: Type.Optional(orNull(Instant)),
  knownAt: Type.Optional(orNull(Instant)),
  planned: Type.Optional(Type.Boolean()),
  noticedAt: Type.Optional(orNull(Instant)),
  ...facts,
  kinds: Type.Optional(Kinds),
  scope: Type.Optional(OutageScope),
  parts: Type.Optional(Type.Array(Part, { maxItems: 1000 })),
  reason: Reason,
})
export type OutageCorrection = Static<typeof OutageCorrection>

export const correctOutage = route({
  id: 'correctOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/corrections',
  summary: 'It was different from what was recorded',
  description:
    'A new revision with its reason. Services are matched anew, what differs is kept, and `outages.corrected` follows. `restoredAt: null` means that it is not over (only before it is closed).',
  permission: 'outages.correct',
  params: oneOutage,
  body: OutageCorrection,
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: [
    'outages.not-found',
    'outages.already-retracted',
    'outages.not-restored',
    'outages.already-closed',
    'outages.restored-before-start',
    'outages.restored-before-part',
    'outages.not-a-part',
    'outages.nothing-changes',
    ...beginning,
  ],
})

export const mergeOutage = route({
  id: 'mergeOutage',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/merge',
  summary: 'It is the same as another one, which takes over its places',
  permission: 'outages.confirm',
  params: oneOutage,
  body: shape({ into: OutageName }),
  reply: OutageView,
  idempotent: true,
  versioned: true,
  problems: ['outages.not-found', 'outages.not-open', 'outages.same'],
})

const RevisionView = shape({
  revision: Count,
  kind: oneOf(revisionKinds),
  at: Instant,
  actor: Type.String(),
  reason: orNull(Type.String()),
  before: Type.Record(Type.String(), Type.Unknown()),
  after: Type.Record(Type.String(), Type.Unknown()),
  difference: orNull(shape({ added: Count, removed: Count, changed: Count })),
})
export type RevisionView = Static<typeof RevisionView>

export const listRevisions = route({
  id: 'listRevisions',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/revisions',
  summary: 'What was known when, latest first: before, after, who, why',
  permission: 'outages.read',
  params: oneOutage,
  query: shape(paging),
  reply: pageOf(RevisionView),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

const AffectedState = shape({
  evidence: oneOf(evidences),
  money: Type.Boolean(),
  from: orNull(Instant),
  to: orNull(Instant),
})

export const listDifferences = route({
  id: 'listDifferences',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/revisions/:revision/services',
  summary: 'The services that a revision added, removed or changed after the list was frozen',
  permission: 'outages.read',
  params: shape({ outage: OutageName, revision: Type.Integer({ minimum: 1 }) }),
  query: shape(paging),
  reply: pageOf(shape({ service: Type.String(), before: orNull(AffectedState), after: orNull(AffectedState) })),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

const TimelineEntry = shape({
  id: Type.String(),
  at: Instant,
  actor: Type.String(),
  kind: Type.String(),
  public: Type.Boolean(),
  text: orNull(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const listTimeline = route({
  id: 'listTimeline',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/timeline',
  summary: 'Everything that happened, latest first',
  permission: 'outages.read',
  params: oneOutage,
  query: shape({ public: Type.Optional(Type.Boolean()), ...paging }),
  reply: pageOf(TimelineEntry),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

export const addUpdate = route({
  id: 'addUpdate',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/timeline',
  summary: 'Add a note for colleagues or an update for everybody',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({
    text: Type.String({ minLength: 1, maxLength: 4000, pattern: '^[^\\u0000]*$' }),
    public: Type.Boolean(),
    nextUpdateBy: Type.Optional(orNull(Instant)),
  }),
  reply: TimelineEntry,
  status: 201,
  idempotent: true,
  problems: ['outages.not-found'],
})

const Task = shape({
  id: Uuid,
  title: Type.String(),
  owner: orNull(Type.String()),
  dueAt: orNull(Instant),
  state: oneOf(taskStates),
  createdAt: Instant,
  changedAt: Instant,
})
export type OutageTask = Static<typeof Task>
const oneTask = shape({ outage: OutageName, task: Uuid })
const taskFields = {
  owner: Type.Optional(orNull(ShortText)),
  dueAt: Type.Optional(orNull(Instant)),
}

export const listTasks = route({
  id: 'listTasks',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/tasks',
  summary: 'What is to be done, by whom, until when',
  permission: 'outages.read',
  params: oneOutage,
  reply: shape({ items: Type.Array(Task) }),
  problems: ['outages.not-found'],
})

export const addTask = route({
  id: 'addTask',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/tasks',
  summary: 'Add a task',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({ title: ShortText, ...taskFields }),
  reply: Task,
  status: 201,
  idempotent: true,
  problems: ['outages.not-found', 'outages.already-closed', 'outages.already-retracted', 'outages.too-many-tasks'],
})

export const changeTask = route({
  id: 'changeTask',
  context: 'outages',
  method: 'PATCH',
  path: '/outages/:outage/tasks/:task',
  summary: 'Change a task or its state',
  permission: 'outages.write',
  params: oneTask,
  body: shape({ title: Type.Optional(ShortText), state: Type.Optional(oneOf(taskStates)), ...taskFields }),
  reply: Task,
  problems: ['outages.not-found', 'outages.task-not-found'],
})

export const removeTask = route({
  id: 'removeTask',
  context: 'outages',
  method: 'DELETE',
  path: '/outages/:outage/tasks/:task',
  summary: 'Remove a task that was a mistake; the timeline keeps that it was there',
  permission: 'outages.write',
  params: oneTask,
  status: 204,
  problems: ['outages.not-found', 'outages.task-not-found'],
})

const AffectedService = shape({
  service: Type.String(),
  kind: oneOf(serviceKinds),
  customer: oneOf(subscriberTypes),
  segment: orNull(Type.String()),
  area: orNull(Type.String()),
  evidence: oneOf(evidences),
  money: Type.Boolean(),
  from: Instant,
  to: orNull(Instant),
})
export type AffectedService = Static<typeof AffectedService>
const affectedFilters = {
  evidence: Type.Optional(oneOf(evidences)),
  money: Type.Optional(Type.Boolean()),
  segment: Type.Optional(ShortText),
  kind: Type.Optional(oneOf(serviceKinds)),
}

export const listAffected = route({
  id: 'listAffected',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/affected',
  summary: 'The services that it hit, with evidence and interval',
  permission: 'outages.read',
  params: oneOutage,
  query: shape({ ...affectedFilters, ...paging }),
  reply: pageOf(AffectedService),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

export const exportAffected = route({
  id: 'exportAffected',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/affected.csv',
  summary: 'The services that it hit, as a file',
  permission: 'outages.read',
  params: oneOutage,
  query: shape(affectedFilters),
  reply: Type.String(),
  media: 'text/csv',
  problems: ['outages.not-found'],
})

const Counted = shape({ name: Type.String(), services: Count })
const counts = {
  services: Count,
  byEvidence: Type.Array(Counted),
  bySegment: Type.Array(Counted),
  byKind: Type.Array(Counted),
  byArea: Type.Array(Counted, { description: 'The 50 areas with the most services' }),
}

export const Impact = shape({
  ...counts,
  protected: Count,
  matched: orNull(
    shape({
      at: Instant,
      revision: Count,
      frozen: Type.Boolean(),
      services: Count,
      money: Count,
      byEvidence: Type.Array(Counted),
    }),
  ),
})
export type Impact = Static<typeof Impact>

export const getImpact = route({
  id: 'getImpact',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/impact',
  summary: 'How many services it hits, counted from the network as it is now; beside it what was matched',
  permission: 'outages.read',
  params: oneOutage,
  reply: Impact,
  problems: ['outages.not-found'],
})

export const WhatIf = shape({
  ...scopeFields,
  kinds: Type.Optional(Kinds),
  from: Instant,
  to: Instant,
})
export type WhatIf = Static<typeof WhatIf>
const questioning = [
  'outages.no-scope',
  'outages.unknown-element',
  'outages.unknown-service',
  'outages.bad-polygon',
  'outages.ends-before-start',
] as const

export const askWhatIf = route({
  id: 'askWhatIf',
  context: 'outages',
  method: 'POST',
  path: '/outages/what-if',
  summary: 'Whom would it hit? Stores nothing',
  description:
    'Outages that are recorded for the same time count as failed too: work on one path while the other is down hits whom both protect.',
  permission: 'outages.read',
  body: WhatIf,
  reply: shape({
    ...counts,
    protected: Type.Integer({ minimum: 0, description: 'Services below that keep a path that works' }),
    first: Type.Array(
      shape({
        service: Type.String(),
        kind: oneOf(serviceKinds),
        segment: orNull(Type.String()),
        area: orNull(Type.String()),
        evidence: oneOf(evidences),
      }),
    ),
  }),
  problems: questioning,
})

export const exportWhatIf = route({
  id: 'exportWhatIf',
  context: 'outages',
  method: 'POST',
  path: '/outages/what-if.csv',
  summary: 'Whom would it hit, as a file. Stores nothing',
  permission: 'outages.read',
  body: WhatIf,
  reply: Type.String(),
  media: 'text/csv',
  problems: questioning,
})

export const importOutages = route({
  id: 'importOutages',
  context: 'outages',
  method: 'POST',
  path: '/outages/import',
  summary: 'Outages from a CSV file with the columns of docs/formats.md; without an end it still goes on',
  description:
    'A line whose outage was imported before is skipped if it says the same, and refused if not: correct the outage instead.',
  permission: 'outages.confirm',
  reply: shape({
    added: Count,
    unchanged: Count,
    refused: Type.Array(
      shape({ row: Count, column: Type.String(), reason: Type.String(), value: Type.String(), remedy: Type.String() }),
    ),
    ignored: Type.Array(Type.String(), { description: 'Columns that are not known' }),
  }),
  accepts: ['text/csv'],
  problems: ['outages.bad-file'],
})

const Appeal = shape({
  service: Type.String(),
  state: oneOf(appealStates),
  note: Type.String(),
  answer: orNull(Type.String()),
  openedAt: Instant,
  decidedAt: orNull(Instant),
})
export type OutageAppeal = Static<typeof Appeal>

export const listAppeals = route({
  id: 'listAppeals',
  context: 'outages',
  method: 'GET',
  path: '/outages/:outage/appeals',
  summary: 'Services whose holders say that they were hit and not paid',
  permission: 'outages.read',
  params: oneOutage,
  query: shape({ state: Type.Optional(oneOf(appealStates)), ...paging }),
  reply: pageOf(Appeal),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

export const openAppeal = route({
  id: 'openAppeal',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/appeals',
  summary: 'A service that gets no money says that it was hit',
  permission: 'compensation.review',
  params: oneOutage,
  body: shape({ service: Key, note: LongText }),
  reply: Appeal,
  status: 201,
  idempotent: true,
  problems: ['outages.not-found', 'outages.unknown-service', 'outages.gets-money', 'outages.already-appealed'],
})

export const decideAppeal = route({
  id: 'decideAppeal',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/appeals/:service/decision',
  summary: 'Answer an appeal; upheld, the service counts as named by a person and gets money',
  permission: 'outages.correct',
  params: shape({ outage: OutageName, service: Key }),
  body: shape({ state: oneOf(['upheld', 'rejected'] as const), answer: Reason }),
  reply: Appeal,
  idempotent: true,
  problems: ['outages.not-found', 'outages.unknown-service', 'outages.no-appeal'],
})

export const OutageSettings = shape({
  moneyEvidence: Type.Array(oneOf(['session', 'topology', 'redundant', 'list', 'area'] as const), {
    uniqueItems: true,
    description: 'Evidence on which money is paid; the others get a notice and may appeal',
  }),
  startToleranceMinutes: Type.Integer({
    minimum: 0,
    maximum: 120,
    description: 'How long before the outage a session may have ended to belong to it',
  }),
  endToleranceMinutes: Type.Integer({
    minimum: 0,
    maximum: 240,
    description: 'How long after restoration a line may need to come back',
  }),
  settleMinutes: Type.Integer({
    minimum: 0,
    maximum: 10_080,
    description: 'How long after restoration services are matched once more, for session records that came late',
  }),
})
export type OutageSettings = Static<typeof OutageSettings>

export const getOutageSettings = route({
  id: 'getOutageSettings',
  context: 'outages',
  method: 'GET',
  path: '/outages/settings',
  summary: 'How affected services are judged',
  permission: 'settings.read',
  reply: OutageSettings,
})

export const setOutageSettings = route({
  id: 'setOutageSettings',
  context: 'outages',
  method: 'PUT',
  path: '/outages/settings',
  summary: 'Change how affected services are judged, from the next matching on',
  permission: 'settings.write',
  body: OutageSettings,
  reply: OutageSettings,
})
