import { problem, requireMatch, type Platform, type Work } from '../platform/index.ts'
import { buryOpen } from './delivery-store.ts'
import { checkAddress, type Endpoint } from './endpoint.ts'
import * as store from './endpoint-store.ts'
import { newSecret, seal } from './seal.ts'

const mostEndpoints = 200
const mostSecrets = 5

type Wanted = Pick<Endpoint, 'url' | 'events' | 'description'> & { readonly enabled: boolean }

/** Returns the secret too, which can never be read again. */
export async function addEndpoint(
  work: Work,
  platform: Platform,
  { enabled, ...given }: Wanted,
): Promise<{ id: string; secret: string }> {
  checkAddress(given.url, platform.config.allowPrivateTargets)
  if ((await store.countEndpoints(work.tx)) >= mostEndpoints)
    throw problem('webhooks.too-many-endpoints', { most: mostEndpoints })
  const disabled = enabled ? null : 'by-hand'
  const { id } = await store.insertEndpoint(work.tx, { ...given, disabled, createdAt: work.now })
  work.audit('webhooks.endpoint-added', id, { events: given.events })
  return { id, secret: await addSecret(work, platform, id) }
}

/** Its version changes with each change. Whatever was wrong with it is forgotten when it is enabled or moves elsewhere. */
export async function changeEndpoint(
  work: Work,
  platform: Platform,
  id: string,
  ifMatch: string | null,
  change: Partial<Wanted>,
): Promise<void> {
  const before = await store.lockEndpoint(work.tx, id)
  requireMatch(ifMatch, before.revision)
  const { enabled, ...rest } = change
  const disabled = enabled === undefined ? before.disabled : enabled ? null : ('by-hand' as const)
  const after = { ...before, ...rest, disabled }
  checkAddress(after.url, platform.config.allowPrivateTargets)
  const isFresh = (before.disabled !== null && disabled === null) || after.url !== before.url
  await store.saveEndpoint(work.tx, isFresh ? { ...after, failingSince: null, failures: 0, restsUntil: null } : after)
  if (before.disabled === null && disabled !== null) await buryOpen(work.tx, id, work.now)
  work.audit('webhooks.endpoint-changed', id, { fields: Object.keys(change), disabled })
}

export async function removeEndpoint(work: Work, id: string, ifMatch: string | null): Promise<void> {
  const { revision } = await store.lockEndpoint(work.tx, id)
  requireMatch(ifMatch, revision)
  await store.markRemoved(work.tx, id, work.now)
  await buryOpen(work.tx, id, work.now)
  work.audit('webhooks.endpoint-removed', id)
}

/** A new secret; the earlier ones sign too for so many hours, so that a receiver can change over without losing a message. */
export async function rotateSecret(work: Work, platform: Platform, id: string, keepOldHours: number): Promise<string> {
  await store.lockEndpoint(work.tx, id)
  await store.expireSecrets(work.tx, id, work.now.add({ hours: keepOldHours }), work.now)
  if ((await store.secretsOf(work.tx, [id], work.now)).length >= mostSecrets)
    throw problem('webhooks.too-many-secrets', { most: mostSecrets })
  work.audit('webhooks.secret-rotated', id, { keepOldHours })
  return addSecret(work, platform, id)
}

async function addSecret({ tx, now }: Work, { config }: Platform, endpointId: string): Promise<string> {
  const secret = newSecret()
  const sealed = seal(Buffer.from(secret), endpointId, config.secret('webhooks'))
  await store.insertSecret(tx, { endpointId, sealed, createdAt: now })
  return secret
}
