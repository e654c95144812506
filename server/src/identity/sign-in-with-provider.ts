import { createHash } from 'node:crypto'
import type { Role } from '@pulih/contracts'
import { problem, readSetting, type Platform, type Tx, type Work } from '../platform/index.ts'
import { someoneAtTheDoor } from './attempt.ts'
import { insertLink } from './link-store.ts'
import { areSame, isLastAdmin } from './manage-staff.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { personFrom, randomNonce, randomState, randomVerifier, visitUrl, type ProvidedPerson } from './provider.ts'
import { roleClaimSetting, rolesFrom } from './role-claim.ts'
import { actorOf } from './sign-in.ts'
import { isSessionOpen } from './session-store.ts'
import { findStaffByProvider, insertStaff, lockStaff, readStaff, saveProfile } from './staff-store.ts'
import type { Staff } from './staff.ts'
import { digestOf, isSame, newToken } from './token.ts'
import { saveVisit, takeVisit, type Visit } from './visit-store.ts'

/** How long a sign-in at the provider may take. */
export const visitMinutes = 10

/** Sends somebody to the OpenID provider. The browser keeps `browser` and has to show it when it comes back. */
export async function beginVisit(
  platform: Platform,
  { linking, returnTo }: Pick<Visit, 'linking' | 'returnTo'>,
): Promise<{ location: string; browser: string }> {
  const { scope } = await readSetting(platform.db, roleClaimSetting)
  const [state, nonce, verifier, browser] = [randomState(), randomNonce(), randomVerifier(), newToken('visit')]
  const location = await visitUrl(platform, { state, nonce, verifier, scope })
  await platform.work(someoneAtTheDoor, ({ tx, now }) => {
    const visit = { browserDigest: digestOf(browser), nonce, verifier, linking, returnTo }
    return saveVisit(tx, digestOf(state), visit, now.add({ minutes: visitMinutes }))
  })
  return { location: location.href, browser }
}

export interface FinishedVisit {
  /** Null where an account was linked to somebody who is signed in anyway. */
  readonly session: OpenedSession | null
  readonly returnTo: string
}

/** Lets in whom the provider sends back, if it is the browser that we sent there, and the first time that it comes. */
export async function finishVisit(
  platform: Platform,
  url: URL,
  browser: string | null,
  agent: string,
): Promise<FinishedVisit> {
  const state = url.searchParams.get('state') ?? ''
  const visit = await platform.work(someoneAtTheDoor, ({ tx, now }) => takeVisit(tx, digestOf(state), now))
  if (!visit || browser === null || !isSame(visit.browserDigest, digestOf(browser)))
    throw problem('identity.provider-refused')
  const rules = await readSetting(platform.db, roleClaimSetting)
  const person = await personFrom(platform, url, { state, nonce: visit.nonce, verifier: visit.verifier }, rules)
  if (visit.linking !== null) {
    await link(platform, person, visit.linking)
    return { session: null, returnTo: visit.returnTo }
  }

  const staff = await platform.work(someoneAtTheDoor, work => meet(work, person, rolesFrom(person.claims, rules)))
  if (!staff || staff.roles.length === 0) throw problem('identity.provider-no-role')
  if (staff.disabledAt !== null) throw problem('identity.provider-refused')
  const session = await platform.work(actorOf(staff), work => openSession(work, staff.id, 'provider', agent))
  return { session, returnTo: visit.returnTo }
}

/** Who this is to us. Whoever is new gets in with the roles that the claims give; whoever came before gets those of today. */
async function meet(work: Work, person: ProvidedPerson, roles: readonly Role[]): Promise<Staff | null> {
  const { tx, now } = work
  const { issuer, subject } = person
  const known = await findStaffByProvider(tx, issuer, subject)
  if (known?.rolesBy === 'hand') return known
  if (known) return takeOver(work, known.id, person, roles)
  if (roles.length === 0) return null
  const created = await insertProvided(tx, person, roles, now)
  // Two first visits at once: the second finds the account that the first made, when it is repeated.
  if ((await insertLink(tx, { staffId: created.id, issuer, subject, linkedAt: now })) === null)
    throw problem('request.conflict')
  work.audit('identity.staff-created', `staff:${created.id}`, { roles: created.roles })
  return created
}

/** The provider decides, but for the last admin: without one nobody could manage the staff, nor mend the mapping that took the role away. */
async function takeOver(work: Work, id: string, person: ProvidedPerson, claimed: readonly Role[]): Promise<Staff> {
  const { tx } = work
  const staff = await lockStaff(tx, id)
  const keptLastAdmin = !claimed.includes('admin') && (await isLastAdmin(work, staff))
  const roles: readonly Role[] = keptLastAdmin ? [...claimed, 'admin'] : claimed
  await saveProfile(tx, { id, name: nameOf(person) ?? staff.name, roles })
  if (keptLastAdmin || !areSame(roles, staff.roles))
    work.audit('identity.staff-changed', `staff:${id}`, {
      before: staff.roles,
      after: roles,
      by: 'claim',
      ...(keptLastAdmin ? { keptLastAdmin } : {}),
    })
  return readStaff(tx, id)
}

/** A login that is taken belongs to somebody else, whatever the provider calls this person. */
async function insertProvided(
  tx: Tx,
  person: ProvidedPerson,
  roles: readonly Role[],
  now: Temporal.Instant,
): Promise<Staff> {
  const wanted = person.claims['preferred_username']
  const plain = `sso-${createHash('sha256').update(`${person.issuer}\n${person.subject}`).digest('hex').slice(0, 16)}`
  for (const login of [typeof wanted === 'string' ? wanted : '', plain]) {
    if (!/^[a-z0-9][a-z0-9._@+-]{0,99}$/i.test(login)) continue
    const name = nameOf(person) ?? login
    const given = { login, name, roles, rolesBy: 'claim', passwordHash: null, passwordTemporary: false } as const
    const staff = await insertStaff(tx, given, now)
    if (staff) return staff
  }
  throw problem('request.conflict')
}

/** Whoever lost his session meanwhile, or was reset or disabled, links nothing any more. */
async function link(
  platform: Platform,
  { issuer, subject }: ProvidedPerson,
  { staffId, session }: NonNullable<Visit['linking']>,
): Promise<void> {
  await platform.work(actorOf(await readStaff(platform.db, staffId)), async work => {
    const staff = await lockStaff(work.tx, staffId)
    if (staff.disabledAt !== null || !(await isSessionOpen(work.tx, session, staffId, work.now)))
      throw problem('identity.provider-refused')
    if (staff.passwordTemporary) throw problem('identity.password-temporary')
    const id = await insertLink(work.tx, { staffId, issuer, subject, linkedAt: work.now })
    if (id === null) throw problem('identity.already-linked')
    work.audit('identity.provider-linked', `staff:${staffId}`, { link: id })
  })
}

function nameOf({ claims }: ProvidedPerson): string | null {
  const { name } = claims
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null
}
