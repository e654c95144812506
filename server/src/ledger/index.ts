import type { Context } from '../platform/index.ts'
import { goodwillLimits } from './goodwill-setting.ts'
import { sweeps } from './jobs.ts'
import { ledgerRoutes } from './routes.ts'
import type { ServiceDirectory } from './service-directory.ts'

export { exportLedger } from './export-ledger.ts'
export { grantsOf, grantsOfRun, lastTakenBack, netOf, standingGrants } from './grant-store.ts'
export { holdLedger } from './post-store.ts'
export { postTransfers } from './post-transfers.ts'
export { balanceIn, balanceOf, balancesOf, findTransfer, underWayIn } from './read-store.ts'
export { transfersOf } from './transfers-of.ts'
export { reverse } from './reverse-transfer.ts'
export type { KnownService, ServiceDirectory } from './service-directory.ts'
export { payOut, settle } from './settle.ts'
export type { Posted } from './transfer.ts'
export { amountText } from './unit.ts'
export { verifyLedger } from './verify-ledger.ts'
export { toView as toTransferView } from './view.ts'

/** The ledger, told by the composition root where to look up services. */
export function ledgerContext(services: ServiceDirectory): Context {
  return { name: 'ledger', routes: app => ledgerRoutes(app, services), sweeps, settings: [goodwillLimits] }
}
