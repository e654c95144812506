import type { Context } from '../platform/index.ts'
import { apiKeyRoutes } from './api-key-routes.ts'
import { auditRoutes, type NameSubjects } from './audit-routes.ts'
import { doorRoutes } from './door-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { meRoutes } from './me-routes.ts'
import { privacyRoutes } from './privacy-routes.ts'
import type { PersonalData } from './privacy.ts'
import { sessionRoutes } from './session-routes.ts'
import { staffRoutes } from './staff-routes.ts'
import { identitySweeps } from './sweeps.ts'

export { placeOf } from './attempt.ts'
export { appendAudit, trailOf } from './audit-store.ts'
export { authenticate, authenticateKey } from './authenticate.ts'
export { createDemonstrationStaff, createFirstAdmin } from './create-demonstration-staff.ts'
export { mountOutside } from './mount-outside.ts'
export { checkOrigin, checkOriginIfAny } from './origin.ts'
export type { PersonalData } from './privacy.ts'
export { verifyTrail } from './verify-trail.ts'

/**
 * The context, which asks the holders of personal data when a person is exported or erased, and what the subjects of the trail are called.
 */
export function identity(
  holders: readonly PersonalData[],
  nameSubjects: NameSubjects = () => Promise.resolve(new Map()),
): Context {
  return {
    name: 'identity',
    routes: app => {
      doorRoutes(app)
      meRoutes(app)
      sessionRoutes(app)
      linkRoutes(app)
      staffRoutes(app)
      apiKeyRoutes(app)
      auditRoutes(app, nameSubjects)
      privacyRoutes(app, holders)
    },
    sweeps: identitySweeps,
  }
}
