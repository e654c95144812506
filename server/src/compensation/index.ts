import type { Context } from '../platform/index.ts'
import { jobs, sweeps } from './jobs.ts'
import { operatorSetting } from './operator.ts'
import { compensationRoutes } from './routes.ts'
import { payOutPosted, payoutSetting, settleRuns } from './settle-run.ts'

export const compensationContext: Context = {
  name: 'compensation',
  routes: compensationRoutes,
  jobs,
  sweeps: [...sweeps, settleRuns],
  listeners: [payOutPosted],
  settings: [operatorSetting, payoutSetting],
}
