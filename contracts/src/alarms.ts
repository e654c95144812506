import { Type, type Static } from 'typebox'
import { Count, Instant, Key, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { route } from './route.ts'

/** Whose messages a source speaks; `generic` is our own form, for scripts and files. */
export const alarmSourceKinds = ['alertmanager', 'grafana', 'pagerduty', 'zabbix', 'librenms', 'generic'] as const
export type AlarmSourceKind = (typeof alarmSourceKinds)[number]

export const alarmSeverities = ['critical', 'major', 'minor', 'warning', 'info'] as const
export type AlarmSeverity = (typeof alarmSeverities)[number]

/** What an alarm says of the services behind its element: they are gone, they are worse, or nothing. */
export const alarmEffects = ['unreachable', 'degraded', 'none'] as const
export type AlarmEffect = (typeof alarmEffects)[number]

const SourceName = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: 'Stands in the address to which alarms are sent',
  examples: ['alertmanager'],
})
const AlarmId = Type.String({ pattern: '^[1-9]\\d{0,17}$', examples: ['4711'] })
const Labels = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 300 }), { maxProperties: 40 })

export const AlarmMapping = shape({
  element: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
    maxItems: 30,
    description:
      'Where the key of the element is: a label, or labels in a template such as `{olt}/{pon}`; the first that the network knows counts. None: the usual places',
  }),
  unreachable: Type.Array(ShortText, {
    maxItems: 100,
    description: 'Words in name or summary that say that the element is gone. None: the usual words',
  }),
  least: oneOf(alarmSeverities, { description: 'Alarms less severe than this are not kept' }),
  timeZone: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'For times without an offset',
    examples: ['Europe/Warsaw'],
  }),
})
export type AlarmMapping = Static<typeof AlarmMapping>
const AlarmMappingChange = Type.Partial(AlarmMapping, { additionalProperties: false })

export const AlarmSource = shape({
  name: SourceName,
  kind: oneOf(alarmSourceKinds),
  enabled: Type.Boolean(),
  mapping: AlarmMapping,
  lastAlarmAt: orNull(Instant),
  truncated: Type.Integer({ minimum: 0, description: 'Alarms that the sender left out because its list was full' }),
  mistakes: Type.Integer({ minimum: 0, description: 'Alarms that could not be read' }),
  revision: Count,
})
export type AlarmSource = Static<typeof AlarmSource>

/** One alarm in our own form. */
export const GenericAlarm = shape({
  key: Key,
  element: Type.Optional(Key),
  state: Type.Optional(oneOf(['raised', 'cleared', 'acknowledged'] as const)),
  severity: Type.Optional(oneOf(alarmSeverities)),
  effect: Type.Optional(oneOf(alarmEffects)),
  summary: Type.Optional(ShortText),
  raisedAt: Type.Optional(Instant),
  clearedAt: Type.Optional(Instant),
  labels: Type.Optional(Labels),
})
export type GenericAlarm = Static<typeof GenericAlarm>

const Mistakes = Type.Array(
  shape({
    pointer: Type.String(),
    message: Type.String(),
    code: Type.String(),
    values: Type.Record(Type.String(), Type.Unknown()),
  }),
)

export const AlarmReceipt = shape({
  received: Type.Integer({ minimum: 0, description: 'Alarms in the message that could be read' }),
  raised: Type.Integer({ minimum: 0, description: 'Alarms that are new' }),
  repeated: Type.Integer({ minimum: 0, description: 'Alarms raised again within the flap window' }),
  cleared: Count,
  unchanged: Type.Integer({ minimum: 0, description: 'What was known already' }),
  filtered: Type.Integer({ minimum: 0, description: 'Less severe than the source keeps' }),
  unknownElements: Count,
  truncated: Count,
  mistakes: Mistakes,
  status: Type.Literal('success'),
  dedup_key: Type.Optional(Type.String({ description: 'For senders that speak PagerDuty' })),
})
export type AlarmReceipt = Static<typeof AlarmReceipt>

export const AlarmView = shape({
  id: AlarmId,
  source: SourceName,
  key: Type.String(),
  element: orNull(Type.String()),
  knownElement: Type.Boolean({ description: 'Whether the network has the element' }),
  severity: oneOf(alarmSeverities),
  effect: oneOf(alarmEffects),
  summary: Type.String(),
  raisedAt: Instant,
  clearedAt: orNull(Instant),
  lastSeenAt: Instant,
  flaps: Type.Integer({ minimum: 0, description: 'How often it was raised again shortly after it was cleared' }),
  labels: Type.Record(Type.String(), Type.String()),
  outage: orNull(Uuid),
  held: Type.Boolean({ description: 'Somebody assigned it by hand; correlation leaves it alone' }),
  acknowledgedAt: orNull(Instant),
  acknowledgedBy: orNull(Type.String()),
})
export type AlarmView = Static<typeof AlarmView>

export const sendAlarms = route({
  id: 'sendAlarms',
  context: 'outages',
  method: 'POST',
  path: '/intake/:source',
  summary: 'Where monitoring systems send their alarms',
  description:
    'Takes what the source sends as it sends it: Alertmanager, Grafana, PagerDuty Events v2, Zabbix, LibreNMS or our own form (`{"alarms": […]}`). The API key comes as a bearer token, as the password of basic authentication, or as `routing_key`. The same message twice changes nothing.',
  permission: 'alarms.write',
  params: shape({ source: SourceName }),
  body: Type.Unknown(),
  accepts: ['application/json', 'text/plain'],
  reply: AlarmReceipt,
  status: 202,
  problems: ['alarms.source-not-found', 'alarms.source-off', 'alarms.unusable'],
})

export const importAlarms = route({
  id: 'importAlarms',
  context: 'outages',
  method: 'POST',
  path: '/intake/:source/csv',
  summary: 'Alarms from a file',
  description:
    'Columns: key, element, state, severity, effect, summary, raisedAt, clearedAt; every other column becomes a label.',
  permission: 'alarms.write',
  params: shape({ source: SourceName }),
  body: Type.String(),
  accepts: ['text/csv'],
  reply: AlarmReceipt,
  status: 202,
  problems: ['alarms.source-not-found', 'alarms.source-off', 'alarms.unusable'],
})

export const listAlarms = route({
  id: 'listAlarms',
  context: 'outages',
  method: 'GET',
  path: '/alarms',
  summary: 'Alarms, latest first',
  permission: 'outages.read',
  query: shape({
    open: Type.Optional(Type.Boolean()),
    source: Type.Optional(SourceName),
    outage: Type.Optional(Uuid),
    assigned: Type.Optional(Type.Boolean({ description: 'Whether it lies under an outage' })),
    element: Type.Optional(Key),
    knownElement: Type.Optional(Type.Boolean()),
    effect: Type.Optional(oneOf(alarmEffects)),
    ...paging,
  }),
  reply: pageOf(AlarmView),
  problems: ['request.bad-cursor'],
})

const AlarmIds = Type.Array(AlarmId, { minItems: 1, maxItems: 1000, uniqueItems: true })
const Changed = shape({ changed: Count })

export const assignAlarms = route({
  id: 'assignAlarms',
  context: 'outages',
  method: 'POST',
  path: '/alarms/assign',
  summary: 'Put alarms under an outage by hand, or under none',
  permission: 'outages.write',
  body: shape({ alarms: AlarmIds, outage: orNull(Uuid) }),
  reply: Changed,
  idempotent: true,
  problems: ['alarms.not-found', 'outages.not-found'],
})

export const releaseAlarms = route({
  id: 'releaseAlarms',
  context: 'outages',
  method: 'POST',
  path: '/alarms/release',
  summary: 'Let correlation decide again about alarms that were assigned by hand',
  permission: 'outages.write',
  body: shape({ alarms: AlarmIds }),
  reply: Changed,
  idempotent: true,
  problems: ['alarms.not-found'],
})

export const acknowledgeAlarms = route({
  id: 'acknowledgeAlarms',
  context: 'outages',
  method: 'POST',
  path: '/alarms/acknowledge',
  summary: 'Somebody has seen them',
  permission: 'outages.write',
  body: shape({ alarms: AlarmIds }),
  reply: Changed,
  idempotent: true,
  problems: ['alarms.not-found'],
})

export const clearAlarms = route({
  id: 'clearAlarms',
  context: 'outages',
  method: 'POST',
  path: '/alarms/clear',
  summary: 'Clear alarms whose end the sender never told',
  permission: 'alarms.manage',
  body: shape({ alarms: AlarmIds }),
  reply: Changed,
  idempotent: true,
  problems: ['alarms.not-found', 'alarms.already-cleared'],
})

export const listAlarmSources = route({
  id: 'listAlarmSources',
  context: 'outages',
  method: 'GET',
  path: '/alarm-sources',
  summary: 'Who sends alarms',
  permission: 'outages.read',
  reply: shape({ items: Type.Array(AlarmSource) }),
})

export const getAlarmSource = route({
  id: 'getAlarmSource',
  context: 'outages',
  method: 'GET',
  path: '/alarm-sources/:source',
  summary: 'One source of alarms and how it is read',
  permission: 'outages.read',
  params: shape({ source: SourceName }),
  reply: AlarmSource,
  versioned: true,
  problems: ['alarms.source-not-found'],
})

export const addAlarmSource = route({
  id: 'addAlarmSource',
  context: 'outages',
  method: 'POST',
  path: '/alarm-sources',
  summary: 'Add a source of alarms',
  permission: 'alarms.manage',
  body: shape({ name: SourceName, kind: oneOf(alarmSourceKinds), mapping: Type.Optional(AlarmMappingChange) }),
  reply: AlarmSource,
  status: 201,
  idempotent: true,
  versioned: true,
  problems: ['alarms.source-taken', 'alarms.bad-time-zone'],
})

export const changeAlarmSource = route({
  id: 'changeAlarmSource',
  context: 'outages',
  method: 'PATCH',
  path: '/alarm-sources/:source',
  summary: 'Change how a source is read, or switch it off',
  permission: 'alarms.manage',
  params: shape({ source: SourceName }),
  body: shape({ enabled: Type.Optional(Type.Boolean()), mapping: Type.Optional(AlarmMappingChange) }),
  reply: AlarmSource,
  versioned: true,
  problems: ['alarms.source-not-found', 'alarms.bad-time-zone'],
})

export const AlarmSettings = shape({
  share: Type.Number({
    exclusiveMinimum: 0.5,
    maximum: 1,
    description: 'How much below an element must be silent before the element itself is suspected',
  }),
  minimumAlarms: Type.Integer({
    minimum: 2,
    maximum: 1000,
    description: 'Fewer alarms than this suspect nothing above them',
  }),
  togetherMinutes: Type.Integer({
    minimum: 1,
    maximum: 1440,
    description: 'Alarms with a longer pause between them have different causes',
  }),
  flapMinutes: Type.Integer({
    minimum: 0,
    maximum: 1440,
    description: 'Raised again within this time it is the same alarm',
  }),
  settleMinutes: Type.Integer({
    minimum: 0,
    maximum: 1440,
    description: 'How long all must be quiet before an outage is restored by itself',
  }),
  reopenMinutes: Type.Integer({
    minimum: 0,
    maximum: 1440,
    description: 'Raised again within this time after restoration it is the same outage',
  }),
  gatherSeconds: Type.Integer({
    minimum: 0,
    maximum: 60,
    description: 'How long alarms are gathered before they are looked at together',
  }),
  silentKinds: Type.Array(ShortText, {
    maxItems: 100,
    uniqueItems: true,
    description: 'Kinds of element that never raise an alarm of their own',
  }),
  endpointKinds: Type.Array(ShortText, {
    maxItems: 100,
    uniqueItems: true,
    description: 'Kinds of element that serve one customer: one of them alone is no outage',
  }),
})
export type AlarmSettings = Static<typeof AlarmSettings>
const AlarmSettingsChange = Type.Partial(AlarmSettings, { additionalProperties: false })

export const getAlarmSettings = route({
  id: 'getAlarmSettings',
  context: 'outages',
  method: 'GET',
  path: '/alarm-settings',
  summary: 'How alarms become outages',
  permission: 'outages.read',
  reply: AlarmSettings,
  versioned: true,
})

export const changeAlarmSettings = route({
  id: 'changeAlarmSettings',
  context: 'outages',
  method: 'PATCH',
  path: '/alarm-settings',
  summary: 'Change how alarms become outages',
  permission: 'alarms.manage',
  body: AlarmSettingsChange,
  reply: AlarmSettings,
  versioned: true,
})
