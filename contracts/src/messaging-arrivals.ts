import { Type } from 'typebox'
import { shape } from './common.ts'
import { route } from './route.ts'

const params = shape({ channel: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })

export const greetMessageChannel = route({
  id: 'greetMessageChannel',
  context: 'messaging',
  method: 'GET',
  path: '/messaging/arrivals/:channel',
  summary: 'Answer a provider that asks whether this is the right place for what it brings',
  permission: 'anyone',
  params,
  // As Meta asks.
  query: shape({
    'hub.mode': Type.Optional(Type.String({ maxLength: 100 })),
    'hub.challenge': Type.Optional(Type.String({ maxLength: 500 })),
    'hub.verify_token': Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: Type.String(),
  media: 'text/plain; charset=utf-8',
  problems: ['messaging.channel-unknown', 'messaging.not-genuine'],
})

export const receiveMessageArrival = route({
  id: 'receiveMessageArrival',
  context: 'messaging',
  method: 'POST',
  path: '/messaging/arrivals/:channel',
  summary: 'Bring a receipt, or what somebody wrote',
  description:
    'In the form of the provider and signed as he does it. It is kept before it is acknowledged, and worked out afterwards; what comes twice is kept once.',
  permission: 'anyone',
  params,
  accepts: ['application/json', 'application/x-www-form-urlencoded', 'text/plain'],
  mostBytes: 4 * 1024 * 1024,
  reply: shape({ received: Type.Literal(true) }),
  problems: ['messaging.channel-unknown', 'messaging.not-genuine'],
})
