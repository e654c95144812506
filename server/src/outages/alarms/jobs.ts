import { defineJob, defineSweep, systemActor, type Platform } from '../../platform/index.ts'
import { correlateAlarms } from './correlate-alarms.ts'
import { correlateJob } from './correlation-queue.ts'
import { restoreSettled } from './restore-settled.ts'

const correlateNow = (platform: Platform) => platform.work(systemActor('alarms'), correlateAlarms)

export const alarmJobs = [defineJob(correlateJob, (_, platform) => correlateNow(platform))]

export const alarmSweeps = [
  defineSweep('outages.restore-settled', 30, restoreSettled),
  // Elements that the network learns of, outages that people change: what no alarm announces is noticed here.
  defineSweep('outages.correlate-alarms', 60, correlateNow),
]
