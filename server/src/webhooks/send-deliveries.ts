import type { WebhookPatience } from '@pulih/contracts'
import {
  readSetting,
  sign,
  signatureHeader,
  systemActor,
  type Exchange,
  type Platform,
  type Work,
} from '../platform/index.ts'
import { bodyOf, delaySeconds, isSpent, outcomeOf, restSeconds, type Delivery, type Outcome } from './delivery.ts'
import { buryOpen } from './delivery-store.ts'
import type { Endpoint, Secret } from './endpoint.ts'
import {
  findEndpoint,
  forgetFailures,
  lockEndpointIfThere,
  saveEndpoint,
  saveHealth,
  secretsOf,
} from './endpoint-store.ts'
import { patienceSetting } from './patience.ts'
import { unseal } from './seal.ts'
import * as store from './sending-store.ts'

/** What senders need of the world. */
export interface Wiring {
  readonly exchange: (platform: Platform) => Exchange
  /** From 0 up to 1. */
  readonly random: () => number
}

/** Where a process may die. Tests let it die there. */
export type Probe = (point: 'before-sending' | 'after-sending') => void

const worker = systemActor('webhooks')
/** Longer than an attempt can take, so that nobody is given up while he is still waiting for an answer. */
const leaseSeconds = 60

/**
 * Sends what is due until nothing is left; any number of senders may do this at once. An attempt is committed, then the receiver is
 * called outside of any transaction, then what came of it is committed. Whoever dies in between is given up after a while, and the
 * delivery is sent again under the same id: at least once, and the receiver can tell.
 */
export async function sendDue(platform: Platform, wiring: Wiring, probe: Probe = () => undefined): Promise<void> {
  const patience = await readSetting(platform.db, patienceSetting)
  for (let done = 0; done < 1_000; done++) {
    const claimed = await platform.work(worker, work => claim(work, patience))
    if (claimed === null) return
    if (claimed === 'given-up') continue
    probe('before-sending')
    const outcome = await send(platform, wiring, claimed)
    probe('after-sending')
    await platform.work(worker, work => record(work, claimed, outcome, patience, wiring.random()))
  }
}

interface Claimed {
  readonly delivery: Delivery
  readonly number: number
  readonly endpoint: Endpoint
  readonly secrets: readonly Secret[]
}

async function claim(work: Work, patience: WebhookPatience): Promise<Claimed | 'given-up' | null> {
  const { tx, now } = work
  for (const id of await store.endpointsWithWork(tx, now)) {
    const delivery = await store.lockDue(tx, id, now)
    if (!delivery) continue
    if (delivery.state === 'sending' && isSpent(delivery, delivery.tries, patience, now)) {
      await store.markVanished(tx, delivery.id, now)
      await store.markFailed(tx, delivery.id, delivery.attempts, {
        at: null,
        reason: 'nobody knows whether it arrived',
        now,
      })
      return 'given-up'
    }
    const number = await store.beginAttempt(tx, delivery, now, now.add({ seconds: leaseSeconds }))
    const endpoint = await findEndpoint(tx, id)
    return { delivery, number, endpoint, secrets: await secretsOf(tx, [id], now) }
  }
  return null
}

async function send(
  platform: Platform,
  wiring: Wiring,
  { delivery, number, endpoint, secrets }: Claimed,
): Promise<Outcome> {
  const now = platform.clock.now()
  const body = bodyOf(delivery)
  const key = platform.config.secret('webhooks')
  let signature: string
  try {
    const opened = secrets.map(({ sealed }) => Buffer.from(unseal(sealed, endpoint.id, key)).toString('utf8'))
    signature = sign(body, now, opened)
  } catch (reason) {
    const said = reason instanceof Error ? reason.message : String(reason)
    platform.log.error(
      { endpoint: endpoint.id },
      `A webhook cannot be signed: ${said}. Set the right PULIH_SECRET_WEBHOOKS, or rotate the secret of the endpoint.`,
    )
    return outcomeOf({ kind: 'not-sent', reason: `it could not be signed: ${said}` }, now)
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Pulih',
    'pulih-delivery': delivery.id,
    'pulih-event': delivery.type,
    'pulih-attempt': String(number),
    [signatureHeader]: signature,
  }
  const answer = await wiring.exchange(platform)({ method: 'POST', url: endpoint.url, headers, body })
  return outcomeOf(answer, platform.clock.now())
}

async function record(
  work: Work,
  { delivery, number }: Claimed,
  outcome: Outcome,
  patience: WebhookPatience,
  random: number,
): Promise<void> {
  const { tx, now } = work
  if (outcome.outcome === 'delivered') {
    await forgetFailures(tx, delivery.endpointId)
    await store.endAttempt(tx, delivery.id, number, outcome, now)
    return store.markDelivered(tx, delivery.id, now)
  }
  const endpoint = await lockEndpointIfThere(tx, delivery.endpointId)
  await store.endAttempt(tx, delivery.id, number, outcome, now)
  const tries = delivery.tries + 1
  const nextAt = now.add({ seconds: delaySeconds(tries, outcome.retryAfterSeconds, random) })
  const at = isSpent(delivery, tries, patience, nextAt) ? null : nextAt
  const { reason } = outcome
  const isMine = await store.markFailed(tx, delivery.id, number, { at, reason, now })
  if (isMine && endpoint && endpoint.disabled === null) await countFailure(work, endpoint, outcome, patience)
}

/** Lets an endpoint that fails rest, and disables one that has failed for days. */
async function countFailure(
  work: Work,
  endpoint: Endpoint,
  { retryAfterSeconds }: Outcome,
  { disableAfterDays }: WebhookPatience,
): Promise<void> {
  const { tx, now } = work
  const failures = endpoint.failures + 1
  const failingSince = endpoint.failingSince ?? now
  const rest = restSeconds(failures, retryAfterSeconds)
  const restsUntil = rest === 0 ? endpoint.restsUntil : now.add({ seconds: rest })
  const isOver = Temporal.Instant.compare(failingSince.add({ hours: disableAfterDays * 24 }), now) <= 0
  if (!isOver) return saveHealth(tx, { id: endpoint.id, failingSince, failures, restsUntil })
  await saveEndpoint(tx, { ...endpoint, disabled: 'failing', failingSince, failures, restsUntil: null })
  await buryOpen(tx, endpoint.id, now)
  work.audit('webhooks.endpoint-disabled', endpoint.id, { failingSince: failingSince.toString(), failures })
}
