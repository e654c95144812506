import { problem, type HappenedEvent, type Work } from '../platform/index.ts'
import { testType, type Delivery } from './delivery.ts'
import { findDelivery, insertDeliveries, insertTest, requeue, requeueDead } from './delivery-store.ts'
import { lockEndpoint, lockEndpointIfThere, wakeEndpoint } from './endpoint-store.ts'

export const sendJob = 'webhooks.send'

/** Makes an event known to every endpoint that wants it. Done twice it adds nothing. */
export async function queueEvent(work: Work, event: HappenedEvent): Promise<void> {
  if ((await insertDeliveries(work.tx, event, work.now)) > 0) await hurry(work)
}

export async function queueTest(work: Work, endpoint: string): Promise<Delivery> {
  await lockEnabled(work, endpoint)
  const delivery = await insertTest(work.tx, endpoint, testType, work.now)
  work.audit('webhooks.test-sent', endpoint, { delivery: delivery.id })
  await hurry(work)
  return delivery
}

/** Sends a delivery again under its own id, so that a receiver which has it already can tell. */
export async function replayDelivery(work: Work, id: string): Promise<Delivery> {
  const { endpointId } = await findDelivery(work.tx, id)
  await lockEnabled(work, endpointId)
  const delivery = await requeue(work.tx, id, work.now)
  if (!delivery) throw problem('webhooks.under-way', { delivery: id })
  work.audit('webhooks.delivery-replayed', id, { endpoint: endpointId })
  await hurry(work)
  return delivery
}

export async function replayDead(work: Work, endpoint: string): Promise<number> {
  await lockEndpoint(work.tx, endpoint)
  await lockEnabled(work, endpoint)
  const replayed = await requeueDead(work.tx, endpoint, work.now)
  work.audit('webhooks.endpoint-replayed', endpoint, { deliveries: replayed })
  if (replayed > 0) await hurry(work)
  return replayed
}

/** Somebody wants it sent now, so the endpoint's rest is over too. A removed endpoint is told nothing either. */
async function lockEnabled({ tx }: Work, id: string): Promise<void> {
  const endpoint = await lockEndpointIfThere(tx, id)
  if (!endpoint || endpoint.disabled !== null) throw problem('webhooks.endpoint-disabled', { endpoint: id })
  await wakeEndpoint(tx, id)
}

/** One job for all that is queued about now, as the last statement: whoever queues too waits for it. */
async function hurry(work: Work): Promise<void> {
  await work.enqueue(sendJob, {}, { key: sendJob })
}
