import type { WebhookAttemptView, WebhookDeliveryView, WebhookEndpointView } from '@pulih/contracts'
import { isEncrypted, type Db, type Tx } from '../platform/index.ts'
import type { Delivery } from './delivery.ts'
import { countOpenAndDead, type Attempt } from './delivery-store.ts'
import type { Endpoint } from './endpoint.ts'
import { findEndpoint, secretsOf } from './endpoint-store.ts'

export async function endpointView(db: Db | Tx, id: string, now: Temporal.Instant): Promise<WebhookEndpointView> {
  const [view] = await endpointViews(db, [await findEndpoint(db, id)], now)
  if (!view) throw new Error('an endpoint has no view')
  return view
}

export async function endpointViews(
  db: Db | Tx,
  endpoints: readonly Endpoint[],
  now: Temporal.Instant,
): Promise<WebhookEndpointView[]> {
  const ids = endpoints.map(({ id }) => id)
  const [secrets, counts] = [await secretsOf(db, ids, now), await countOpenAndDead(db, ids)]
  return endpoints.map(endpoint => {
    const { id, url, events, description, disabled, revision } = endpoint
    const count = counts.find(each => each.endpointId === id)
    return {
      id,
      url,
      // `*` stands alone: the contract lets nobody mix it with others.
      events: events.includes('*') ? ['*'] : events.filter(type => type !== '*'),
      description,
      enabled: disabled === null,
      disabledBecause: disabled,
      failingSince: endpoint.failingSince?.toString() ?? null,
      restsUntil: endpoint.restsUntil?.toString() ?? null,
      secrets: secrets
        .filter(({ endpointId }) => endpointId === id)
        .map(secret => ({
          id: secret.id,
          createdAt: secret.createdAt.toString(),
          expiresAt: secret.expiresAt?.toString() ?? null,
          encrypted: isEncrypted(secret.sealed),
        })),
      waiting: count?.waiting ?? 0,
      dead: count?.dead ?? 0,
      createdAt: endpoint.createdAt.toString(),
      revision,
    }
  })
}

export function deliveryView(delivery: Delivery): WebhookDeliveryView {
  const { id, endpointId, eventId, type, subject, state, attempts, reason, dueAt } = delivery
  return {
    id,
    endpoint: endpointId,
    event: eventId?.toString() ?? null,
    type,
    subject,
    state,
    attempts,
    nextAttemptAt: state === 'waiting' ? (dueAt?.toString() ?? null) : null,
    reason,
    happenedAt: delivery.happenedAt.toString(),
    createdAt: delivery.createdAt.toString(),
    deliveredAt: delivery.deliveredAt?.toString() ?? null,
  }
}

export function attemptView({ startedAt, endedAt, ...attempt }: Attempt): WebhookAttemptView {
  return { ...attempt, startedAt: startedAt.toString(), endedAt: endedAt?.toString() ?? null }
}
