import { defineJob, defineSweep, systemActor, type Job, type Platform, type Sweep } from '../../platform/index.ts'
import type { Wiring } from './channel.ts'
import { postPayouts } from './post-payouts.ts'
import { sendDue } from './send-payouts.ts'

/** Requests to billers at once in one process; what one waits for does not hold up the others. */
const lanes = 8

export function payoutJobs(wiring: Wiring): readonly Job[] {
  return [
    defineJob('payouts.send', (_payload, platform) => sendAll(platform, wiring)),
    defineJob('payouts.post', (_payload, platform) => postAll(platform)),
  ]
}

/** Retries, questions and expired leases come due by themselves; postings that failed are tried again. */
export function payoutSweeps(wiring: Wiring): readonly Sweep[] {
  return [
    defineSweep('payouts.send', 5, platform => sendAll(platform, wiring)),
    defineSweep('payouts.post', 60, platform => postAll(platform)),
  ]
}

async function sendAll(platform: Platform, wiring: Wiring): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, () => sendDue(platform, wiring)))
}

async function postAll(platform: Platform): Promise<void> {
  while (await platform.work(systemActor('payouts'), work => postPayouts(work)));
}
