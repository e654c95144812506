import { on, openWire, systemActor, type Context, type Wire } from '../platform/index.ts'
import { webhookJobs, webhookSweeps } from './jobs.ts'
import { patienceSetting } from './patience.ts'
import { queueEvent } from './queue-deliveries.ts'
import { webhookRoutes } from './routes.ts'
import type { Wiring } from './send-deliveries.ts'

/** Webhooks, over the real wire unless another is given. */
export function webhooksContext(wiring: Wiring = realWiring()): Context {
  return {
    name: 'webhooks',
    routes: webhookRoutes,
    jobs: webhookJobs(wiring),
    sweeps: webhookSweeps(wiring),
    listeners: [
      on('*', 'webhooks.queue', (event, platform) =>
        platform.work(systemActor('webhooks'), work => queueEvent(work, event)),
      ),
    ],
    settings: [patienceSetting],
  }
}

/** One wire for the process, opened by whoever sends first. */
function realWiring(): Wiring {
  let wire: Wire | null = null
  const open = (allowPrivate: boolean) =>
    openWire({ allowPrivate, timeoutSeconds: 15, answerBytes: 1_024, longer: 'cut' })
  return {
    exchange: ({ config }) => (wire ??= open(config.allowPrivateTargets)).exchange,
    random: Math.random,
  }
}
