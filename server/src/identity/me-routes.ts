import * as contract from '@pulih/contracts'
import { permissions } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, type Actor, type Db } from '../platform/index.ts'
import { signedIn } from './authenticate.ts'
import { changePassword } from './change-password.ts'
import { recoveryCodesLeft } from './code-store.ts'
import { setSessionCookie } from './cookie.ts'
import { confirmDevice, enrolDevice, removeDevice } from './enrol-device.ts'
import { mountOutside } from './mount-outside.ts'
import { longestMinutes } from './session.ts'
import { readStaff } from './staff-store.ts'
import { asksForCode } from './staff.ts'

/** What somebody sees and changes of himself. */
export function meRoutes(app: FastifyInstance): void {
  mount(app, contract.readMe, async ({ actor, db }) => ({
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    permissions: permissions.filter(permission => actor.permissions.has(permission)),
    ...(await personalOf(db, actor)),
  }))

  mountOutside(app, contract.changePassword, async ({ body, actor, visitor, platform, request, reply }) => {
    const { sessionsEnded, token } = await changePassword(platform, signedIn(actor), body, visitor)
    const byToken = request.headers.authorization !== undefined
    if (!byToken) setSessionCookie(platform, reply, token, longestMinutes * 60)
    return { sessionsEnded, token: byToken ? token : null }
  })

  mountOutside(app, contract.enrolTotp, ({ body, actor, visitor, platform }) =>
    enrolDevice(platform, signedIn(actor), body.password, visitor),
  )

  mountOutside(app, contract.confirmTotp, async ({ body, actor, visitor, platform }) => ({
    recoveryCodes: await confirmDevice(platform, signedIn(actor), body.code, visitor),
  }))

  mountOutside(app, contract.disableTotp, async ({ body, actor, visitor, platform }) => {
    await removeDevice(platform, signedIn(actor), body.password, visitor)
    return {}
  })
}

async function personalOf(db: Db, actor: Actor) {
  if (!('session' in actor))
    return { login: null, roles: [], passwordTemporary: false, codes: false, recoveryCodesLeft: 0, session: null }
  const { staffId, session, passwordTemporary } = signedIn(actor)
  const staff = await readStaff(db, staffId)
  return {
    login: staff.login,
    roles: [...staff.roles],
    passwordTemporary,
    codes: asksForCode(staff),
    recoveryCodesLeft: await recoveryCodesLeft(db, staffId),
    session,
  }
}
