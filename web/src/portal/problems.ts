import { Refused } from './api.ts'
import type { MessageKey, Say } from './say.ts'

/** Whatever an operation of the portal may refuse; a test compares this with the contracts, and the messages with both. */
export const problemCodes = [
  'portal.not-found',
  'portal.no-codes',
  'portal.wrong-code',
  'portal.too-often',
  'portal.no-provider',
  'portal.provider-away',
  'portal.provider-refused',
  'portal.already-appealed',
  'messaging.channel-closed',
  'messaging.bad-contact',
  'messaging.place-unknown',
  'messaging.zone-unknown',
  'messaging.too-often',
  'messaging.wrong-code',
  'messaging.link-unknown',
  'messaging.subscription-exists',
  'version.required',
  'version.outdated',
  'request.invalid',
  'request.not-json',
  'request.bad-cursor',
  'request.too-large',
  'request.wrong-media',
  'request.not-found',
  'request.too-many',
  'request.conflict',
  'request.not-valid-here',
  'access.unauthenticated',
  'access.forbidden',
  'access.foreign-origin',
  'service.unavailable',
  'service.failed',
] as const

/** A message with its values. */
export interface Said<Key = MessageKey> {
  readonly key: Key
  readonly values: Readonly<Record<string, string | number>>
}

/** What a refusal says. Where no answer came, or one that nobody knows, that is said. */
export function saidOf(reason: unknown): Said {
  const { code, values } = reason instanceof Refused ? reason : new Refused('unreachable')
  const known = problemCodes.find(each => each === code)
  if (known === undefined) return { key: 'state.failed-text', values: {} }
  const plain = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)])
  // Nobody counts seconds.
  const minutes = Math.max(1, Math.ceil(Number(values['seconds'] ?? 60) / 60))
  return { key: `problem.${known}`, values: { ...Object.fromEntries(plain), minutes } }
}

export function sayRefusal(say: Say, reason: unknown): string {
  const { key, values } = saidOf(reason)
  return say(key, values)
}
