import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
import { Key, oneOf, orNull, shape } from './common.ts'
import { AskedProof, ContactAddress, personalChannels, TimeZone } from './messaging-subscriptions.ts'
import { route } from './route.ts'

const Language = oneOf(languages)
const mine = { context: 'portal', permission: 'portal.own' } as const
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['22:00'] })

const choices = {
  channels: orNull(
    Type.Array(oneOf(personalChannels), {
      minItems: 1,
      maxItems: personalChannels.length,
      uniqueItems: true,
      description: 'In the order in which they are tried; null: as the operator does it',
    }),
  ),
  language: orNull(Language),
  quiet: orNull(shape({ from: Time, to: Time })),
  timeZone: orNull(TimeZone),
  unwanted: Type.Array(oneOf(personalChannels), {
    maxItems: personalChannels.length,
    uniqueItems: true,
    description: 'Channels through which no messages about outages are wanted',
  }),
}

export const PortalPreferences = shape({
  ...choices,
  contacts: Type.Array(
    shape({
      channel: oneOf(personalChannels),
      address: Type.String({ description: 'As it is registered; of a browser, whose push service it is' }),
      stopped: Type.Boolean({ description: 'Somebody said STOP there; a code sent to it takes that back' }),
    }),
  ),
  offered: Type.Array(oneOf(personalChannels, { description: 'Channels that the operator has' })),
  pushKey: orNull(Type.String({ description: 'The public key of web push (VAPID), base64url' })),
  telegramBot: orNull(Type.String()),
})
export type PortalPreferences = Static<typeof PortalPreferences>

export const getPortalPreferences = route({
  ...mine,
  id: 'getPortalPreferences',
  method: 'GET',
  path: '/portal/preferences',
  summary: 'How I want to be told of outages',
  reply: PortalPreferences,
  versioned: true,
})

export const putPortalPreferences = route({
  ...mine,
  id: 'putPortalPreferences',
  method: 'PUT',
  path: '/portal/preferences',
  summary: 'Say how I want to be told of outages',
  body: shape(choices),
  reply: PortalPreferences,
  versioned: true,
  mostBytes: 4_096,
  problems: ['messaging.zone-unknown'],
})

export const askPortalContact = route({
  ...mine,
  id: 'askPortalContact',
  method: 'POST',
  path: '/portal/contacts',
  summary: 'Add a contact of mine: a code or a link comes to it',
  description: 'With an address at which somebody said STOP, the code takes that back.',
  body: shape({ channel: oneOf(personalChannels), address: orNull(ContactAddress), language: Language }),
  reply: AskedProof,
  status: 202,
  mostBytes: 8_192,
  problems: ['messaging.channel-closed', 'messaging.bad-contact', 'messaging.too-often'],
})

export const askPortalSubscription = route({
  ...mine,
  id: 'askPortalSubscription',
  method: 'POST',
  path: '/portal/subscriptions',
  summary: 'Have somebody else told of one of my services',
  body: shape({
    service: Key,
    channel: oneOf(personalChannels),
    address: orNull(ContactAddress),
    language: Language,
    timeZone: TimeZone,
  }),
  reply: AskedProof,
  status: 202,
  mostBytes: 8_192,
  problems: [
    'portal.not-found',
    'messaging.channel-closed',
    'messaging.bad-contact',
    'messaging.zone-unknown',
    'messaging.too-often',
  ],
})
