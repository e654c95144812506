import { causes, extents, serviceKinds } from '@pulih/engine'
import { Type, type Static } from 'typebox'
import { Count, Instant, Key, LongText, oneOf, orNull, paragraphsPattern, shape, ShortText, Uuid } from './common.ts'

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
export const OutageName = Type.String({
  pattern: `^(OUT-\\d{6,15}|${uuidPattern})$`,
  description: 'Its UUID or its number',
  examples: ['OUT-000123'],
})
export const oneOutage = shape({ outage: OutageName })
export const Reason = Type.String({
  minLength: 3,
  maxLength: 1000,
  pattern: paragraphsPattern,
  description: 'For whoever reads it years later',
})
export const Share = Type.String({
  pattern: '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$',
  description: 'How much of what was agreed was still delivered, 0 to 1',
  examples: ['0.25'],
})
export const Kinds = Type.Array(oneOf(serviceKinds), {
  maxItems: serviceKinds.length,
  uniqueItems: true,
  description: 'Kinds of service that were hit; none named: all',
})
export const Position = Type.Array(Type.Number({ minimum: -180, maximum: 180 }), {
  minItems: 2,
  maxItems: 2,
  description: 'Longitude, latitude (WGS 84)',
})
export const Polygon = shape({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(Position, { minItems: 4, maxItems: 2000 }), { minItems: 1, maxItems: 20 }),
})

/** Where it broke: at least one of them. */
export const scopeFields = {
  elements: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true })),
  areas: Type.Optional(
    Type.Array(Key, { maxItems: 1000, uniqueItems: true, description: '`31.71` covers `31.71.02`; `*` covers all' }),
  ),
  services: Type.Optional(Type.Array(Key, { maxItems: 10_000, uniqueItems: true })),
  polygons: Type.Optional(Type.Array(Polygon, { maxItems: 20 })),
}
export const OutageScope = shape(scopeFields)
export type OutageScope = Static<typeof OutageScope>

export const Part = shape({
  kind: oneOf(['element', 'area'] as const),
  reference: Key,
  restoredAt: Instant,
})

/** What people say of an outage and may say better later. */
export const facts = {
  title: Type.Optional(ShortText),
  cause: Type.Optional(oneOf(causes)),
  publicCause: Type.Optional(orNull(LongText)),
  severity: Type.Optional(oneOf(severities)),
  extent: Type.Optional(oneOf(extents)),
  deliveredShare: Type.Optional(orNull(Share)),
  subscribersHit: Type.Optional(orNull(Count)),
  sitesHit: Type.Optional(orNull(Count)),
}

export const begin = {
  ...facts,
  title: ShortText,
  reference: Type.Optional(
    Type.String({ ...ShortText, description: "The other system's own name of this outage; unique" }),
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

export const state = {
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
export const Matched = shape({
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
