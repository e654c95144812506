import {
  incidentStatuses,
  maintenanceStatuses,
  type V2Affected,
  type V2Group,
  type V2Incident,
  type V2Maintenance,
  type V2Page,
  type V2Single,
  type V2Status,
  type V2Update,
} from '../v2/types.ts'

/**
 * The files of the Statuspage API, version 2, as JSON Schema, written from what its readers know and not from what we write. A field more
 * or less than in the types does not compile.
 */
export type Schema = Readonly<Record<string, unknown>>

/** Each field must be there, and no other may. */
function closed<Shape>(properties: Readonly<Record<keyof Shape, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const webAddress: Schema = { type: 'string', pattern: '^https?://[^\\s<>"]+$' }
const flag: Schema = { type: 'boolean' }
const instant: Schema = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }
const instantOrNull: Schema = { anyOf: [instant, { type: 'null' }] }
const oneOf = (words: readonly string[]): Schema => ({ type: 'string', enum: words })
const listOf = (items: Schema): Schema => ({ type: 'array', items })

const componentStatus = oneOf([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
])

const page = closed<V2Page>({
  id: text,
  name: text,
  url: webAddress,
  time_zone: text,
  updated_at: instant,
})

const status = closed<V2Status>({
  indicator: oneOf(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: text,
})

const part = {
  id: text,
  name: text,
  status: componentStatus,
  created_at: instant,
  updated_at: instant,
  position: { type: 'integer', minimum: 1 },
  description: textOrNull,
  showcase: flag,
  start_date: { anyOf: [{ type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }, { type: 'null' }] },
  group_id: textOrNull,
  page_id: text,
  only_show_if_degraded: flag,
}

const component: Schema = {
  anyOf: [
    closed<V2Single>({ ...part, group: { const: false } }),
    closed<V2Group>({ ...part, group: { const: true }, components: listOf(text) }),
  ],
}

const update = (words: readonly string[]) =>
  closed<V2Update<string>>({
    id: text,
    status: oneOf(words),
    body: text,
    incident_id: text,
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: {
      anyOf: [
        { type: 'null' },
        listOf(
          closed<V2Affected>({ code: text, name: text, old_status: componentStatus, new_status: componentStatus }),
        ),
      ],
    },
    deliver_notifications: flag,
    custom_tweet: textOrNull,
    tweet_id: { type: ['integer', 'null'] },
  })

const event = (words: readonly string[]) => ({
  id: text,
  name: text,
  status: oneOf(words),
  created_at: instant,
  updated_at: instant,
  monitoring_at: instantOrNull,
  resolved_at: instantOrNull,
  shortlink: webAddress,
  started_at: instant,
  page_id: text,
  incident_updates: { ...listOf(update(words)), minItems: 1 },
  components: listOf(component),
})

const incidents = listOf(
  closed<V2Incident>({ ...event(incidentStatuses), impact: oneOf(['none', 'minor', 'major', 'critical']) }),
)
const maintenances = listOf(
  closed<V2Maintenance>({
    ...event(maintenanceStatuses),
    impact: oneOf(['maintenance']),
    scheduled_for: instant,
    scheduled_until: instant,
  }),
)

const file = (properties: Readonly<Record<string, Schema>>) => closed<Record<string, Schema>>({ page, ...properties })

export const v2Schemas: Readonly<Record<string, Schema>> = {
  '/api/v2/summary.json': file({
    components: listOf(component),
    incidents,
    scheduled_maintenances: maintenances,
    status,
  }),
  '/api/v2/status.json': file({ status }),
  '/api/v2/components.json': file({ components: listOf(component) }),
  '/api/v2/incidents.json': file({ incidents }),
  '/api/v2/incidents/unresolved.json': file({ incidents }),
  '/api/v2/scheduled-maintenances.json': file({ scheduled_maintenances: maintenances }),
  '/api/v2/scheduled-maintenances/upcoming.json': file({ scheduled_maintenances: maintenances }),
  '/api/v2/scheduled-maintenances/active.json': file({ scheduled_maintenances: maintenances }),
}
