import { defineJob, defineSweep, on, type Context } from '../platform/index.ts'
import { channelRoutes } from './channel-routes.ts'
import { messagingRoutes } from './routes.ts'
import { sendAll } from './send-all.ts'
import { hear, releaseDue, sendJob, widen, type Wiring } from './tell.ts'
import { tellingSetting } from './telling-setting.ts'

/** Of which something is told. */
const news = [
  'outages.confirmed',
  'outages.update-published',
  'outages.etr-changed',
  'outages.restored',
  'outages.retracted',
] as const

/** Tells people of outages. */
export function messagingContext(wiring: Wiring): Context {
  return {
    name: 'messaging',
    routes: app => {
      messagingRoutes(app, wiring)
      channelRoutes(app)
    },
    jobs: [defineJob(sendJob, (_, platform) => sendAll(platform))],
    sweeps: [
      defineSweep('messaging.release', 5, platform => releaseDue(platform, wiring)),
      // What waits for its time, for its turn, or for a worker that died.
      defineSweep('messaging.send', 5, sendAll),
    ],
    listeners: [
      ...news.map(type => on(type, `messaging.${type}`, (event, platform) => hear(platform, wiring, event))),
      on('outages.matched', 'messaging.widen', (event, platform) => widen(platform, wiring, event.subject)),
    ],
    settings: [tellingSetting],
  }
}
