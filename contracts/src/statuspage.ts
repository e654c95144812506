import { Type } from 'typebox'
import { Count, Instant, Key, orNull, shape } from './common.ts'
import { route } from './route.ts'

export const getStatuspage = route({
  id: 'getStatuspage',
  context: 'statuspage',
  method: 'GET',
  path: '/statuspage',
  summary: 'Where the public status page is and what it shows',
  permission: 'outages.read',
  reply: shape({
    url: Type.String(),
    revision: Count,
    publishedAt: orNull(Instant),
    open: Count,
    planned: Count,
    languages: Type.Array(Type.String()),
  }),
})

export const createStatusLink = route({
  id: 'createStatusLink',
  context: 'statuspage',
  method: 'POST',
  path: '/statuspage/links',
  summary: 'Sign a link that tells one subscriber whether his service is hit',
  description:
    'It answers without a sign-in, for this service alone, and shows nothing about anybody. After it has expired it tells to look oneself up. Signing one keeps nothing.',
  permission: 'subscribers.personal',
  body: shape({ service: Key, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 400, default: 30 })) }),
  reply: shape({ url: Type.String(), expiresAt: Instant }),
  status: 201,
  problems: ['statuspage.unknown-service'],
})

const Incidents = Type.Array(Type.Unknown(), { maxItems: 1_000 })

export const importHistory = route({
  id: 'importHistory',
  context: 'statuspage',
  method: 'POST',
  path: '/statuspage/history',
  summary: 'Take along what another status page told (Statuspage v2 JSON)',
  description:
    'The contents of `incidents.json` and `scheduled-maintenances.json`. What is over is shown in the history; what is open is left where it is. Sent again, nothing changes. What cannot be read is named and left out.',
  permission: 'settings.write',
  body: shape({
    incidents: Type.Optional(Incidents),
    scheduledMaintenances: Type.Optional(Incidents),
    dryRun: Type.Optional(Type.Boolean({ description: 'Only say what would happen' })),
  }),
  reply: shape({
    added: Count,
    changed: Count,
    unchanged: Count,
    open: Type.Integer({ minimum: 0, description: 'Not over, and left out' }),
    mistakes: Type.Array(shape({ pointer: Type.String(), code: Type.String(), says: Type.String() })),
    mistakesInAll: Count,
  }),
  idempotent: true,
})
