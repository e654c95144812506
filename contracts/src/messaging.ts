import { Type, type Static } from 'typebox'
import { Count, Instant, oneOf, orNull, shape, Uuid } from './common.ts'
import { oneOutage } from './outage-views.ts'
import { messageChannels } from './messaging-words.ts'
import { route } from './route.ts'

export const noticeStates = ['held', 'released', 'cancelled'] as const
export const noticeKindNames = [
  'first',
  'update',
  'etr',
  'restored',
  'retracted',
  'planned',
  'reminder',
  'credit',
] as const
const Language = oneOf(['en', 'id', 'pl'] as const)

export const NoticeView = shape({
  notice: Uuid,
  kind: oneOf(noticeKindNames),
  version: Count,
  state: oneOf(noticeStates),
  releaseAt: orNull(Instant),
  createdAt: Instant,
  releasedAt: orNull(Instant),
  actor: Type.String(),
  messages: shape({
    waiting: Count,
    sending: Count,
    doubtful: Type.Integer({ minimum: 0, description: 'Nobody knows whether they arrived; a person decides' }),
    sent: Count,
    delivered: Count,
    read: Count,
    failed: Count,
    cancelled: Count,
  }),
})
export type NoticeView = Static<typeof NoticeView>

export const listNotices = route({
  id: 'listNotices',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/notices',
  summary: 'What people were told of an outage, the latest first, and how far the messages have come',
  permission: 'outages.read',
  params: oneOutage,
  reply: shape({ items: Type.Array(NoticeView) }),
  problems: ['outages.not-found'],
})

export const previewNotice = route({
  id: 'previewNotice',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/notices/preview',
  summary: 'Whom a notice would reach, by which channel and in which language, and with what words',
  permission: 'outages.read',
  params: oneOutage,
  query: shape({ kind: Type.Optional(oneOf(noticeKindNames)) }),
  reply: shape({
    people: Type.Array(
      shape({
        channel: orNull(oneOf(messageChannels, { description: 'Null: nothing reaches them' })),
        language: Language,
        people: Count,
      }),
    ),
    texts: Type.Array(
      shape({
        channel: oneOf(messageChannels),
        language: Language,
        subject: Type.String(),
        text: Type.String(),
        segments: orNull(Type.Integer({ minimum: 1, description: 'How many SMS it is' })),
        missing: orNull(Type.String({ description: 'The fact without which it is not sent' })),
      }),
    ),
  }),
  problems: ['outages.not-found'],
})

const oneNotice = shape({ notice: Uuid })

export const releaseNotice = route({
  id: 'releaseNotice',
  context: 'messaging',
  method: 'POST',
  path: '/notices/:notice/release',
  summary: 'Let a held notice out now',
  permission: 'messaging.send',
  params: oneNotice,
  reply: NoticeView,
  problems: ['messaging.notice-unknown', 'messaging.not-held'],
})

export const cancelNotice = route({
  id: 'cancelNotice',
  context: 'messaging',
  method: 'POST',
  path: '/notices/:notice/cancel',
  summary: 'Keep a held notice from going out',
  permission: 'messaging.send',
  params: oneNotice,
  reply: NoticeView,
  problems: ['messaging.notice-unknown', 'messaging.not-held'],
})
