import { defineJob, defineSweep, on, readSetting, type Context, type Platform } from '../platform/index.ts'
import { channelRoutes } from './channels/channel-routes.ts'
import { promisesSetting } from './clocks/promises-setting.ts'
import { clockRoutes } from './clocks/routes.ts'
import { watchClocks } from './clocks/watch-clocks.ts'
import type { Answering } from './inbound/answer.ts'
import { arrivalRoutes } from './inbound/arrival-routes.ts'
import { understandJob } from './inbound/keep-arrivals.ts'
import { understandAll } from './inbound/understand.ts'
import { tellCredits } from './credits/tell-credits.ts'
import { callRoutes } from './deliveries/call-routes.ts'
import { deliveryRoutes } from './deliveries/delivery-routes.ts'
import { inboundRoutes } from './inbound/inbound-routes.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { pressRoutes } from './notices/press-routes.ts'
import { sendJob } from './send-job.ts'
import { closeLines } from './sending/open-providers.ts'
import { beginSending, endSending } from './sending/send-all.ts'
import { forgetOld, subscriptionDoors, subscriptionsSetting } from './subscriptions/index.ts'
import { type Wiring } from './manner.ts'
import { releaseDue, widen } from './release.ts'
import { hear } from './tell.ts'
import { tellingSetting } from './telling-setting.ts'
import { voice } from './voice/index.ts'

export {
  eraseReader,
  exportReader,
  lockPreference,
  preferenceOf,
  savePreference,
  type KeptPreference,
} from './preferences/index.ts'
export { openChannelKinds } from './channels/channel-store.ts'
export { outageNotices } from './purpose.ts'
export { tellDirectly } from './tell-directly.ts'
export {
  askableChannels,
  askForProof,
  maskedAddress,
  messagingOffer,
  requireZone,
  stoppedAmong,
} from './subscriptions/index.ts'

/** Of which something is told. */
const news = [
  'outages.confirmed',
  'outages.update-published',
  'outages.etr-changed',
  'outages.partly-restored',
  'outages.reopened',
  'outages.restored',
  'outages.retracted',
] as const

/** A job waits so long for what it began to send; the rest goes on without it, so that no worker is held by one provider. */
const sendingMilliseconds = 10_000

/** A round waits for senders no longer than until the next one: a channel that has much to send keeps no other from being looked at. */
const roundMilliseconds = 4_000

/** Tells people of outages, and hears what comes back. */
export function messagingContext(wiring: Wiring): Context {
  const ear = voice(wiring)
  return {
    name: 'messaging',
    routes: app => {
      noticeRoutes(app, wiring)
      pressRoutes(app, wiring)
      deliveryRoutes(app)
      callRoutes(app, wiring)
      channelRoutes(app)
      clockRoutes(app, wiring)
      subscriptionDoors(app)
      arrivalRoutes(app)
      inboundRoutes(app)
      ear.routes(app)
      app.addHook('onClose', async () => {
        await endSending(app.platform)
        await closeLines(app.platform)
      })
    },
    jobs: [
      ...ear.jobs,
      defineJob(sendJob, (_, platform) => beginSending(platform, sendingMilliseconds)),
      defineJob(understandJob, async (_, platform) => understandAll(platform, await answeringOf(platform, wiring))),
    ],
    sweeps: [
      ...ear.sweeps,
      forgetOld,
      defineSweep('messaging.release', 5, platform => releaseDue(platform, wiring)),
      defineSweep('messaging.clocks', 30, platform => watchClocks(platform, wiring)),
      // What waits for its time, for its turn, or for a worker that died.
      defineSweep('messaging.send', 5, platform => beginSending(platform, roundMilliseconds)),
      // What is looked at again, and what a worker that died had not looked at.
      defineSweep('messaging.understand', 5, async platform =>
        understandAll(platform, await answeringOf(platform, wiring)),
      ),
    ],
    listeners: [
      ...ear.listeners,
      ...news.map(type => on(type, `messaging.${type}`, (event, platform) => hear(platform, wiring, event))),
      on('compensation.posted', 'messaging.compensation.posted', (event, platform) =>
        tellCredits(platform, wiring, event),
      ),
      on('outages.matched', 'messaging.widen', (event, platform) => widen(platform, wiring, event.subject)),
    ],
    settings: [...ear.settings, promisesSetting, subscriptionsSetting, tellingSetting],
  }
}

async function answeringOf(platform: Platform, wiring: Wiring): Promise<Answering> {
  return {
    telling: await readSetting(platform.db, tellingSetting),
    pageUrl: await wiring.pageUrl(platform),
    timeZone: await wiring.timeZone(platform),
    paymentOf: wiring.paymentOf,
    answersPerDay: (await readSetting(platform.db, subscriptionsSetting)).answersPerDay,
  }
}
