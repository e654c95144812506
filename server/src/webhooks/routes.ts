import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, readCursor, versioned } from '../platform/index.ts'
import { bodyOf } from './delivery.ts'
import { attemptsOf, findDelivery, listDeliveries } from './delivery-store.ts'
import { listEndpoints } from './endpoint-store.ts'
import { addEndpoint, changeEndpoint, removeEndpoint, rotateSecret } from './manage-endpoints.ts'
import { queueTest, replayDead, replayDelivery } from './queue-deliveries.ts'
import { attemptView, deliveryView, endpointView, endpointViews } from './view.ts'

export function webhookRoutes(app: FastifyInstance): void {
  mount(app, contract.listWebhookEndpoints, async ({ query, db, platform }) => {
    const limit = query.limit ?? 50
    const [after = null] = readCursor(query.cursor, 1) ?? []
    const { items, next } = page(
      await listEndpoints(db, after, limit),
      limit,
      ({ id }) => [id],
      endpoint => endpoint,
    )
    return { items: await endpointViews(db, items, platform.clock.now()), next }
  })
  mount(app, contract.addWebhookEndpoint, async ({ body, work, platform }) => {
    const { url, events, description = '', enabled = true } = body
    const { id, secret } = await addEndpoint(work, platform, { url, events, description, enabled })
    return { endpoint: await endpointView(work.tx, id, work.now), secret }
  })
  mount(app, contract.getWebhookEndpoint, async ({ params, db, platform }) => {
    const view = await endpointView(db, params.endpoint, platform.clock.now())
    return versioned(view, view.revision)
  })
  mount(app, contract.changeWebhookEndpoint, async ({ params, body, work, platform, ifMatch }) => {
    await changeEndpoint(work, platform, params.endpoint, ifMatch, body)
    const view = await endpointView(work.tx, params.endpoint, work.now)
    return versioned(view, view.revision)
  })
  mount(app, contract.removeWebhookEndpoint, async ({ params, work, ifMatch }) => {
    await removeEndpoint(work, params.endpoint, ifMatch)
    return {}
  })
  mount(app, contract.rotateWebhookSecret, async ({ params, body, work, platform }) => {
    const secret = await rotateSecret(work, platform, params.endpoint, body.keepOldHours ?? 24)
    return { endpoint: await endpointView(work.tx, params.endpoint, work.now), secret }
  })
  mount(app, contract.testWebhookEndpoint, async ({ params, work }) =>
    deliveryView(await queueTest(work, params.endpoint)),
  )
  mount(app, contract.replayWebhookEndpoint, async ({ params, work }) => ({
    replayed: await replayDead(work, params.endpoint),
  }))

  mount(app, contract.listWebhookDeliveries, async ({ query, db }) => {
    const limit = query.limit ?? 50
    const [before = null] = readCursor(query.cursor, 1) ?? []
    return page(await listDeliveries(db, query, before, limit), limit, ({ id }) => [id], deliveryView)
  })
  mount(app, contract.getWebhookDelivery, async ({ params, db }) => {
    const delivery = await findDelivery(db, params.delivery)
    const tried = (await attemptsOf(db, delivery.id)).map(attemptView)
    return { ...deliveryView(delivery), body: bodyOf(delivery), tried }
  })
  mount(app, contract.replayWebhookDelivery, async ({ params, work }) =>
    deliveryView(await replayDelivery(work, params.delivery)),
  )
}
