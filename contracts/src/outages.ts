import { Type, type Static } from 'typebox'
import { Count, Instant, Key, LongText, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import {
  evidences,
  facts,
  Kinds,
  oneOutage,
  OutageLine,
  OutageName,
  OutageReport,
  OutageScope,
  outageStatuses,
  OutageView,
  Part,
  Reason,
  revisionKinds,
  taskStates,
} from './outage-views.ts'
import { route } from './route.ts'

/** What operations on one outage have in common: those that only look, those that change it, and the steps of its life. */
const look = { context: 'outages', method: 'GET', permission: 'outages.read', params: oneOutage } as const
const change = { context: 'outages', params: oneOutage, reply: OutageView, versioned: true } as const
const step = { ...change, method: 'POST', idempotent: true } as const

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
  ...look,
  id: 'getOutage',
  path: '/outages/:outage',
  summary: 'One outage as it is known now',
  reply: OutageView,
  versioned: true,
  problems: ['outages.not-found'],
})

export const beginning = [
  'outages.no-scope',
  'outages.unknown-element',
  'outages.unknown-service',
  'outages.bad-polygon',
  'outages.in-future',
  'outages.unlikely-time',
  'outages.bad-share',
  'outages.reference-taken',
] as const

const begin = {
  context: 'outages',
  method: 'POST',
  body: OutageReport,
  reply: OutageView,
  status: 201,
  idempotent: true,
  versioned: true,
  problems: beginning,
} as const

export const reportOutage = route({
  ...begin,
  id: 'reportOutage',
  path: '/outages',
  summary: 'Report a suspected outage',
  permission: 'outages.write',
})

export const declareOutage = route({
  ...begin,
  id: 'declareOutage',
  path: '/outages/declare',
  summary: 'Declare an outage or planned work: confirmed from the start',
  permission: 'outages.confirm',
})

export const confirmOutage = route({
  ...step,
  id: 'confirmOutage',
  path: '/outages/:outage/confirm',
  summary: 'Confirm a suspected outage; its services are matched',
  permission: 'outages.confirm',
  body: shape({ note: Type.Optional(LongText) }),
  problems: ['outages.not-found', 'outages.not-suspected'],
})

export const updateOutage = route({
  ...change,
  id: 'updateOutage',
  method: 'PATCH',
  path: '/outages/:outage',
  summary: 'Say more exactly what it is, while it is not over',
  permission: 'outages.write',
  body: shape({
    ...facts,
    kinds: Type.Optional(Kinds),
    knownAt: Type.Optional(Instant),
    noticedAt: Type.Optional(orNull(Instant)),
  }),
  problems: [
    'outages.not-found',
    'outages.not-open',
    'outages.in-future',
    'outages.unlikely-time',
    'outages.bad-share',
    'outages.nothing-changes',
  ],
})

export const changeOutageScope = route({
  ...change,
  id: 'changeOutageScope',
  method: 'PUT',
  path: '/outages/:outage/scope',
  summary: 'Replace where it broke, while it is not over',
  permission: 'outages.write',
  body: OutageScope,
  problems: ['outages.not-found', 'outages.not-open', 'outages.nothing-changes', ...beginning],
})

export const setEtr = route({
  ...change,
  id: 'setEtr',
  method: 'PUT',
  path: '/outages/:outage/etr',
  summary: 'Set the estimated time of restoration and until when the next update comes',
  permission: 'outages.write',
  body: shape({ etr: orNull(Instant), nextUpdateBy: Type.Optional(orNull(Instant)), reason: Type.Optional(LongText) }),
  problems: ['outages.not-found', 'outages.not-open', 'outages.etr-before-start', 'outages.unlikely-time'],
})

const EtrView = shape({
  etr: orNull(Instant),
  nextUpdateBy: orNull(Instant),
  reason: orNull(Type.String()),
  at: Instant,
  actor: Type.String(),
})

export const listEtrs = route({
  ...look,
  id: 'listEtrs',
  path: '/outages/:outage/etr',
  summary: 'Every estimate that was ever given, latest first',
  reply: shape({ items: Type.Array(EtrView) }),
  problems: ['outages.not-found'],
})

export const restoreOutage = route({
  ...step,
  id: 'restoreOutage',
  path: '/outages/:outage/restore',
  summary: 'It works again everywhere',
  permission: 'outages.write',
  body: shape({ restoredAt: Instant, note: Type.Optional(LongText) }),
  problems: [
    'outages.not-found',
    'outages.not-confirmed',
    'outages.already-restored',
    'outages.not-open',
    'outages.restored-before-start',
    'outages.restored-before-part',
    'outages.in-future',
    'outages.unlikely-time',
  ],
})

export const restorePart = route({
  ...step,
  id: 'restorePart',
  path: '/outages/:outage/restore-part',
  summary: 'It works again below some elements or in some areas',
  permission: 'outages.write',
  body: shape({
    elements: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
    areas: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
    restoredAt: Instant,
    note: Type.Optional(LongText),
  }),
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
    'outages.unlikely-time',
  ],
})

export const closeOutage = route({
  ...step,
  id: 'closeOutage',
  path: '/outages/:outage/close',
  summary: 'Nothing more is to be done; from now on only corrections change it',
  permission: 'outages.confirm',
  body: shape({ note: Type.Optional(LongText) }),
  problems: ['outages.not-found', 'outages.not-restored', 'outages.open-tasks'],
})

export const retractOutage = route({
  ...step,
  id: 'retractOutage',
  path: '/outages/:outage/retract',
  summary: 'It was none. After restoration this is a correction and needs the permission to correct',
  permission: 'outages.confirm',
  body: shape({ reason: Reason }),
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
  ...step,
  id: 'correctOutage',
  path: '/outages/:outage/corrections',
  summary: 'It was different from what was recorded',
  description:
    'A new revision with its reason. Services are matched anew, what differs is kept, and `outages.corrected` follows. `restoredAt: null` means that it is not over (only before it is closed). While it goes on, its start, its parts and whether it was planned are corrected; everything else can be updated.',
  permission: 'outages.correct',
  body: OutageCorrection,
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
  ...step,
  id: 'mergeOutage',
  path: '/outages/:outage/merge',
  summary: 'It is the same as another one, which takes over its places',
  permission: 'outages.confirm',
  body: shape({ into: OutageName }),
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
  ...look,
  id: 'listRevisions',
  path: '/outages/:outage/revisions',
  summary: 'What was known when, latest first: before, after, who, why',
  query: shape(paging),
  reply: pageOf(RevisionView),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

export const AffectedState = shape({
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
  ...look,
  id: 'listTimeline',
  path: '/outages/:outage/timeline',
  summary: 'Everything that happened, latest first',
  query: shape({ public: Type.Optional(Type.Boolean()), ...paging }),
  reply: pageOf(TimelineEntry),
  problems: ['outages.not-found', 'request.bad-cursor'],
})

const Statement = Type.String({ ...LongText, minLength: 1 })
const Language = Type.String({ pattern: '^[a-z]{2}(-[A-Za-z0-9]{2,8})?$', description: 'BCP 47', examples: ['pl'] })

export const addUpdate = route({
  id: 'addUpdate',
  context: 'outages',
  method: 'POST',
  path: '/outages/:outage/timeline',
  summary: 'Add a note for colleagues or an update for everybody',
  permission: 'outages.write',
  params: oneOutage,
  body: shape({
    text: Statement,
    language: Type.Optional(Language),
    translations: Type.Optional(
      Type.Record(Language, Statement, {
        additionalProperties: false,
        maxProperties: 20,
        description: 'The same in other languages; whoever reads one of them gets it instead',
      }),
    ),
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
  revision: Type.Integer({ minimum: 1, description: 'In quotes it is the ETag that a change wants in If-Match' }),
})
export type OutageTask = Static<typeof Task>
const oneTask = shape({ outage: OutageName, task: Uuid })
const taskFields = {
  owner: Type.Optional(orNull(ShortText)),
  dueAt: Type.Optional(orNull(Instant)),
}

export const listTasks = route({
  ...look,
  id: 'listTasks',
  path: '/outages/:outage/tasks',
  summary: 'What is to be done, by whom, until when',
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
  versioned: true,
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
  versioned: true,
  problems: ['outages.not-found', 'outages.task-not-found'],
})
