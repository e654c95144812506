import { randomUUID } from 'node:crypto'
import { openWire, type Exchange, type Platform } from '../platform/index.ts'
import { MissingSecret, providerOf, type Provider } from './adapters/index.ts'
import { openChannels, type Channel } from './channel-store.ts'
import { sendDue } from './send-messages.ts'

/** Providers stay open between two rounds, as long as their channel is as it was. */
const open = new Map<string, { readonly as: string; readonly provider: Provider }>()
let exchange: Exchange | null = null

/** Sends what is due through every channel, all at once: a slow provider keeps no other waiting. */
export async function sendAll(platform: Platform): Promise<void> {
  const channels = await openChannels(platform.db)
  await Promise.all(
    channels.map(async channel => {
      try {
        await sendDue(platform, channel, providerFor(platform, channel))
      } catch (reason) {
        if (!(reason instanceof MissingSecret)) throw reason
        platform.log.warn({ channel: channel.name }, `Nothing is sent through ${channel.name}: ${reason.message}.`)
      }
    }),
  )
}

function providerFor({ config }: Platform, channel: Channel): Provider {
  const as = JSON.stringify([channel.settings, channel.atOnce])
  const known = open.get(channel.name)
  if (known?.as === as) return known.provider
  void known?.provider.close()
  exchange ??= openWire({
    allowPrivate: config.allowPrivateTargets,
    timeoutSeconds: 30,
    answerBytes: 64 * 1024,
  }).exchange
  const provider = providerOf(channel.settings, channel.atOnce, { exchange, secret: name => config.secret(name) })
  open.set(channel.name, { as, provider })
  return provider
}

/** One message to an address of whoever asks; nothing about anybody else stands in it. */
export async function tryOut(
  platform: Platform,
  channel: Channel,
  to: string,
): Promise<{ outcome: 'accepted' | 'refused' | 'throttled' | 'lost'; says: string | null }> {
  try {
    const answer = await providerFor(platform, channel).handOver({
      key: `pulih-test-${randomUUID()}`,
      to,
      subject: 'Pulih: a test',
      text: 'Pulih: this is a test.',
      unsubscribeUrl: null,
    })
    return { outcome: answer.kind, says: 'reason' in answer ? answer.reason : null }
  } catch (reason) {
    if (reason instanceof MissingSecret) return { outcome: 'refused', says: reason.message }
    throw reason
  }
}
