import { problem, type Work } from '../platform/index.ts'
import { deleteLink, ownerOfLink } from './link-store.ts'
import { endSessions } from './session-store.ts'
import { lockStaff } from './staff-store.ts'

/**
 * Removes a link to an account of the provider, of anybody where `owner` is null. What was signed in through the provider ends with it,
 * but for the session that may stay: whoever removes a link that is not his wants whoever made it to be out.
 */
export async function removeLink(work: Work, id: string, owner: string | null, but: string): Promise<void> {
  const staffId = await ownerOfLink(work.tx, id)
  if (staffId === null || (owner !== null && staffId !== owner)) throw problem('identity.link-not-found', { link: id })
  const staff = await lockStaff(work.tx, staffId)
  // The provider would make a new account for the same person, even for one who is disabled here.
  if (staff.passwordHash === null) throw problem('identity.only-way-in')
  if (staff.disabledAt !== null) throw problem('identity.link-needed')
  if (!(await deleteLink(work.tx, id))) throw problem('identity.link-not-found', { link: id })
  const sessionsEnded = await endSessions(work.tx, staffId, but, 'revoked', work.now, 'provider')
  work.audit('identity.provider-unlinked', `staff:${staffId}`, { link: id, sessionsEnded })
}
