import type { Role } from '@pulih/contracts'
import { problem, type Actor, type Work } from '../platform/index.ts'
import { countApiKeys, revokeApiKeysOf } from './api-key-store.ts'
import { forgive } from './attempt-store.ts'
import { accountOf } from './attempt.ts'
import { forgetChallenges, forgetDevice } from './code-store.ts'
import { deleteLinksOf } from './link-store.ts'
import { hashPassword } from './password.ts'
import { endSessions } from './session-store.ts'
import * as store from './staff-store.ts'
import type { Staff } from './staff.ts'
import { newReadable } from './token.ts'

interface WithPassword {
  readonly staff: Staff
  /** Temporary: whoever was told it can do nothing but change it. */
  readonly password: string
}

/** Adds somebody with a temporary password. */
export async function createStaff(
  work: Work,
  { login, name, roles }: { readonly login: string; readonly name: string; readonly roles: readonly Role[] },
): Promise<WithPassword> {
  const password = newReadable(5)
  const passwordHash = await hashPassword(password)
  const staff = await store.insertStaff(
    work.tx,
    { login, name, roles, rolesBy: 'hand', passwordHash, passwordTemporary: true },
    work.now,
  )
  if (!staff) throw problem('identity.login-taken')
  work.audit('identity.staff-created', `staff:${staff.id}`, { roles })
  return { staff, password }
}

/** Changes name or roles; a new role counts from the next request on. */
export async function changeStaff(
  work: Work,
  staff: Staff,
  {
    name = staff.name,
    roles = staff.roles,
  }: { readonly name?: string | undefined; readonly roles?: readonly Role[] | undefined },
): Promise<Staff> {
  const isSame = areSame(roles, staff.roles)
  if (!isSame) {
    refuseOwn(work.actor, staff)
    if (staff.rolesBy === 'claim') throw problem('identity.roles-by-claim')
    if (!roles.includes('admin')) await keepAnAdmin(work, staff)
  }
  await store.saveProfile(work.tx, { id: staff.id, name, roles })
  work.audit('identity.staff-changed', `staff:${staff.id}`, isSame ? {} : { before: staff.roles, after: roles })
  return store.readStaff(work.tx, staff.id)
}

/**
 * Lets somebody in no longer. His API keys are revoked for good, so that letting him in again does not bring back a key that he may have
 * taken along; how many is said, because machines may hang on them.
 */
export async function disableStaff(
  work: Work,
  id: string,
): Promise<{ staff: Staff; sessionsEnded: number; keysStopped: number }> {
  const staff = await store.lockStaff(work.tx, id)
  refuseOwn(work.actor, staff)
  await keepAnAdmin(work, staff)
  await store.saveDisabled(work.tx, id, work.now)
  await forgetChallenges(work.tx, id)
  const sessionsEnded = await endSessions(work.tx, id, null, 'disabled', work.now)
  const keysStopped = await revokeApiKeysOf(work.tx, id, work.now)
  work.audit('identity.staff-disabled', `staff:${id}`, { sessionsEnded, keysStopped })
  return { staff: await store.readStaff(work.tx, id), sessionsEnded, keysStopped }
}

/**
 * Lets somebody in again. Links to accounts of the provider are kept while he is disabled, because they are what refuses him there, and
 * go now: letting him in again does not bring back a link that somebody else may have made. Without a password they are the only way in.
 */
export async function enableStaff(work: Work, id: string): Promise<Staff> {
  const staff = await store.lockStaff(work.tx, id)
  refuseOwn(work.actor, staff)
  await store.saveDisabled(work.tx, id, null)
  const wasDisabled = staff.disabledAt !== null
  const linksRemoved = wasDisabled && staff.passwordHash !== null ? await deleteLinksOf(work.tx, id) : 0
  work.audit('identity.staff-enabled', `staff:${id}`, { linksRemoved })
  return store.readStaff(work.tx, id)
}

interface Reset extends WithPassword {
  readonly sessionsEnded: number
  readonly keysStopped: number
  readonly keysKept: number
  readonly linksRemoved: number
}

/**
 * Helps somebody who lost password or device: a temporary password, no device, no sessions, no links, no waiting. Whoever has either may
 * have linked an account of his own, and made or read API keys, which are revoked unless whoever resets decides to keep them. While he is
 * disabled the links stay, because they are what refuses him at the provider; they go when he is let in again.
 */
export async function resetStaff(work: Work, id: string, keys: 'revoke' | 'keep'): Promise<Reset> {
  const staff = await store.lockStaff(work.tx, id)
  refuseOwn(work.actor, staff)
  if (staff.passwordHash === null) throw problem('identity.password-none')
  const password = newReadable(5)
  await store.savePassword(work.tx, id, { hash: await hashPassword(password), temporary: true, now: work.now })
  await forgetDevice(work.tx, id)
  await forgetChallenges(work.tx, id)
  await forgive(work.tx, accountOf(staff.login))
  const sessionsEnded = await endSessions(work.tx, id, null, 'password-changed', work.now)
  const linksRemoved = staff.disabledAt === null ? await deleteLinksOf(work.tx, id) : 0
  const [keysStopped, keysKept] =
    keys === 'revoke'
      ? [await revokeApiKeysOf(work.tx, id, work.now), 0]
      : [0, await countApiKeys(work.tx, id, work.now)]
  const counts = { sessionsEnded, keysStopped, keysKept, linksRemoved }
  work.audit('identity.staff-reset', `staff:${id}`, counts)
  return { staff: await store.readStaff(work.tx, id), password, ...counts }
}

/** Whether they are the same roles, in whatever order. */
export function areSame(roles: readonly Role[], others: readonly Role[]): boolean {
  return roles.length === others.length && roles.every(role => others.includes(role))
}

/** Nobody gives himself rights, and nobody locks himself out by mistake. */
function refuseOwn(actor: Actor, staff: Staff): void {
  if (actor.id === `staff:${staff.id}`) throw problem('identity.own-account')
}

async function keepAnAdmin(work: Work, staff: Staff): Promise<void> {
  if (await isLastAdmin(work, staff)) throw problem('identity.last-admin')
}

/** Whether nobody could manage the staff without this person. */
export async function isLastAdmin({ tx }: Work, staff: Staff): Promise<boolean> {
  const isAdmin = staff.roles.includes('admin') && staff.disabledAt === null
  return isAdmin && !(await store.hasOtherAdmin(tx, staff.id))
}
