import type { Context } from '../../platform/index.ts'
import { alarmJobs, alarmSweeps } from './jobs.ts'
import { alarmRoutes } from './routes.ts'

/** Alarms are a room of their own in the house of outages. */
export const alarms: Context = { name: 'outages/alarms', routes: alarmRoutes, jobs: alarmJobs, sweeps: alarmSweeps }

export { alarmJobs, alarmRoutes, alarmSweeps }
