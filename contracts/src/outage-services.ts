import { serviceKinds, subscriberTypes } from '@pulih/engine'
import { Type, type Static } from 'typebox'
import { Count, Instant, Key, LongText, oneOf, orNull, pageOf, paging, shape, ShortText } from './common.ts'
import { appealStates, evidences, Kinds, oneOutage, OutageName, Reason, scopeFields } from './outage-views.ts'
import { route } from './route.ts'

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
  query: shape({
    dryRun: Type.Optional(Type.Boolean({ default: false, description: 'Try every line and keep nothing' })),
  }),
  reply: shape({
    dryRun: Type.Boolean(),
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
  personal: 'service',
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
  personal: 'service',
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
  versioned: true,
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
  versioned: true,
})
