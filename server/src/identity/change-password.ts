import { problem, type Platform } from '../platform/index.ts'
import type { Visitor } from './attempt.ts'
import type { SignedIn } from './authenticate.ts'
import { forgetChallenges } from './code-store.ts'
import { confirmPassword } from './confirm-password.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { endSessions, renewSession } from './session-store.ts'
import { lockStaff, savePassword } from './staff-store.ts'
import { digestOf, newToken } from './token.ts'

/**
 * Changes somebody's own password. Whoever may have had the old one is out: all other sessions end, and this one goes on under a
 * new token.
 */
export async function changePassword(
  platform: Platform,
  actor: SignedIn,
  { present, next }: { readonly present: string; readonly next: string },
  visitor: Visitor,
): Promise<{ sessionsEnded: number; token: string }> {
  const { login, name, passwordHash } = await confirmPassword(platform, actor, present, visitor)
  checkNewPassword(next, { login, name, present })
  const hash = await hashPassword(next)
  return platform.work(actor, async work => {
    const { tx, now } = work
    const staff = await lockStaff(tx, actor.staffId)
    if (staff.passwordHash !== passwordHash) throw problem('request.conflict')
    await savePassword(tx, staff.id, { hash, temporary: false, now })
    await forgetChallenges(tx, staff.id)
    const sessionsEnded = await endSessions(tx, staff.id, actor.session, 'password-changed', now)
    const token = newToken('session')
    await renewSession(tx, actor.session, digestOf(token))
    work.audit('identity.password-changed', `staff:${staff.id}`, { sessionsEnded })
    return { sessionsEnded, token }
  })
}
