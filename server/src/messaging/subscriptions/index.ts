import type { FastifyInstance } from 'fastify'
import { stopRoutes } from './stop-routes.ts'
import { subscriptionRoutes } from './routes.ts'
import { staffSubscriptionRoutes } from './staff-routes.ts'

export { maskedAddress } from './address.ts'
export { askableChannels, askForProof } from './ask.ts'
export { messagingOffer } from './offer.ts'
export { requireZone } from './places.ts'
export { subscriptionsSetting } from './setting.ts'
export { stoppedAmong } from './stops.ts'
export { forgetOld } from './sweeps.ts'

export function subscriptionDoors(app: FastifyInstance): void {
  subscriptionRoutes(app)
  stopRoutes(app)
  staffSubscriptionRoutes(app)
}
