import {
  defineJob,
  defineSweep,
  readSetting,
  systemActor,
  type Job,
  type Platform,
  type Sweep,
} from '../platform/index.ts'
import { purge } from './delivery-store.ts'
import { patienceSetting } from './patience.ts'
import { sendJob } from './queue-deliveries.ts'
import { sendDue, type Wiring } from './send-deliveries.ts'

/** Receivers that are waited for at once in one job; more than one of them may take, so that a slow one does not take all. */
const lanes = 12

export function webhookJobs(wiring: Wiring): readonly Job[] {
  return [defineJob(sendJob, (_payload, platform) => sendAll(platform, wiring))]
}

/** Retries come due by themselves, as does what a dead process had begun. */
export function webhookSweeps(wiring: Wiring): readonly Sweep[] {
  return [
    defineSweep(sendJob, 5, platform => sendAll(platform, wiring)),
    defineSweep('webhooks.purge', 3_600, purgeOld),
  ]
}

async function sendAll(platform: Platform, wiring: Wiring): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, () => sendDue(platform, wiring)))
}

/** Dead letters are kept three times as long: somebody may still want to replay them. */
async function purgeOld(platform: Platform): Promise<void> {
  const { keepDays } = await readSetting(platform.db, patienceSetting)
  const now = platform.clock.now()
  const delivered = now.subtract({ hours: keepDays * 24 })
  const dead = now.subtract({ hours: 3 * keepDays * 24 })
  while (await platform.work(systemActor('webhooks'), ({ tx }) => purge(tx, delivered, dead, 5_000)));
}
