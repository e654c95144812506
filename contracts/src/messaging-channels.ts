import { Type, type Static } from 'typebox'
import { chosenBy, Count, Instant, oneOf, orNull, SecretName as secret, shape, ShortText } from './common.ts'
import { Reason } from './outage-views.ts'
import { messageChannels } from './messaging-words.ts'
import { route } from './route.ts'

const line = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000-\\u001f]+$' })

const host = Type.String({ minLength: 1, maxLength: 250, pattern: '^[\\w.:-]+$' })
const port = Type.Integer({ minimum: 1, maximum: 65_535 })
const httpUrl = Type.String({ maxLength: 500, pattern: '^https?://[^\\s]+$' })

/** Where mail that people write comes from. */
export const MailInbox = chosenBy('by', [
  shape({
    by: Type.Literal('imap'),
    host,
    port,
    secure: Type.Boolean(),
    user: line(200),
    password: secret,
    folder: line(200),
  }),
  shape({
    by: Type.Literal('lmtp', { description: 'A mail server of the operator hands it over' }),
    host,
    port,
  }),
])
export type MailInbox = Static<typeof MailInbox>

/** Where mail that cannot be delivered comes back: each message has an address of its own, signed so that nobody can make bounces up. */
export const MailBounces = shape({
  address: Type.String({
    maxLength: 200,
    pattern: '^[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]+$',
    description: '`bounces@example.net` has `bounces+<key>@example.net` as well; all of them lead into the inbox',
  }),
  signing: secret,
})
export type MailBounces = Static<typeof MailBounces>

/** What each kind of provider has to be told; secrets stand in the environment, and only their names here. */
export const MessageChannelSettings = chosenBy('adapter', [
  shape({
    adapter: Type.Literal('smtp'),
    host,
    port,
    secure: Type.Boolean({ description: 'TLS from the first byte; otherwise STARTTLS where it is offered' }),
    user: orNull(line(200)),
    password: orNull(secret),
    from: line(200),
    inbox: orNull(MailInbox),
    bounces: Type.Optional(orNull(MailBounces)),
    authenticatedBy: Type.Optional(
      orNull(
        Type.String({
          pattern: '^[\\w.-]{1,250}$',
          description:
            'The name with which your mail server begins `Authentication-Results` (RFC 8601): where it vouches for the sender, STOP by mail counts; otherwise he gets the link',
        }),
      ),
    ),
  }),
  shape({
    adapter: Type.Literal('http-sms'),
    url: httpUrl,
    from: line(20),
    token: secret,
    signing: orNull(secret),
  }),
  shape({
    adapter: Type.Literal('smpp'),
    host,
    port,
    secure: Type.Boolean({ description: 'TLS from the first byte' }),
    systemId: line(15),
    password: secret,
    systemType: Type.String({ maxLength: 12, pattern: '^[^\\u0000-\\u001f]*$' }),
    from: line(20),
    window: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Requests on the line without an answer' }),
    receiptIds: oneOf(['same', 'hexadecimal', 'decimal'] as const, {
      description: 'How receipts write the id that the answer to a message gave: alike, or in another base',
    }),
  }),
  shape({
    adapter: Type.Literal('whatsapp'),
    url: httpUrl,
    phoneNumberId: Type.String({ pattern: '^\\d{1,30}$' }),
    token: secret,
    appSecret: secret,
    verifyToken: secret,
    templatePrefix: Type.String({ pattern: '^[a-z0-9_]{1,40}$', description: '`pulih` finds `pulih_first`' }),
    codeTemplate: Type.Optional(
      orNull(
        Type.String({
          pattern: '^[a-z0-9_]{1,60}$',
          description:
            'An approved authentication template with a button that copies the code; without one nobody asks to be told by WhatsApp',
        }),
      ),
    ),
  }),
  shape({
    adapter: Type.Literal('telegram'),
    url: httpUrl,
    token: secret,
    webhookSecret: orNull(secret),
  }),
  shape({
    adapter: Type.Literal('web-push'),
    contact: Type.String({ maxLength: 200, pattern: '^(mailto:|https://)[^\\s]+$' }),
    publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{87}$' }),
    privateKey: secret,
  }),
  shape({
    adapter: Type.Literal('webhook'),
    signing: secret,
  }),
])
export type MessageChannelSettings = Static<typeof MessageChannelSettings>

const fields = {
  settings: MessageChannelSettings,
  perSecond: orNull(
    Type.Number({ exclusiveMinimum: 0, maximum: 100_000, description: 'Null: as fast as the provider takes them' }),
  ),
  atOnce: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Hand-overs at the same time' }),
  price: orNull(
    shape({
      amount: Type.String({ pattern: '^\\d{1,6}(\\.\\d{1,6})?$' }),
      currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
    }),
  ),
}

const named = shape({ channel: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })

const MessageChannelView = shape({
  channel: Type.String(),
  kind: oneOf(messageChannels),
  ...fields,
  stopped: orNull(Type.String({ description: 'Why nothing is sent, if nothing is' })),
  missingSecrets: Type.Array(Type.String({ description: 'Names that are not in the environment' })),
  waiting: Count,
  doubtful: Count,
  oldestWaiting: orNull(Instant),
  trouble: orNull(
    shape({
      since: Instant,
      reason: Type.String({ description: 'Why it took nothing the last time, without addresses of people' }),
    }),
  ),
  line: orNull(
    Type.String({ description: 'How the line of this process to the provider stands; null: it tells nothing' }),
  ),
  failing: Type.Integer({ minimum: 0, description: 'Messages that failed in the last hour' }),
})
export type MessageChannelView = Static<typeof MessageChannelView>

const manage = { context: 'messaging', permission: 'settings.write', params: named } as const

export const listMessageChannels = route({
  id: 'listMessageChannels',
  context: 'messaging',
  method: 'GET',
  path: '/messaging/channels',
  summary: 'Ways to providers that bring messages to people, and what waits in each; 10,000 are as many, or more',
  permission: 'settings.read',
  reply: shape({ items: Type.Array(MessageChannelView) }),
})

export const getMessageChannel = route({
  ...manage,
  id: 'getMessageChannel',
  method: 'GET',
  path: '/messaging/channels/:channel',
  summary: 'One way to a provider',
  permission: 'settings.read',
  reply: MessageChannelView,
  versioned: true,
  problems: ['messaging.channel-unknown'],
})

export const addMessageChannel = route({
  id: 'addMessageChannel',
  context: 'messaging',
  method: 'POST',
  path: '/messaging/channels',
  summary: 'Add a way to a provider',
  description:
    'It begins stopped. Each kind of channel has one: mail, SMS, web push, WhatsApp, Telegram, and chats and programs.',
  permission: 'settings.write',
  body: shape({ channel: named.properties.channel, ...fields }),
  reply: MessageChannelView,
  status: 201,
  idempotent: true,
  problems: ['messaging.channel-exists'],
})

export const changeMessageChannel = route({
  ...manage,
  id: 'changeMessageChannel',
  method: 'PUT',
  path: '/messaging/channels/:channel',
  summary: 'Change a way to a provider',
  body: shape(fields),
  reply: MessageChannelView,
  versioned: true,
  problems: ['messaging.channel-unknown', 'messaging.channel-exists'],
})

export const stopMessageChannel = route({
  ...manage,
  id: 'stopMessageChannel',
  method: 'POST',
  path: '/messaging/channels/:channel/stop',
  summary: 'Send nothing more through it; what is being handed over just now still goes',
  permission: 'messaging.send',
  body: shape({ reason: Reason }),
  reply: MessageChannelView,
  problems: ['messaging.channel-unknown'],
})

export const resumeMessageChannel = route({
  ...manage,
  id: 'resumeMessageChannel',
  method: 'POST',
  path: '/messaging/channels/:channel/resume',
  summary: 'Send what waits through it',
  permission: 'messaging.send',
  reply: MessageChannelView,
  problems: ['messaging.channel-unknown'],
})

export const testMessageChannel = route({
  ...manage,
  id: 'testMessageChannel',
  method: 'POST',
  path: '/messaging/channels/:channel/test',
  summary: 'Send one message to an address of your own',
  body: shape({ to: ShortText }),
  reply: shape({
    outcome: oneOf(['accepted', 'refused', 'throttled', 'lost'] as const),
    says: orNull(Type.String()),
  }),
  problems: ['messaging.channel-unknown'],
})
