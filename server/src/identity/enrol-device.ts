import { problem, type Platform } from '../platform/index.ts'
import { accountOf, countAttempt, placeOf, type Visitor } from './attempt.ts'
import { takeBack } from './attempt-store.ts'
import type { SignedIn } from './authenticate.ts'
import { forgetDevice, replaceRecoveryCodes, saveConfirmed, saveEnrolment, spendStep } from './code-store.ts'
import { confirmPassword } from './confirm-password.ts'
import { enrolment, newSecret, readRecoveryCode, stepOf } from './one-time-code.ts'
import { seal, unseal } from './seal.ts'
import { lockStaff, readStaff } from './staff-store.ts'
import { asksForCode } from './staff.ts'
import { digestOf, newReadable } from './token.ts'

/** Makes the secret of a new device. Nothing is asked for before a code from it was seen. */
export async function enrolDevice(
  platform: Platform,
  actor: SignedIn,
  password: string,
  visitor: Visitor,
): Promise<{ secret: string; uri: string }> {
  await confirmPassword(platform, actor, password, visitor)
  const secret = newSecret()
  return platform.work(actor, async work => {
    const staff = await lockStaff(work.tx, actor.staffId)
    if (asksForCode(staff)) throw problem('identity.codes-on')
    await saveEnrolment(work.tx, staff.id, seal(secret, staff.id, platform.config.secret('identity')))
    work.audit('identity.device-enrolled', `staff:${staff.id}`)
    return enrolment(secret, staff.login)
  })
}

const recoveryCodes = 10

/** Takes a first code, which proves that the device works, and gives the recovery codes. */
export async function confirmDevice(
  platform: Platform,
  actor: SignedIn,
  code: string,
  visitor: Visitor,
): Promise<string[]> {
  const { login } = await readStaff(platform.db, actor.staffId)
  const subjects = [placeOf(visitor.address), accountOf(login)]
  await countAttempt(platform, subjects)
  return platform.work(actor, async work => {
    const { tx, now } = work
    const staff = await lockStaff(tx, actor.staffId)
    if (asksForCode(staff)) throw problem('identity.codes-on')
    if (staff.totpSecret === null) throw problem('identity.codes-not-enrolled')
    const step = stepOf(unseal(staff.totpSecret, staff.id, platform.config.secret('identity')), code, now)
    if (step === null || !(await spendStep(tx, staff.id, step))) throw problem('identity.code-refused')
    for (const subject of subjects) await takeBack(tx, subject)
    await saveConfirmed(tx, staff.id, now)
    const codes = Array.from({ length: recoveryCodes }, () => newReadable(4))
    await replaceRecoveryCodes(
      tx,
      staff.id,
      codes.map(text => digestOf(readRecoveryCode(text))),
    )
    work.audit('identity.codes-switched-on', `staff:${staff.id}`)
    return codes
  })
}

/** Asks for codes no longer. */
export async function removeDevice(
  platform: Platform,
  actor: SignedIn,
  password: string,
  visitor: Visitor,
): Promise<void> {
  await confirmPassword(platform, actor, password, visitor)
  await platform.work(actor, async work => {
    await lockStaff(work.tx, actor.staffId)
    await forgetDevice(work.tx, actor.staffId)
    work.audit('identity.codes-switched-off', `staff:${actor.staffId}`)
  })
}
