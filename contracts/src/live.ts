import { Type } from 'typebox'
import { shape } from './common.ts'
import type { EventType } from './events/index.ts'
import type { Permission } from './permissions.ts'
import { route } from './route.ts'

type ContextOf<T extends string> = T extends `${infer Name}.${string}` ? Name : never

/** Whoever may look at a context hears what happens in it. */
const readers = {
  network: 'network.read',
  subscribers: 'subscribers.read',
  outages: 'outages.read',
  compensation: 'compensation.read',
  ledger: 'ledger.read',
  // What people have to be told by when is about outages.
  messaging: 'outages.read',
} as const satisfies Readonly<Record<ContextOf<EventType>, Permission>>

export function permissionOfEvent(type: EventType): Permission {
  // Every type begins with its context: `satisfies` above holds for all of them.
  return readers[type.slice(0, type.indexOf('.')) as keyof typeof readers]
}

export const watchEvents = route({
  id: 'watchEvents',
  context: 'operations',
  method: 'GET',
  path: '/events/stream',
  summary: 'What happens, as it happens: server-sent events',
  description:
    'One JSON object each: `id`, `type`, `subject`, `data`, `at`, of those events that the caller may read about. ' +
    '`Last-Event-ID` or `after` goes on where a stream broke off, at least once for each event; where too much happened since then, ' +
    'an event named `reset` says that everything should be read anew. A stream ends after five minutes: open it again.',
  permission: 'signed-in',
  query: shape({ after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$', description: 'Id of the last event' })) }),
  reply: Type.String(),
  media: 'text/event-stream',
  problems: ['request.too-many'],
})
