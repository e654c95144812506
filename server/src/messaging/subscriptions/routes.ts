import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { checkOriginIfAny, mountOutside, placeOf } from '../../identity/index.ts'
import { areasNamed } from '../../network/index.ts'
import { readOperatorZone } from '../../outages/index.ts'
import { mount, problem, readSetting, type Platform, type Tx } from '../../platform/index.ts'
import { tellingSetting } from '../telling-setting.ts'
import { askableChannels, askForProof } from './ask.ts'
import { confirm, someReader } from './confirm.ts'
import { messagingOffer } from './offer.ts'
import { placeIn, requireZone } from './places.ts'
import { endSubscription, findSubscription, lockSubscription, moveSubscription } from './store.ts'
import { subscriptionView, type Subscription } from './subscription.ts'
import { openToken } from './token.ts'
import { tokenKey } from './token-key.ts'

const mostAreas = 20

/** Anybody asks to be told, shows that the address is his, and looks after what he asked for; nobody signs in. */
export function subscriptionRoutes(app: FastifyInstance): void {
  mount(app, contracts.getSubscriptionOptions, async ({ db }) => {
    const { sender } = await readSetting(db, tellingSetting)
    const { offered: channels, ...offer } = await messagingOffer(db)
    return { sender, channels, ...offer, timeZone: await readOperatorZone(db) }
  })

  mount(app, contracts.findSubscriptionAreas, async ({ db, query }) => ({
    items: await areasNamed(db, query.text.trim(), mostAreas),
  }))

  mountOutside(app, contracts.askSubscription, async ({ body, visitor, platform, request }) => {
    checkOriginIfAny(platform, request)
    const { channel, place: named, timeZone } = body
    if (!(await askableChannels(platform.db)).includes(channel)) throw problem('messaging.channel-closed', { channel })
    requireZone(timeZone)
    const place = await placeIn(platform.db, named)
    const from = placeOf(visitor.address)
    return platform.work(someReader, work => askForProof(platform, work, { ...body, customerId: null, place, from }))
  })

  mountOutside(app, contracts.confirmContact, async ({ body, visitor, platform, request }) => {
    checkOriginIfAny(platform, request)
    return confirm(platform, body, placeOf(visitor.address))
  })

  mount(app, contracts.getSubscription, async ({ db, params, platform }) => {
    const found = await findSubscription(db, await idIn(platform, params.token))
    return subscriptionView(requireFound(found))
  })

  mount(app, contracts.changeSubscription, async ({ body, params, platform, work }) => {
    const before = await lockOngoing(platform, work.tx, params.token)
    const place = await placeIn(work.tx, body.place)
    const { language, timeZone } = { ...body, timeZone: requireZone(body.timeZone) }
    if (!(await moveSubscription(work.tx, before.id, { ...place, language, timeZone })))
      throw problem('messaging.subscription-exists')
    work.audit('messaging.subscription-changed', `subscription:${before.id}`, { scope: place.scope })
    return subscriptionView(requireFound(await findSubscription(work.tx, before.id)))
  })

  mount(app, contracts.endSubscription, async ({ params, platform, work }) => {
    const id = await idIn(platform, params.token)
    const before = requireFound(await lockSubscription(work.tx, id))
    if (before.state !== 'ended') {
      await endSubscription(work.tx, id, work.now)
      work.audit('messaging.subscription-ended', `subscription:${id}`)
    }
    return subscriptionView(requireFound(await findSubscription(work.tx, id)))
  })
}

async function idIn(platform: Platform, token: string): Promise<string> {
  const opened = openToken(await tokenKey(platform), token)
  if (opened?.kind !== 'subscription') throw problem('messaging.link-unknown')
  return opened.id
}

async function lockOngoing(platform: Platform, tx: Tx, token: string): Promise<Subscription> {
  const found = requireFound(await lockSubscription(tx, await idIn(platform, token)))
  if (found.state === 'ended') throw problem('messaging.link-unknown')
  return found
}

function requireFound(found: Subscription | null): Subscription {
  if (found === null) throw problem('messaging.link-unknown')
  return found
}
