import { Type, type Static } from 'typebox'
import {
  Count,
  Instant,
  LongText,
  paragraphsPattern,
  ShortText,
  Uuid,
  oneOf,
  orNull,
  pageOf,
  paging,
  shape,
} from './common.ts'
import { eventCatalogue, type EventType } from './events/index.ts'
import { route } from './route.ts'

// The keys of the catalogue, as the union that they are.
const eventTypes = Object.keys(eventCatalogue) as EventType[]

const Address = Type.String({
  pattern: '^https?://[^\\s\\u0000]+$',
  maxLength: 1_000,
  description: 'https; http and private addresses only where the configuration allows private targets',
  examples: ['https://crm.example.net/hooks/pulih'],
})
const Events = Type.Union(
  [
    Type.Array(Type.Literal('*'), { minItems: 1, maxItems: 1 }),
    Type.Array(oneOf(eventTypes), { minItems: 1, maxItems: eventTypes.length, uniqueItems: true }),
  ],
  {
    description: 'Types of events, or `["*"]` for all there are and will be',
    examples: [['outages.confirmed', 'outages.restored']],
  },
)
const Description = Type.String({ maxLength: 200, pattern: paragraphsPattern })

const SecretView = shape({
  id: Uuid,
  createdAt: Instant,
  expiresAt: orNull(Instant),
  encrypted: Type.Boolean({
    description: 'false: PULIH_SECRET_WEBHOOKS was not set when it was made, and it stands in the database as it is',
  }),
})

export const WebhookEndpointView = shape({
  id: Uuid,
  url: Address,
  events: Events,
  description: Description,
  enabled: Type.Boolean(),
  disabledBecause: orNull(oneOf(['by-hand', 'failing'])),
  failingSince: orNull(Instant),
  restsUntil: orNull(Instant),
  secrets: Type.Array(SecretView),
  waiting: Count,
  dead: Count,
  createdAt: Instant,
  revision: Count,
})
export type WebhookEndpointView = Static<typeof WebhookEndpointView>

export const deliveryStates = ['waiting', 'sending', 'delivered', 'dead'] as const
export type DeliveryState = (typeof deliveryStates)[number]

const deliveryFields = {
  id: Uuid,
  endpoint: Uuid,
  event: orNull(Type.String({ pattern: '^\\d+$', description: 'Number of the event; null: a test' })),
  type: ShortText,
  subject: ShortText,
  state: oneOf(deliveryStates),
  attempts: Count,
  nextAttemptAt: orNull(Instant),
  reason: orNull(LongText),
  happenedAt: Instant,
  createdAt: Instant,
  deliveredAt: orNull(Instant),
}
export const WebhookDeliveryView = shape(deliveryFields)
export type WebhookDeliveryView = Static<typeof WebhookDeliveryView>

export const attemptOutcomes = ['delivered', 'refused', 'no-answer', 'not-sent', 'vanished'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

export const WebhookAttemptView = shape({
  number: Count,
  startedAt: Instant,
  endedAt: orNull(Instant),
  outcome: orNull(oneOf(attemptOutcomes)),
  status: orNull(Count),
  reason: orNull(LongText),
  response: orNull(Type.String({ description: 'The first kilobyte of what the receiver answered' })),
})
export type WebhookAttemptView = Static<typeof WebhookAttemptView>

/** How patient we are with receivers. */
export const WebhookPatience = shape({
  mostAttempts: Type.Integer({ minimum: 1, maximum: 50 }),
  mostDays: Type.Integer({ minimum: 1, maximum: 30 }),
  disableAfterDays: Type.Integer({ minimum: 1, maximum: 60 }),
  keepDays: Type.Integer({ minimum: 1, maximum: 3_650 }),
})
export type WebhookPatience = Static<typeof WebhookPatience>

const NewSecret = Type.String({ pattern: '^whsec_[\\w-]{43}$', description: 'Shown only now' })
const ofEndpoint = shape({ endpoint: Uuid })
const ofDelivery = shape({ delivery: Uuid })
const permission = 'webhooks.manage'

export const listWebhookEndpoints = route({
  id: 'listWebhookEndpoints',
  context: 'webhooks',
  method: 'GET',
  path: '/webhooks/endpoints',
  summary: 'Endpoints that are told of events',
  permission,
  query: shape(paging),
  reply: pageOf(WebhookEndpointView),
})
export const addWebhookEndpoint = route({
  id: 'addWebhookEndpoint',
  context: 'webhooks',
  method: 'POST',
  path: '/webhooks/endpoints',
  summary: 'Add an endpoint; its secret is shown only now',
  description: 'Takes no Idempotency-Key, because the kept answer would be a copy of the secret.',
  permission,
  body: shape({
    url: Address,
    events: Events,
    description: Type.Optional(Description),
    enabled: Type.Optional(Type.Boolean({ default: true })),
  }),
  reply: shape({ endpoint: WebhookEndpointView, secret: NewSecret }),
  status: 201,
  problems: ['webhooks.unusable-address', 'webhooks.too-many-endpoints'],
})
export const getWebhookEndpoint = route({
  id: 'getWebhookEndpoint',
  context: 'webhooks',
  method: 'GET',
  path: '/webhooks/endpoints/:endpoint',
  summary: 'One endpoint, with how it is doing',
  permission,
  params: ofEndpoint,
  reply: WebhookEndpointView,
  versioned: true,
  problems: ['webhooks.endpoint-not-found'],
})
export const changeWebhookEndpoint = route({
  id: 'changeWebhookEndpoint',
  context: 'webhooks',
  method: 'PATCH',
  path: '/webhooks/endpoints/:endpoint',
  summary: 'Change an endpoint, disable it or enable it again',
  description:
    'Disabled by hand it is told nothing, and what waited becomes a dead letter. Enabled again it begins afresh; dead letters are replayed on demand.',
  permission,
  params: ofEndpoint,
  body: shape({
    url: Type.Optional(Address),
    events: Type.Optional(Events),
    description: Type.Optional(Description),
    enabled: Type.Optional(Type.Boolean()),
  }),
  reply: WebhookEndpointView,
  versioned: true,
  problems: ['webhooks.endpoint-not-found', 'webhooks.unusable-address'],
})
export const removeWebhookEndpoint = route({
  id: 'removeWebhookEndpoint',
  context: 'webhooks',
  method: 'DELETE',
  path: '/webhooks/endpoints/:endpoint',
  summary: 'Remove an endpoint and its secrets; what was delivered can still be looked at',
  permission,
  params: ofEndpoint,
  status: 204,
  versioned: true,
  problems: ['webhooks.endpoint-not-found'],
})
export const rotateWebhookSecret = route({
  id: 'rotateWebhookSecret',
  context: 'webhooks',
  method: 'POST',
  path: '/webhooks/endpoints/:endpoint/rotate-secret',
  summary: 'Make a new secret, shown only now; until the earlier ones expire everything is signed with all of them',
  description: 'Takes no Idempotency-Key, because the kept answer would be a copy of the secret.',
  permission,
  params: ofEndpoint,
  body: shape({
    keepOldHours: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 168, default: 24, description: '0: the earlier secrets end now' }),
    ),
  }),
  reply: shape({ endpoint: WebhookEndpointView, secret: NewSecret }),
  problems: ['webhooks.endpoint-not-found', 'webhooks.too-many-secrets'],
})
export const testWebhookEndpoint = route({
  id: 'testWebhookEndpoint',
  context: 'webhooks',
  method: 'POST',
  path: '/webhooks/endpoints/:endpoint/test',
  summary: 'Send an event of the type `webhooks.test`, once and without retries',
  permission,
  params: ofEndpoint,
  reply: WebhookDeliveryView,
  status: 202,
  idempotent: true,
  problems: ['webhooks.endpoint-not-found', 'webhooks.endpoint-disabled'],
})
export const replayWebhookEndpoint = route({
  id: 'replayWebhookEndpoint',
  context: 'webhooks',
  method: 'POST',
  path: '/webhooks/endpoints/:endpoint/replay',
  summary: 'Send all dead letters of an endpoint again, under their own ids',
  permission,
  params: ofEndpoint,
  reply: shape({ replayed: Count }),
  status: 202,
  idempotent: true,
  problems: ['webhooks.endpoint-not-found', 'webhooks.endpoint-disabled'],
})

export const listWebhookDeliveries = route({
  id: 'listWebhookDeliveries',
  context: 'webhooks',
  method: 'GET',
  path: '/webhooks/deliveries',
  summary: 'Deliveries, newest first',
  permission,
  query: shape({
    ...paging,
    state: Type.Optional(oneOf(deliveryStates)),
    endpoint: Type.Optional(Uuid),
    event: Type.Optional(Type.String({ pattern: '^\\d{1,18}$', description: 'Number of the event' })),
    type: Type.Optional(oneOf([...eventTypes, 'webhooks.test'])),
  }),
  reply: pageOf(WebhookDeliveryView),
})
export const getWebhookDelivery = route({
  id: 'getWebhookDelivery',
  context: 'webhooks',
  method: 'GET',
  path: '/webhooks/deliveries/:delivery',
  summary: 'One delivery: what is sent, and everything that was tried',
  permission,
  params: ofDelivery,
  reply: shape({
    ...deliveryFields,
    body: Type.String({ description: 'The bytes that are signed' }),
    tried: Type.Array(WebhookAttemptView),
  }),
  problems: ['webhooks.delivery-not-found'],
})
export const replayWebhookDelivery = route({
  id: 'replayWebhookDelivery',
  context: 'webhooks',
  method: 'POST',
  path: '/webhooks/deliveries/:delivery/replay',
  summary: 'Send a delivery again now, under its own id, whatever became of it before',
  permission,
  params: ofDelivery,
  reply: WebhookDeliveryView,
  status: 202,
  idempotent: true,
  problems: ['webhooks.delivery-not-found', 'webhooks.endpoint-disabled', 'webhooks.under-way'],
})
