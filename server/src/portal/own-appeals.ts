import type { BodyOf, openPortalAppeal, PortalAppeal } from '@pulih/contracts'
import { appealsOfCustomer, openHolderAppeal, type CustomerAppeal } from '../outages/index.ts'
import { Problem, problem, type Db, type Tx, type Work } from '../platform/index.ts'
import { allowed, count } from './attempts.ts'
import { ownService } from './own.ts'
import type { Subscriber } from './subscriber.ts'

const mostAppeals = 500

/** "I think this is wrong." The same words again are the same appeal, so that a request may be repeated without harm. */
export async function appeal(
  work: Work,
  me: Subscriber,
  { outage, service: key, text }: BodyOf<typeof openPortalAppeal>,
): Promise<PortalAppeal> {
  const service = await ownService(work.tx, me, key)
  await count(work.tx, `appeals:${me.customerId}`, allowed.appealsOfCustomer, work.now)
  const words = text.trim()
  // What is no outage to the public is none to a subscriber either.
  const opened = await openHolderAppeal(work, outage, service, words).catch(unlessUnknown)
  const all = await appealsOfCustomer(work.tx, me.customerId, mostAppeals)
  const found = all.find(each => each.service === service.key && each.outage === opened.outage)
  if (!found || (!opened.isNew && found.note !== words)) throw problem('portal.already-appealed')
  return appealView(found)
}

function unlessUnknown(reason: unknown): never {
  if (reason instanceof Problem && reason.code === 'outages.not-found') throw problem('portal.not-found')
  throw reason
}

export async function ownAppeals(db: Db | Tx, me: Subscriber): Promise<PortalAppeal[]> {
  return (await appealsOfCustomer(db, me.customerId, mostAppeals)).map(appealView)
}

function appealView({ service, kind, outage, state, note, answer, openedAt, decidedAt }: CustomerAppeal): PortalAppeal {
  return {
    service,
    kind,
    outage,
    state,
    text: note,
    answer,
    openedAt: openedAt.toString(),
    decidedAt: decidedAt?.toString() ?? null,
  }
}
