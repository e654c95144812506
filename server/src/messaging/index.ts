import { defineSweep, on, type Context } from '../platform/index.ts'
import { hear, releaseDue, widen, type Wiring } from './tell.ts'
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
    sweeps: [defineSweep('messaging.release', 5, platform => releaseDue(platform, wiring))],
    listeners: [
      ...news.map(type => on(type, `messaging.${type}`, (event, platform) => hear(platform, wiring, event))),
      on('outages.matched', 'messaging.widen', (event, platform) => widen(platform, wiring, event.subject)),
    ],
    settings: [tellingSetting],
  }
}
