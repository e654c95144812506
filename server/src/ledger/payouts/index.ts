import { openWire, type Context, type Wire } from '../../platform/index.ts'
import type { Wiring } from './channel.ts'
import { channelRoutes } from './channel-routes.ts'
import { payoutJobs, payoutSweeps } from './jobs.ts'
import { forgetAddresses } from './privacy.ts'
import { payoutRoutes } from './routes.ts'

export { payoutFigures } from './home-figures.ts'
export { eraseAddresses, exportMoney } from './privacy.ts'
export { payoutsOfRun } from './run-payouts.ts'
export { requestPayouts } from './request-payouts.ts'
export { stopAfterRestore } from './stop-after-restore.ts'
export { runFileScenario } from './simulators/file-scenario.ts'
export { runScenario } from './simulators/scenario.ts'
export { faults, simulate, type Simulator } from './simulators/simulator.ts'
export { serveSimulator } from './simulators/serve.ts'

/** Payouts, over the real wire unless another is given. */
export function payoutsContext(wiring: Wiring = realWire()): Context {
  return {
    name: 'ledger/payouts',
    routes(app) {
      channelRoutes(app, wiring)
      payoutRoutes(app, wiring)
    },
    jobs: payoutJobs(wiring),
    sweeps: [...payoutSweeps(wiring), forgetAddresses],
  }
}

/** One wire for the process, opened by whoever sends first. */
function realWire(): Wiring {
  let wire: Wire | null = null
  return ({ config }) => (wire ??= openWire({ allowPrivate: config.allowPrivateTargets })).exchange
}
