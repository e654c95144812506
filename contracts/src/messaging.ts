import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
import { Count, Instant, LongText, oneOf, orNull, shape, Uuid } from './common.ts'
import { oneOutage } from './outage-views.ts'
import { PressView } from './messaging-press.ts'
import { messageChannels, noticeKindNames } from './messaging-words.ts'
import { route } from './route.ts'

export const noticeStates = ['held', 'released', 'cancelled'] as const
const Language = oneOf(languages)

export const NoticeView = shape({
  notice: Uuid,
  kind: oneOf(noticeKindNames),
  version: Count,
  state: oneOf(noticeStates),
  releaseAt: orNull(Instant),
  createdAt: Instant,
  releasedAt: orNull(Instant),
  actor: Type.String(),
  words: shape({
    en: Type.Optional(Type.String()),
    id: Type.Optional(Type.String()),
    pl: Type.Optional(Type.String()),
  }),
  revision: Count,
  unsaid: orNull(
    shape({
      language: Language,
      channel: oneOf(messageChannels),
      fact: Type.String({ description: 'What it needs' }),
    }),
  ),
  cost: Type.Array(shape({ amount: Type.String(), currency: Type.String() })),
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

const NoticeText = shape({
  channel: oneOf(messageChannels),
  language: Language,
  subject: Type.String(),
  text: Type.String(),
  segments: orNull(Type.Integer({ minimum: 1, description: 'How many SMS it is' })),
  missing: orNull(Type.String({ description: 'The fact without which it is not sent' })),
})

export const previewNotice = route({
  id: 'previewNotice',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/notices/preview',
  summary: 'Whom a notice would reach, by which channel and in which language, and with what words',
  permission: 'outages.read',
  params: oneOutage,
  query: shape({
    kind: Type.Optional(oneOf(noticeKindNames)),
    notice: Type.Optional(Type.String({ format: 'uuid', description: 'One that is held, as it is' })),
  }),
  reply: shape({
    people: Type.Array(
      shape({
        channel: orNull(oneOf(messageChannels, { description: 'Null: nothing reaches them' })),
        language: Language,
        people: Count,
        subscribed: Type.Boolean({
          description:
            'They asked to be told of this place. Before the first word customers hit by it may be among them, who are told once',
        }),
        stopped: Type.Boolean({ description: 'Nothing is sent by this channel now: their messages wait' }),
        cost: orNull(shape({ amount: Type.String({ description: 'At most, as a decimal' }), currency: Type.String() })),
      }),
    ),
    subscribers: Type.Integer({ minimum: 0, description: 'How many of them asked to be told of this place' }),
    calls: Type.Integer({ minimum: 0, description: 'Whom a person should telephone' }),
    texts: Type.Array(NoticeText),
    press: Type.Array(PressView),
  }),
  problems: ['outages.not-found', 'messaging.notice-unknown'],
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
  problems: ['messaging.notice-unknown', 'messaging.not-held', 'messaging.no-beginning', 'messaging.not-said'],
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

export const startNotice = route({
  id: 'startNotice',
  context: 'messaging',
  method: 'POST',
  path: '/outages/:outage/notices',
  summary: 'Prepare a notice by hand, held until somebody lets it out',
  permission: 'messaging.send',
  params: oneOutage,
  body: shape({ kind: oneOf(['first', 'update', 'restored', 'retracted', 'planned', 'reminder'] as const) }),
  reply: NoticeView,
  status: 201,
  idempotent: true,
  problems: ['outages.not-found', 'messaging.no-beginning', 'messaging.begun'],
})

const OwnWords = shape({
  en: Type.Optional(LongText),
  id: Type.Optional(LongText),
  pl: Type.Optional(LongText),
})

export const previewWords = route({
  id: 'previewWords',
  context: 'messaging',
  method: 'POST',
  path: '/notices/:notice/preview',
  summary: 'What a notice would say with other words of yours; nothing is kept',
  permission: 'outages.read',
  params: oneNotice,
  body: shape({ words: OwnWords }),
  reply: shape({ texts: Type.Array(NoticeText), press: Type.Array(PressView) }),
  problems: ['messaging.notice-unknown'],
})

export const holdNotice = route({
  id: 'holdNotice',
  context: 'messaging',
  method: 'POST',
  path: '/notices/:notice/hold',
  summary: 'Let a held notice wait until somebody lets it out, however long that takes',
  permission: 'messaging.send',
  params: oneNotice,
  reply: NoticeView,
  problems: ['messaging.notice-unknown', 'messaging.not-held'],
})

export const wordNotice = route({
  id: 'wordNotice',
  context: 'messaging',
  method: 'PUT',
  path: '/notices/:notice/words',
  summary: "Change the operator's own words of a held notice",
  permission: 'messaging.send',
  params: oneNotice,
  body: shape({ words: OwnWords }),
  reply: NoticeView,
  versioned: true,
  problems: ['messaging.notice-unknown', 'messaging.not-held'],
})
