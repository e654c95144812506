import { problem, type Platform } from '../platform/index.ts'
import { accountOf, countAttempt, placeOf, someoneAtTheDoor, type Visitor } from './attempt.ts'
import { takeBack } from './attempt-store.ts'
import type { SignedIn } from './authenticate.ts'
import { isPassword } from './password.ts'
import { readStaff } from './staff-store.ts'
import type { Staff } from './staff.ts'

/**
 * Asks somebody who is signed in for the password once more, before something that outlives the session. Failures count as at the
 * door: a stolen session is no place to try out passwords.
 */
export async function confirmPassword(
  platform: Platform,
  actor: SignedIn,
  password: string,
  visitor: Visitor,
): Promise<Staff> {
  const staff = await readStaff(platform.db, actor.staffId)
  if (staff.passwordHash === null) throw problem('identity.password-none')
  const subjects = [placeOf(visitor.address), accountOf(staff.login)]
  await countAttempt(platform, subjects)
  if (!(await isPassword(staff.passwordHash, password))) {
    await platform.work(actor, work => {
      work.audit('identity.password-refused', `staff:${staff.id}`)
      return Promise.resolve()
    })
    throw problem('identity.password-wrong')
  }
  await platform.work(someoneAtTheDoor, async ({ tx }) => {
    for (const subject of subjects) await takeBack(tx, subject)
  })
  return staff
}
