import type { Context } from '../platform/index.ts'
import { jobs, sweeps } from './jobs.ts'
import { operatorSetting } from './operator.ts'
import { compensationRoutes } from './routes.ts'

export { operatorSetting } from './operator.ts'

export const compensationContext: Context = { name: 'compensation', routes: compensationRoutes, jobs, sweeps, settings: [operatorSetting] }
