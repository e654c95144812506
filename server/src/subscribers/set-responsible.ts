import { problem, requireMatch, type Work } from '../platform/index.ts'
import { livingCustomer } from './change-contact.ts'
import { hasContact, lockResponsible, saveResponsible, type Responsible } from './responsible-store.ts'

/** Says who speaks for a customer. The trail keeps that it was changed, and never the name. */
export async function setResponsible(
  work: Work,
  { customer: key, ifMatch }: { readonly customer: string; readonly ifMatch: string | null },
  { name, contact }: Pick<Responsible, 'name' | 'contact'>,
): Promise<Responsible> {
  const customer = await livingCustomer(work, key)
  const before = await lockResponsible(work.tx, customer.id)
  requireMatch(ifMatch, before.revision)
  if (contact !== null && !(await hasContact(work.tx, customer.id, contact)))
    throw problem('subscribers.contact-not-found', { customer: key, contact })
  const saved = await saveResponsible(work.tx, customer.id, { name, contact }, work.now)
  await work.emit('subscribers.contact-changed', `customer:${customer.id}`, { customer: customer.id.toString() })
  work.audit('subscribers.set-responsible', `customer:${customer.id}`, { named: name !== null, contact })
  return saved
}
