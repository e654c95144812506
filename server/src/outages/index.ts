import type { Context } from '../platform/index.ts'
import { matching, settling } from './jobs.ts'
import { outageRoutes } from './routes.ts'

export {
  assessableOutages,
  correctedServices,
  moneyAffected,
  outageExists,
  unpaidAffected,
  type AssessableOutage,
} from './assessable.ts'
export { mergeOutages } from './merge-outages.ts'
export type { Outage } from './outage.ts'
export { readOutage } from './store.ts'
export { extendOutage, noteOnTimeline, restoreFromAlarms, suspectOutage, type Suspicion } from './suspect-outage.ts'

export const outages: Context = { name: 'outages', routes: outageRoutes, jobs: [matching], sweeps: [settling] }
