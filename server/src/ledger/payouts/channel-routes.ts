import type { FastifyInstance } from 'fastify'
import {
  addChannel,
  changeChannel,
  getChannel,
  listChannels,
  removeChannel,
  resumePayouts,
  setAddresses,
  stopPayouts,
  testChannel,
} from '@pulih/contracts'
import { mount, problem, requireMatch, versioned, type Platform } from '../../platform/index.ts'
import { MissingSecret } from './adapters/index.ts'
import { adapterFor, unusable, type Channel, type Wiring } from './channel.ts'
import * as store from './channel-store.ts'
import { channelView } from './view.ts'

export function channelRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, listChannels, async ({ db, platform }) => {
    const [channels, counts] = [await store.listChannels(db), await store.countOpen(db)]
    return { items: channels.map(channel => channelView(channel, counts, platform)) }
  })
  mount(app, getChannel, async ({ params, db, platform }) => {
    const channel = await store.findChannel(db, params.channel)
    return versioned(channelView(channel, await store.countOpen(db), platform), channel.revision)
  })
  mount(app, addChannel, async ({ body, work, platform }) => {
    const { channel: name, ...fields } = body
    const channel: Channel = { name, revision: 1, ...fields, stopped: 'not tested yet' }
    refuseUnusable(channel)
    if (!(await store.insertChannel(work.tx, channel))) throw problem('payouts.channel-exists', { channel: name })
    work.audit('payouts.channel-added', `channel:${name}`, { adapter: channel.settings.adapter })
    return channelView(channel, [], platform)
  })
  mount(app, changeChannel, async ({ params, body, work, ifMatch, platform }) => {
    const before = await store.lockChannel(work.tx, params.channel)
    requireMatch(ifMatch, before.revision)
    const { adapter } = before.settings
    if (body.settings.adapter !== adapter) throw problem('payouts.adapter-fixed', { channel: before.name, adapter })
    const channel: Channel = { ...before, ...body, revision: before.revision + 1 }
    refuseUnusable(channel)
    await store.updateChannel(work.tx, channel)
    work.audit('payouts.channel-changed', `channel:${before.name}`)
    return versioned(channelView(channel, await store.countOpen(work.tx), platform), channel.revision)
  })
  mount(app, removeChannel, async ({ params, work }) => {
    await store.lockChannel(work.tx, params.channel)
    if (!(await store.deleteChannel(work.tx, params.channel)))
      throw problem('payouts.channel-used', { channel: params.channel })
    work.audit('payouts.channel-removed', `channel:${params.channel}`)
    return {}
  })
  mount(app, testChannel, async ({ params, work, platform }) => {
    const said = await tryOut(await store.findChannel(work.tx, params.channel), platform, wiring)
    return { works: said === null, said }
  })
  mount(app, setAddresses, async ({ params, body, work }) => {
    await store.lockChannel(work.tx, params.channel)
    const counts = await store.setAddresses(work.tx, params.channel, body.items, body.erasedToo)
    work.audit('payouts.addresses-set', `channel:${params.channel}`, counts)
    return counts
  })
  mount(app, stopPayouts, async ({ body, work }) => {
    const stopped = await store.stopChannels(work.tx, body.channel ?? null, body.reason)
    for (const name of stopped) work.audit('payouts.stopped', `channel:${name}`)
    return { stopped: stopped.length }
  })
  mount(app, resumePayouts, async ({ body, work }) => {
    const resumed = await store.resumeChannels(work.tx, body.channel ?? null)
    for (const name of resumed) work.audit('payouts.resumed', `channel:${name}`)
    if (resumed.length > 0) await work.enqueue('payouts.send', {}, { key: 'payouts.send' })
    return { resumed: resumed.length }
  })
}

function refuseUnusable(channel: Channel): void {
  const found = unusable(channel)
  if (found !== null) throw problem('payouts.channel-unusable', { ...found })
}

/** What is wrong, or null. A channel for files has nobody to ask. */
async function tryOut(channel: Channel, platform: Platform, wiring: Wiring): Promise<string | null> {
  try {
    const adapter = adapterFor(channel, platform, wiring)
    return adapter.form === 'request' ? await adapter.test() : null
  } catch (reason) {
    if (reason instanceof MissingSecret) return reason.message
    throw reason
  }
}
