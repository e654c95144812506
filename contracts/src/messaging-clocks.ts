import { Type, type Static } from 'typebox'
import { Count, Instant, oneOf, orNull, shape, Uuid } from './common.ts'
import { oneOutage } from './outage-views.ts'
import { tellings } from './messaging-words.ts'
import { route } from './route.ts'

export const clockStates = ['open', 'met', 'late', 'over'] as const

const clock = {
  rule: Type.String({ examples: ['au/customer-communications-2024'] }),
  title: shape({ en: Type.String(), id: Type.String(), pl: Type.String() }),
  jurisdiction: orNull(Type.String({ description: 'ISO 3166; null: a promise of the operator' })),
  source: shape({
    instrument: Type.String(),
    url: Type.String(),
    confidence: Type.String({ description: 'How sure it is that the source says so' }),
  }),
  note: orNull(Type.String({ description: 'What of the source is read in one way of several, or not looked at' })),
  tell: oneOf(tellings),
  from: Instant,
  dueAt: orNull(Type.String({ format: 'date-time', description: 'Null: as soon as it can be done' })),
  metAt: orNull(Instant),
  state: oneOf(clockStates, {
    description: '`late`: not met in time, whether or not later; `over`: fell away in time',
  }),
  byItself: Type.Boolean({ description: 'A machine says it in time, unless somebody keeps it from doing so' }),
}

export const ClockView = shape(clock)
export type ClockView = Static<typeof ClockView>

const OpenClockView = shape({ outage: Uuid, number: Type.String(), outageTitle: Type.String(), ...clock })
export type OpenClockView = Static<typeof OpenClockView>

export const listOpenClocks = route({
  id: 'listOpenClocks',
  context: 'messaging',
  method: 'GET',
  path: '/messaging/clocks',
  summary:
    'What has still to be said of all outages, by law or promise, and by when: late first, then what falls due first',
  description:
    'Worked out anew each time. Of outages that are over those of the last 45 days; what was due before an outage was entered stands only with it.',
  permission: 'outages.read',
  reply: shape({
    at: Instant,
    open: Count,
    late: Count,
    items: Type.Array(OpenClockView, { maxItems: 500 }),
  }),
})

export const listOutageClocks = route({
  id: 'listOutageClocks',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/clocks',
  summary: 'What had, and has, to be said of an outage, by law or promise, and whether it was: open ones first',
  permission: 'outages.read',
  params: oneOutage,
  reply: shape({ at: Instant, items: Type.Array(ClockView, { maxItems: 500 }) }),
  problems: ['outages.not-found'],
})
