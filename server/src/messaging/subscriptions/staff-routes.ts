import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, problem, readCursor, refusedHost, type Config } from '../../platform/index.ts'
import { addressIn } from './address.ts'
import { placeIn, requireZone } from './places.ts'
import * as store from './store.ts'
import { liftStop } from './stops.ts'
import { subscriptionView, type Subscription } from './subscription.ts'

const usual = 50

/** Staff see who asked, connect chats and tools, and end what somebody wants ended. */
export function staffSubscriptionRoutes(app: FastifyInstance): void {
  mount(app, contracts.listSubscriptions, async ({ db, query }) => {
    const { limit = usual, channel = null } = query
    const [askedAt, id] = readCursor(query.cursor, 2) ?? []
    const after = askedAt === undefined || id === undefined ? null : { askedAt, id }
    const rows = await store.listSubscriptions(db, channel, after, limit)
    return page(rows, limit, row => [row.askedAt.toString(), row.id], viewOf)
  })

  mount(app, contracts.addChatSubscription, async ({ actor, body, platform, work }) => {
    const { format, drafted, language, timeZone } = body
    const address = addressIn('webhook', body.url)
    if (address === null || !isUsable(address, platform.config))
      throw problem('messaging.bad-contact', { channel: 'webhook' })
    requireZone(timeZone)
    const place = await placeIn(work.tx, body.place)
    const given = { ...place, channel: 'webhook', address, language, timeZone, format, drafted } as const
    const id = await store.insertSubscription(work.tx, { ...given, askedAt: work.now, actor: actor.id }, work.now)
    if (id === null) throw problem('messaging.subscription-exists')
    // Whoever connects it anew says that somebody is there again.
    await liftStop(work, { channel: 'webhook', address }, `subscription:${id}`)
    work.audit('messaging.subscription-made', `subscription:${id}`, { scope: place.scope, channel: 'webhook', format })
    return viewOf(requireFound(await store.findSubscription(work.tx, id), id))
  })

  mount(app, contracts.endChatSubscription, async ({ body, params, work }) => {
    const id = params.subscription
    requireFound(await store.lockSubscription(work.tx, id), id)
    await store.endSubscription(work.tx, id, work.now)
    work.audit('messaging.subscription-ended', `subscription:${id}`, { reason: body.reason })
    return viewOf(requireFound(await store.findSubscription(work.tx, id), id))
  })
}

/** What is sent later is checked then, when names are looked up; this refuses early what can never be. */
function isUsable(address: string, { allowPrivateTargets }: Config): boolean {
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  return (allowPrivateTargets || url.protocol === 'https:') && refusedHost(url, allowPrivateTargets) === null
}

function viewOf(subscription: Subscription) {
  const { id, format, drafted } = subscription
  return { subscription: id, ...subscriptionView(subscription), format, drafted }
}

function requireFound(found: Subscription | null, id: string): Subscription {
  if (found === null) throw problem('messaging.subscription-unknown', { subscription: id })
  return found
}
