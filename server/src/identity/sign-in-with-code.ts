import { problem, type Platform, type Tx } from '../platform/index.ts'
import { accountOf, countAttemptIn, placeOf, someoneAtTheDoor, type Visitor } from './attempt.ts'
import { forgive, takeBack } from './attempt-store.ts'
import { readChallenge, spendRecoveryCode, spendStep, takeChallenge } from './code-store.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { readRecoveryCode, stepOf } from './one-time-code.ts'
import { unseal } from './seal.ts'
import { actorOf } from './sign-in.ts'
import { readStaff } from './staff-store.ts'
import type { Staff } from './staff.ts'
import { digestOf } from './token.ts'

/** Opens the session of somebody whose password was right and who now shows a code of the device, or a recovery code. */
export async function signInWithCode(
  platform: Platform,
  { challenge, code }: { readonly challenge: string; readonly code: string },
  visitor: Visitor,
): Promise<{ session: OpenedSession; passwordTemporary: boolean }> {
  const place = placeOf(visitor.address)
  const digest = digestOf(challenge)
  const staff = await platform.work(someoneAtTheDoor, async ({ tx, now }) => {
    await countAttemptIn(tx, [place], now)
    const staffId = await readChallenge(tx, digest, now)
    if (staffId === null) return null
    const found = await readStaff(tx, staffId)
    await countAttemptIn(tx, [accountOf(found.login)], now)
    return found
  })
  if (!staff) throw problem('identity.code-refused')

  const session = await platform.work(actorOf(staff), async work => {
    const { tx, now } = work
    const method = await spendCode(platform, tx, staff, code, now)
    if (method === null || !(await takeChallenge(tx, digest))) return null
    await takeBack(tx, place)
    await forgive(tx, accountOf(staff.login))
    return openSession(work, staff.id, method, visitor.agent)
  })
  if (session) return { session, passwordTemporary: staff.passwordTemporary }
  await platform.work(someoneAtTheDoor, work => {
    work.audit('identity.sign-in-refused', `staff:${staff.id}`, { step: 'code' })
    return Promise.resolve()
  })
  throw problem('identity.code-refused')
}

async function spendCode(
  platform: Platform,
  tx: Tx,
  { id, totpSecret, totpConfirmedAt, disabledAt }: Staff,
  code: string,
  now: Temporal.Instant,
): Promise<'password-and-code' | 'recovery-code' | null> {
  if (totpSecret === null || totpConfirmedAt === null || disabledAt !== null) return null
  const step = stepOf(unseal(totpSecret, id, platform.config.secret('identity')), code.trim(), now)
  if (step !== null) return (await spendStep(tx, id, step)) ? 'password-and-code' : null
  return (await spendRecoveryCode(tx, id, digestOf(readRecoveryCode(code)), now)) ? 'recovery-code' : null
}
