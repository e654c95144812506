import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
import { Instant, Key, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { messageChannels, webhookFormats } from './messaging-words.ts'
import { OutageName } from './outage-views.ts'
import { route } from './route.ts'

/** What people can ask to be told of. */
export const subscriptionScopes = ['everything', 'area', 'service', 'outage'] as const
/** By what a person can be told; chats and programs are connected by staff. */
export const personalChannels = ['sms', 'email', 'push', 'whatsapp', 'telegram'] as const
export type AskedChannel = (typeof personalChannels)[number]

const Language = oneOf(languages)
export const TimeZone = Type.String({
  maxLength: 60,
  pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
  examples: ['Europe/Warsaw'],
})

/** A place that anybody may name; a service only whoever holds it, in the portal. */
export const PublicPlace = Type.Union([
  shape({ scope: Type.Literal('everything') }),
  shape({ scope: Type.Literal('area'), key: Key }),
  shape({ scope: Type.Literal('outage'), key: OutageName }),
])
export type PublicPlace = Static<typeof PublicPlace>

const anyone = { context: 'messaging', permission: 'anyone' } as const

/** An address as somebody typed it, or the JSON of a browser's push subscription. */
export const ContactAddress = Type.String({ minLength: 3, maxLength: 2_000, pattern: '^[^\\u0000-\\u001f]+$' })

/** What has to be shown before anything is sent: with the code that came there, the link that came there, or from the chat. */
export const AskedProof = shape({
  proof: Uuid,
  expiresAt: Instant,
  start: orNull(Type.String({ description: 'Telegram: what the reader sends to the bot after `/start`' })),
})
export type AskedProof = Static<typeof AskedProof>

export const SubscriptionView = shape({
  scope: oneOf(subscriptionScopes),
  key: orNull(Type.String({ description: 'The key of the area or service, the number of the outage' })),
  channel: oneOf(messageChannels),
  address: Type.String({ description: 'As much of it as its owner recognises' }),
  language: Language,
  timeZone: Type.String(),
  since: Instant,
  ended: Type.Boolean(),
})
export type SubscriptionView = Static<typeof SubscriptionView>

export const getSubscriptionOptions = route({
  ...anyone,
  id: 'getSubscriptionOptions',
  method: 'GET',
  path: '/subscriptions/options',
  summary: 'By what anybody can be told of outages',
  reply: shape({
    sender: Type.String(),
    channels: Type.Array(oneOf(personalChannels)),
    telegramBot: orNull(Type.String({ description: 'The name under which the bot is found' })),
    pushKey: orNull(Type.String({ description: 'The public key of web push (VAPID), base64url' })),
    timeZone: Type.String(),
  }),
})

export const findSubscriptionAreas = route({
  ...anyone,
  id: 'findSubscriptionAreas',
  method: 'GET',
  path: '/subscriptions/areas',
  summary: 'Areas whose name or key has a text in it, the largest first, at most 20',
  query: shape({ text: Type.String({ minLength: 2, maxLength: 100, pattern: '^[^\\u0000-\\u001f]+$' }) }),
  reply: shape({ items: Type.Array(shape({ key: Type.String(), name: Type.String() })) }),
})

export const askSubscription = route({
  ...anyone,
  id: 'askSubscription',
  method: 'POST',
  path: '/subscriptions',
  summary: 'Ask to be told of outages',
  description:
    'Nothing is sent before whoever reads the address has said yes there: within 24 hours, by the code or link that comes to it, or from the chat. The answer is the same whether or not the address is known.',
  body: shape({
    place: PublicPlace,
    channel: oneOf(personalChannels),
    address: orNull(ContactAddress),
    language: Language,
    timeZone: TimeZone,
  }),
  reply: AskedProof,
  status: 202,
  mostBytes: 8_192,
  problems: [
    'messaging.channel-closed',
    'messaging.bad-contact',
    'messaging.place-unknown',
    'messaging.zone-unknown',
    'messaging.too-often',
    'access.foreign-origin',
  ],
})

export const confirmContact = route({
  ...anyone,
  id: 'confirmContact',
  method: 'POST',
  path: '/subscriptions/confirm',
  summary: 'Say yes: with the code or the link that came to the address',
  body: Type.Union([
    shape({ proof: Uuid, code: Type.String({ pattern: '^\\d{6}$', examples: ['042617'] }) }),
    shape({ token: Type.String({ pattern: '^[\\w-]{44}$' }) }),
  ]),
  reply: shape({
    channel: oneOf(messageChannels),
    address: Type.String(),
    token: orNull(Type.String({ description: 'Opens the subscription; null: it is a contact of a customer now' })),
  }),
  mostBytes: 4_096,
  problems: ['messaging.wrong-code', 'messaging.too-often', 'access.foreign-origin'],
})

const byToken = shape({ token: Type.String({ pattern: '^[\\w-]{44}$', description: 'From a message' }) })
const ofToken = { ...anyone, params: byToken, problems: ['messaging.link-unknown'] } as const

export const getSubscription = route({
  ...ofToken,
  id: 'getSubscription',
  method: 'GET',
  path: '/subscriptions/:token',
  summary: 'What I am told of',
  reply: SubscriptionView,
})

export const changeSubscription = route({
  ...ofToken,
  id: 'changeSubscription',
  method: 'PUT',
  path: '/subscriptions/:token',
  summary: 'Be told of another place, or in another language',
  body: shape({ place: PublicPlace, language: Language, timeZone: TimeZone }),
  reply: SubscriptionView,
  mostBytes: 4_096,
  problems: [
    'messaging.link-unknown',
    'messaging.place-unknown',
    'messaging.zone-unknown',
    'messaging.subscription-exists',
  ],
})

export const endSubscription = route({
  ...ofToken,
  id: 'endSubscription',
  method: 'POST',
  path: '/subscriptions/:token/end',
  summary: 'Be told no more of this place',
  reply: SubscriptionView,
})

const StoppedView = shape({
  channel: oneOf(messageChannels),
  address: Type.String({ description: 'As much of it as its owner recognises' }),
  stopped: Type.Boolean(),
})

export const getStop = route({
  ...ofToken,
  id: 'getStop',
  method: 'GET',
  path: '/messaging/stop/:token',
  summary: 'Whether messages go to the address to which this link was sent',
  description: 'Changes nothing. A browser is led to the page with the button.',
  reply: StoppedView,
})

export const stopMessages = route({
  ...ofToken,
  id: 'stopMessages',
  method: 'POST',
  path: '/messaging/stop/:token',
  summary: 'No more messages to this address',
  description: 'The one click of RFC 8058: no sign-in, no question, any body. Done again it changes nothing.',
  reply: StoppedView,
  mostBytes: 4_096,
})

export const resumeMessages = route({
  ...ofToken,
  id: 'resumeMessages',
  method: 'DELETE',
  path: '/messaging/stop/:token',
  summary: 'Take that back',
  reply: StoppedView,
})

const StaffSubscription = shape({
  subscription: Uuid,
  ...SubscriptionView.properties,
  format: orNull(oneOf(webhookFormats)),
  drafted: Type.Boolean(),
})

const staff = { context: 'messaging', permission: 'messaging.send' } as const

export const listSubscriptions = route({
  ...staff,
  id: 'listSubscriptions',
  method: 'GET',
  path: '/messaging/subscriptions',
  summary: 'Who asked to be told, the latest first; of addresses only so much as tells them apart',
  query: shape({ channel: Type.Optional(oneOf(messageChannels)), ...paging }),
  reply: pageOf(StaffSubscription),
  problems: ['request.bad-cursor'],
})

export const addChatSubscription = route({
  ...staff,
  id: 'addChatSubscription',
  method: 'POST',
  path: '/messaging/subscriptions',
  summary: 'Tell a chat, a program or a tool that posts to a social network',
  body: shape({
    place: Type.Union([...PublicPlace.anyOf, shape({ scope: Type.Literal('service'), key: Key })]),
    url: Type.String({ maxLength: 1_000, pattern: '^https?://[^\\s]+$' }),
    format: oneOf(webhookFormats),
    drafted: Type.Boolean({ description: 'A person looks at each message before it goes' }),
    language: Language,
    timeZone: TimeZone,
  }),
  reply: StaffSubscription,
  status: 201,
  idempotent: true,
  problems: [
    'messaging.bad-contact',
    'messaging.place-unknown',
    'messaging.zone-unknown',
    'messaging.subscription-exists',
  ],
})

export const endChatSubscription = route({
  ...staff,
  id: 'endChatSubscription',
  method: 'POST',
  path: '/messaging/subscriptions/:subscription/end',
  summary: 'End a subscription',
  params: shape({ subscription: Uuid }),
  body: shape({ reason: ShortText }),
  reply: StaffSubscription,
  problems: ['messaging.subscription-unknown'],
})
