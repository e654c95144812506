import { problem, type Actor, type Platform } from '../platform/index.ts'
import { accountOf, countAttempt, placeOf, someoneAtTheDoor, type Visitor } from './attempt.ts'
import { forgive, takeBack } from './attempt-store.ts'
import { saveChallenge } from './code-store.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { hashPassword, isOutdated, isPassword } from './password.ts'
import { findStaffByLogin, saveRehashed } from './staff-store.ts'
import { allowedTo, asksForCode, type Staff } from './staff.ts'
import { digestOf, newToken } from './token.ts'

export type SignedInOrCodeWanted =
  | { readonly status: 'signed-in'; readonly session: OpenedSession; readonly passwordTemporary: boolean }
  | { readonly status: 'code-wanted'; readonly challenge: string; readonly expiresAt: Temporal.Instant }

/** How long a code may take to be typed. */
const challengeMinutes = 5

/**
 * Signs somebody in with a password. Whether the login does not exist, is disabled or has another password, the answer is the same
 * and so is the work that is done for it.
 */
export async function signIn(
  platform: Platform,
  { login, password }: { readonly login: string; readonly password: string },
  visitor: Visitor,
): Promise<SignedInOrCodeWanted> {
  const [place, account] = [placeOf(visitor.address), accountOf(login)]
  await countAttempt(platform, [place, account])
  const staff = await findStaffByLogin(platform.db, login)
  const fits = await isPassword(staff?.passwordHash ?? null, password)
  if (!staff || !fits || staff.disabledAt !== null) return refuse(platform, staff)

  if (asksForCode(staff)) {
    const challenge = newToken('challenge')
    return platform.work(someoneAtTheDoor, async ({ tx, now }) => {
      const expiresAt = now.add({ minutes: challengeMinutes })
      await takeBack(tx, place)
      await takeBack(tx, account)
      await saveChallenge(tx, digestOf(challenge), staff.id, expiresAt)
      return { status: 'code-wanted', challenge, expiresAt }
    })
  }
  const { passwordHash } = staff
  const better = passwordHash !== null && isOutdated(passwordHash) ? await hashPassword(password) : null
  return platform.work(actorOf(staff), async work => {
    await takeBack(work.tx, place)
    await forgive(work.tx, account)
    if (better !== null && passwordHash !== null) await saveRehashed(work.tx, staff.id, passwordHash, better)
    const session = await openSession(work, staff.id, 'password', visitor.agent)
    return { status: 'signed-in', session, passwordTemporary: staff.passwordTemporary }
  })
}

/** Somebody whose password, code or provider was right, for the transaction that lets him in. */
export function actorOf(staff: Pick<Staff, 'id' | 'name' | 'roles' | 'passwordTemporary'>): Actor {
  const id = `staff:${staff.id}`
  return { kind: 'staff', id, person: id, name: staff.name, permissions: allowedTo(staff) }
}

/** What was typed as a login is not written down: now and then it is a password. */
async function refuse(platform: Platform, staff: Staff | null): Promise<never> {
  await platform.work(someoneAtTheDoor, work => {
    work.audit('identity.sign-in-refused', staff ? `staff:${staff.id}` : 'staff:unknown', { step: 'password' })
    return Promise.resolve()
  })
  throw problem('identity.not-signed-in')
}
