import type { Context } from '../platform/index.ts'
import { matching, settling } from './jobs.ts'
import type { MoneyOf } from './review-counts.ts'
import { reviewRoutes } from './review-routes.ts'
import { outageRoutes } from './routes.ts'

export { alarmFigures, outageFigures } from './home-figures.ts'
export {
  assessableOutages,
  isRetracted,
  matchingMarks,
  moneyAffected,
  openOutages,
  outageExists,
  lastAssessable,
  outageNumber,
  unpaidAffected,
  type AssessableOutage,
} from './assessable.ts'
export {
  appealsOfCustomer,
  forgetAppealsOf,
  openHolderAppeal,
  outagesOfCustomer,
  type CustomerAppeal,
  type CustomerOutage,
} from './of-customer.ts'
export { countByRemoteness, courseOf, watchedCourses, type Course } from './courses.ts'
export { eraseAppeals, exportAppeals } from './privacy.ts'
export { operatorZone, readOperatorZone } from './operator-zone.ts'
export { nameOutages } from './name-outages.ts'
export { mergeOutages } from './merge-outages.ts'
export { readOutage as outageById } from './store.ts'
export {
  downServices,
  hitServices,
  outageNumbers,
  outagePlaces,
  publicIds,
  publicOutages,
  publicStatements,
  publicTimes,
  retractedAmong,
  standingOf,
  storiesOf,
  storyOf,
  type PublicStatement,
} from './public.ts'
export type { Outage } from './outage.ts'
export { extendOutage, noteOnTimeline, restoreFromAlarms, suspectOutage } from './suspect-outage.ts'

/** `moneyOf`: what an outage costs, of which only whoever keeps the runs knows. */
export function outagesContext({ moneyOf }: { readonly moneyOf: MoneyOf }): Context {
  return {
    name: 'outages',
    routes: app => {
      outageRoutes(app)
      reviewRoutes(app, moneyOf)
    },
    jobs: [matching],
    sweeps: [settling],
  }
}

/** Where nothing is compensated. */
export const outages = outagesContext({ moneyOf: () => Promise.resolve([]) })
