import { problem, requireMatch, type Work } from '../platform/index.ts'
import {
  findCustomer,
  isTaken,
  lockConsent,
  lockContact,
  saveConsent,
  saveContact,
  type Consent,
  type Contact,
  type Customer,
} from './customer-store.ts'

interface Place {
  readonly customer: string
  readonly id: string
  readonly ifMatch: string | null
}

export async function changeContact(
  work: Work,
  { customer: key, id, ifMatch }: Place,
  change: { address?: string; preferred?: boolean },
): Promise<Contact> {
  const customer = await livingCustomer(work, key)
  const contact = await lockContact(work.tx, customer.id, id)
  if (!contact) throw problem('subscribers.contact-not-found', { customer: key, contact: id })
  requireMatch(ifMatch, contact.revision)
  const wanted = { ...contact, ...change }
  if (await isTaken(work.tx, customer.id, wanted)) throw problem('subscribers.contact-exists')
  const saved = await saveContact(work.tx, customer.id, wanted, work.now)
  await work.emit('subscribers.contact-changed', `customer:${customer.id}`, { customer: customer.id.toString() })
  work.audit('subscribers.change-contact', `customer:${customer.id}`, { contact: id, changed: Object.keys(change) })
  return saved
}

export async function changeConsent(
  work: Work,
  { customer: key, id, ifMatch }: Place,
  withdrawnAt: Temporal.Instant | null,
): Promise<Consent> {
  const customer = await livingCustomer(work, key)
  const consent = await lockConsent(work.tx, customer.id, id)
  if (!consent) throw problem('subscribers.consent-not-found', { customer: key, consent: id })
  requireMatch(ifMatch, consent.revision)
  if (withdrawnAt !== null && Temporal.Instant.compare(withdrawnAt, consent.grantedAt) < 0)
    throw problem('subscribers.withdrawn-before-granted', { granted: consent.grantedAt.toString() })
  const saved = await saveConsent(work.tx, consent.id, withdrawnAt, work.now)
  await work.emit('subscribers.consent-changed', `customer:${customer.id}`, { customer: customer.id.toString() })
  work.audit('subscribers.change-consent', `customer:${customer.id}`, {
    consent: id,
    withdrawnAt: withdrawnAt?.toString() ?? null,
  })
  return saved
}

/** Whom nothing can be changed of any more is refused. */
export async function livingCustomer({ tx }: Work, key: string): Promise<Customer> {
  const customer = await findCustomer(tx, key)
  if (!customer) throw problem('subscribers.customer-not-found', { customer: key })
  if (customer.erasedAt) throw problem('subscribers.erased', { customer: key })
  return customer
}
