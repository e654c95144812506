import { defineJob, defineSweep } from '../platform/index.ts'
import { matchOutage, matchSettled } from './match-outage.ts'
import { matchJob } from './record.ts'

/** Works out whom an outage hits. */
export const matching = defineJob(matchJob, async (payload, platform) => {
  // Written by enqueueMatching.
  const { outage, because } = payload as { outage: string; because?: string }
  await matchOutage(platform, outage, because)
})

export const settling = defineSweep('outages.settle', 60, matchSettled)
