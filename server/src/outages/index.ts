import type { Context } from '../platform/index.ts'
import { matching, settling } from './jobs.ts'
import { outageRoutes } from './routes.ts'

export {
  assessableOutages,
  isRetracted,
  matchingMarks,
  moneyAffected,
  openOutages,
  outageExists,
  outageNumber,
  unpaidAffected,
  type AssessableOutage,
} from './assessable.ts'
export { eraseAppeals, exportAppeals } from './privacy.ts'
export { operatorZone } from './operator-zone.ts'
export { mergeOutages } from './merge-outages.ts'
export { extendOutage, noteOnTimeline, restoreFromAlarms, suspectOutage } from './suspect-outage.ts'

export const outages: Context = { name: 'outages', routes: outageRoutes, jobs: [matching], sweeps: [settling] }
