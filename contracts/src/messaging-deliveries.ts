import { Type, type Static } from 'typebox'
import { Count, Instant, Key, LongText, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { messageChannels, noticeKindNames } from './messaging-words.ts'
import { oneOutage, Reason } from './outage-views.ts'
import { route } from './route.ts'

export const messageStateNames = [
  'waiting',
  'sending',
  'doubtful',
  'sent',
  'delivered',
  'read',
  'failed',
  'cancelled',
] as const

const MessageId = Type.String({ pattern: '^\\d{1,18}$' })

/** One thing that one person gets through one channel, as staff see it. */
export const MessageView = shape({
  message: MessageId,
  notice: orNull(Uuid),
  kind: orNull(oneOf(noticeKindNames, { description: 'Null: an answer or a code' })),
  outage: orNull(Type.String({ description: 'The number of the outage that it tells of' })),
  customer: orNull(Key),
  channel: oneOf(messageChannels),
  address: Type.String({ description: 'So much of it that its owner knows it again' }),
  language: Type.String(),
  state: oneOf(messageStateNames),
  drafted: Type.Boolean({ description: 'A person has to let it go' }),
  position: Type.Integer({ minimum: 0, description: 'How many other ways were tried before' }),
  attempts: Count,
  parts: orNull(Type.Integer({ minimum: 1, description: 'Of an SMS: how many are paid for' })),
  reason: orNull(Type.String()),
  sentAt: orNull(Instant),
  updatedAt: Instant,
})
export type MessageView = Static<typeof MessageView>

export const listNoticeMessages = route({
  id: 'listNoticeMessages',
  context: 'messaging',
  method: 'GET',
  path: '/notices/:notice/messages',
  summary: 'Who got a notice, by what, and how far each message has come',
  permission: 'subscribers.read',
  params: shape({ notice: Uuid }),
  query: shape({
    ...paging,
    state: Type.Optional(oneOf(messageStateNames)),
    channel: Type.Optional(oneOf(messageChannels)),
    customer: Type.Optional(Key),
  }),
  reply: pageOf(MessageView),
  problems: ['messaging.notice-unknown'],
})

export const listCustomerMessages = route({
  id: 'listCustomerMessages',
  context: 'messaging',
  method: 'GET',
  path: '/customers/:customer/messages',
  summary: 'What a customer was told, the latest first',
  permission: 'subscribers.read',
  params: shape({ customer: Key }),
  query: shape({ ...paging }),
  reply: pageOf(MessageView),
})

/** With its words, for a person who decides about it. */
export const LookedAtMessage = shape({
  ...MessageView.properties,
  subject: Type.String(),
  text: Type.String(),
})
export type LookedAtMessage = Static<typeof LookedAtMessage>

export const listMessagesToDecide = route({
  id: 'listMessagesToDecide',
  context: 'messaging',
  method: 'GET',
  path: '/messaging/to-decide',
  summary: 'Messages that wait for a person: doubts, of which nobody knows whether they arrived, and drafts',
  permission: 'subscribers.read',
  query: shape({ ...paging, what: oneOf(['doubts', 'drafts'] as const) }),
  reply: pageOf(LookedAtMessage),
})

const oneMessage = shape({ message: MessageId })

export const settleMessage = route({
  id: 'settleMessage',
  context: 'messaging',
  method: 'POST',
  path: '/messages/:message/settle',
  summary: 'Say whether a doubtful message arrived; one that did not is sent again',
  permission: 'messaging.send',
  params: oneMessage,
  body: shape({ arrived: Type.Boolean(), reason: Reason }),
  reply: MessageView,
  problems: ['messaging.message-unknown', 'messaging.not-doubtful'],
})

export const settleDoubts = route({
  id: 'settleDoubts',
  context: 'messaging',
  method: 'POST',
  path: '/notices/:notice/settle-doubts',
  summary: 'Say of all doubtful messages of a notice whether they arrived',
  permission: 'messaging.send',
  params: shape({ notice: Uuid }),
  body: shape({ arrived: Type.Boolean(), reason: Reason }),
  reply: shape({ settled: Count }),
  problems: ['messaging.notice-unknown'],
})

export const sendDraft = route({
  id: 'sendDraft',
  context: 'messaging',
  method: 'POST',
  path: '/messages/:message/send',
  summary: 'Let a draft go, in its own words or in yours',
  permission: 'messaging.send',
  params: oneMessage,
  body: shape({ subject: Type.Optional(ShortText), text: Type.Optional(LongText) }),
  reply: MessageView,
  problems: ['messaging.message-unknown', 'messaging.not-drafted'],
})

export const discardDraft = route({
  id: 'discardDraft',
  context: 'messaging',
  method: 'POST',
  path: '/messages/:message/discard',
  summary: 'Throw a draft away',
  permission: 'messaging.send',
  params: oneMessage,
  reply: MessageView,
  problems: ['messaging.message-unknown', 'messaging.not-drafted'],
})

/** Somebody whom a person should telephone. */
export const CallView = shape({
  customer: Key,
  name: orNull(Type.String()),
  why: oneOf(['business', 'segment', 'not-reached'] as const),
  segment: orNull(Type.String()),
  phone: orNull(Type.String({ description: 'Null: there is no number' })),
  language: orNull(Type.String()),
  services: Count,
  calledAt: orNull(Instant),
  calledBy: orNull(Type.String()),
  outcome: orNull(oneOf(['reached', 'not-there', 'wrong-number'] as const)),
})
export type CallView = Static<typeof CallView>

const callQuery = shape({ ...paging, open: Type.Optional(Type.Boolean({ description: 'Only those not reached yet' })) })

export const listCalls = route({
  id: 'listCalls',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/calls',
  summary:
    'Whom to telephone because of an outage: business, those of segments that you name, and whom nothing reaches',
  permission: 'subscribers.personal',
  params: oneOutage,
  query: callQuery,
  reply: pageOf(CallView),
  problems: ['outages.not-found'],
})

export const noteCall = route({
  id: 'noteCall',
  context: 'messaging',
  method: 'PUT',
  path: '/outages/:outage/calls/:customer',
  summary: 'Note what came of a call',
  // Whoever sees the list is who calls.
  permission: 'subscribers.personal',
  params: shape({ outage: oneOutage.properties.outage, customer: Key }),
  body: shape({ outcome: oneOf(['reached', 'not-there', 'wrong-number'] as const) }),
  reply: shape({ noted: Type.Literal(true) }),
  problems: ['outages.not-found', 'subscribers.customer-not-found'],
})

export const InboundView = shape({
  inbound: MessageId,
  channel: oneOf(messageChannels),
  address: Type.String(),
  subject: orNull(Type.String()),
  text: Type.String(),
  keyword: orNull(Type.String()),
  automatic: Type.Boolean({ description: 'No person wrote it' }),
  at: Instant,
  answer: orNull(Type.String({ description: 'What was answered by itself' })),
  unanswered: orNull(
    oneOf(['too-often', 'too-many'] as const, {
      description: 'Why it was not: he wrote too often, or the answers of the channel were used up that day',
    }),
  ),
})
export type InboundView = Static<typeof InboundView>

export const listInbound = route({
  id: 'listInbound',
  context: 'messaging',
  method: 'GET',
  path: '/messaging/inbound',
  summary: 'What people wrote, the latest first',
  permission: 'subscribers.personal',
  query: shape({
    ...paging,
    channel: Type.Optional(oneOf(messageChannels)),
    reports: Type.Optional(
      oneOf(['only'] as const, { description: 'Only those that say that something does not work: AWARIA, GANGGUAN' }),
    ),
  }),
  reply: pageOf(InboundView),
})
