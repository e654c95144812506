import type { Context } from '../platform/index.ts'
import { jobs, sweeps } from './jobs.ts'
import { operatorSetting } from './operator.ts'
import { compensationRoutes } from './routes.ts'
import { payOutPosted, payoutSetting, settleRuns } from './settle-run.ts'

export { runFigures } from './home-figures.ts'
export { explainCredit, type CreditExplanation } from './explain-credit.ts'
export { operatorSetting, rulebook } from './operator.ts'
export { nameRuns } from './name-runs.ts'
export { moneyOfOutage } from './outage-money.ts'
export { outageStages } from './outage-stage.ts'
export { outagesOfCredit } from './outages-of-credit.ts'
export { schemesOf } from './run-store.ts'
export { creditsOfRun, titlesOfRun } from './told-of-run.ts'

export const compensationContext: Context = {
  name: 'compensation',
  routes: compensationRoutes,
  jobs,
  sweeps: [...sweeps, settleRuns],
  listeners: [payOutPosted],
  settings: [operatorSetting, payoutSetting],
}
