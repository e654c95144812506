import * as contracts from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, mountTalk, problem, requireMatch, versioned, type Platform } from '../../platform/index.ts'
import { adapterOf } from '../adapters/index.ts'
import * as store from './channel-store.ts'
import { healthOf } from '../sending/open-providers.ts'
import { tryOut } from '../sending/send-all.ts'
import { sendJob } from '../send-job.ts'

type View = contracts.MessageChannelView

/** The ways to providers: a new one is stopped until somebody has tried it. */
export function channelRoutes(app: FastifyInstance): void {
  mount(app, contracts.listMessageChannels, async ({ db, platform }) => ({
    items: (await store.countChannels(db, platform.clock.now())).map(channel => viewOf(channel, platform)),
  }))

  mount(app, contracts.getMessageChannel, async ({ db, params, platform }) => {
    const channel = await store.countChannel(db, params.channel, platform.clock.now())
    return versioned(viewOf(channel, platform), channel.revision)
  })

  mount(app, contracts.addMessageChannel, async ({ body, work, platform }) => {
    const { channel: name, ...fields } = body
    const given = { name, kind: adapterOf(fields.settings).brings, ...fields, stopped: 'not tested yet' }
    if (!(await store.insertChannel(work.tx, given))) throw problem('messaging.channel-exists', { channel: name })
    work.audit('messaging.channel-added', `message-channel:${name}`, { adapter: fields.settings.adapter })
    return viewOf(await store.countChannel(work.tx, name, work.now), platform)
  })

  mount(app, contracts.changeMessageChannel, async ({ params, body, work, ifMatch, platform }) => {
    const before = await store.lockChannel(work.tx, params.channel)
    requireMatch(ifMatch, before.revision)
    const after = { ...before, ...body, kind: adapterOf(body.settings).brings }
    if (!(await store.updateChannel(work.tx, after)))
      throw problem('messaging.channel-exists', { channel: before.name })
    work.audit('messaging.channel-changed', `message-channel:${before.name}`)
    const changed = await store.countChannel(work.tx, before.name, work.now)
    return versioned(viewOf(changed, platform), changed.revision)
  })

  mount(app, contracts.stopMessageChannel, async ({ params, body, work, platform }) => {
    await store.lockChannel(work.tx, params.channel)
    await store.setStopped(work.tx, params.channel, body.reason)
    work.audit('messaging.channel-stopped', `message-channel:${params.channel}`, { reason: body.reason })
    return viewOf(await store.countChannel(work.tx, params.channel, work.now), platform)
  })

  mount(app, contracts.resumeMessageChannel, async ({ params, work, platform }) => {
    await store.lockChannel(work.tx, params.channel)
    await store.setStopped(work.tx, params.channel, null)
    work.audit('messaging.channel-resumed', `message-channel:${params.channel}`)
    await work.enqueue(sendJob, {}, { key: sendJob })
    return viewOf(await store.countChannel(work.tx, params.channel, work.now), platform)
  })

  // A provider may be slow: no row is held while he is listened to.
  mountTalk(app, contracts.testMessageChannel, async ({ params, body, actor, platform }) => {
    const channel = await platform.work(actor, async work => {
      const found = await store.findChannel(work.tx, params.channel)
      work.audit('messaging.channel-tested', `message-channel:${found.name}`)
      return found
    })
    return tryOut(platform, channel, body.to)
  })
}

function viewOf(channel: store.CountedChannel, platform: Platform): View {
  const { config } = platform
  const { name, kind, settings, perSecond, atOnce, price, stopped, waiting, doubtful, oldestWaiting } = channel
  return {
    channel: name,
    kind,
    settings,
    perSecond,
    atOnce,
    price,
    stopped,
    line: healthOf(platform, name),
    failing: channel.failing,
    trouble: troubleOf(channel),
    missingSecrets: adapterOf(settings)
      .secretsOf(settings)
      .filter(secret => config.secret(secret) === null),
    waiting,
    doubtful,
    oldestWaiting: oldestWaiting?.toString() ?? null,
  }
}

function troubleOf({ troubledSince, trouble }: store.CountedChannel): View['trouble'] {
  return troubledSince === null || trouble === null ? null : { since: troubledSince.toString(), reason: trouble }
}
