import type { Context } from '../platform/index.ts'
import { doorRoutes } from './door-routes.ts'
import type { Doors } from './doors.ts'
import { ownPreferenceRoutes } from './own-preferences.ts'
import { ownRoutes } from './own-routes.ts'
import { limitsSetting, signInSetting } from './settings.ts'
import { sendCodes } from './sign-in-with-code.ts'
import { tidy } from './sweeps.ts'

export type { Doors } from './doors.ts'
export { eraseVisitor, exportVisitor } from './person.ts'
export { authenticateSubscriber, isForSubscribers } from './subscriber.ts'

/** The subscriber's portal, told by the composition root whom to ask about credits. */
export function portalContext(doors: Doors): Context {
  return {
    name: 'portal',
    routes: app => {
      doorRoutes(app, doors)
      ownRoutes(app, doors)
      ownPreferenceRoutes(app)
    },
    jobs: [sendCodes],
    sweeps: [tidy],
    settings: [signInSetting, limitsSetting],
  }
}
