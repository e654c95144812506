import { randomUUID } from 'node:crypto'
import { changedSince, listeningChannels, type Channel } from '../channels/channel-store.ts'
import { readSetting, type Platform } from '../../platform/index.ts'
import { MissingSecret } from '../adapters/index.ts'
import { linksOf } from '../subscriptions/links.ts'
import { tellingSetting } from '../telling-setting.ts'
import type { TakenMessage } from './message-store.ts'
import { closeLine, closeOthers, listen, withProvider } from './open-providers.ts'
import { contentOf } from '../content.ts'
import { renderer } from './render.ts'
import { sendDue, type Way } from './send-due.ts'

/** Of each process, by channel: who is sending just now, and what ends it. */
interface Sending {
  readonly byChannel: Map<string, Promise<number>>
  readonly ending: AbortController
}

const running = new WeakMap<Platform, Sending>()

/**
 * Sends what is due through every channel, all at once: a slow provider keeps no other waiting. Where this process is sending through one
 * already it is not begun again. Lines of channels that were stopped stay open: what comes in by them is heard. Returns how many were handed
 * over.
 */
export async function sendAll(platform: Platform): Promise<number> {
  const channels = await listeningChannels(platform.db)
  await closeOthers(platform, channels)
  const { byChannel, ending } = sendingOf(platform)
  const sent = await Promise.all(
    channels.map(channel => {
      const begun =
        byChannel.get(channel.name) ??
        sendThrough(platform, channel, ending.signal).finally(() => byChannel.delete(channel.name))
      byChannel.set(channel.name, begun)
      return begun
    }),
  )
  return sent.reduce((sum, each) => sum + each, 0)
}

/** The same, but waits for it only so long: whoever is slow holds no worker, and what goes well goes on. */
export async function beginSending(platform: Platform, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>(resolve => (timer = setTimeout(resolve, milliseconds)))
  // What breaks later is seen by the sweep, which joins whoever sends.
  await Promise.race([sendAll(platform), enough]).finally(() => clearTimeout(timer))
}

/** This process ends: nothing more is taken, and what is on its way is noted. */
export async function endSending(platform: Platform): Promise<void> {
  const { byChannel, ending } = sendingOf(platform)
  ending.abort()
  await Promise.allSettled(byChannel.values())
}

function sendingOf(platform: Platform): Sending {
  const known = running.get(platform) ?? {
    byChannel: new Map<string, Promise<number>>(),
    ending: new AbortController(),
  }
  running.set(platform, known)
  return known
}

/** As often as the channel is changed meanwhile it is begun again, with the channel as it is then. */
async function sendThrough(platform: Platform, given: Channel, signal: AbortSignal): Promise<number> {
  let sent = 0
  let channel: Channel | null = given
  try {
    while (channel !== null && !signal.aborted) {
      if (channel.stopped === null) sent += await sendAsItIs(platform, channel, signal)
      else await listen(platform, channel)
      channel = await changedSince(platform.db, channel)
    }
  } catch (reason) {
    if (!(reason instanceof MissingSecret)) throw reason
    warnOnce(platform, given.name, `Nothing is sent through ${given.name}: ${reason.message}.`)
  }
  return sent
}

async function sendAsItIs(platform: Platform, channel: Channel, signal: AbortSignal): Promise<number> {
  const wayWith = await wayThrough(platform, channel)
  return withProvider(platform, channel, provider => sendDue(platform, { ...wayWith, provider }, signal))
}

const warned = new WeakMap<Platform, Set<string>>()

/** Of what stays as it is until somebody mends it one line is enough. */
function warnOnce(platform: Platform, channel: string, says: string): void {
  const known = warned.get(platform) ?? new Set<string>()
  warned.set(platform, known)
  if (!known.has(says)) platform.log.warn({ channel }, says)
  known.add(says)
}

/** A channel with the words that go over it. */
async function wayThrough(platform: Platform, channel: Channel): Promise<Omit<Way, 'provider'>> {
  const telling = await readSetting(platform.db, tellingSetting)
  const links = await linksOf(platform)
  const unsubscribeUrl = (message: TakenMessage) => links.unsubscribe({ ...message, channel: channel.kind })
  return {
    channel,
    quietHours: telling.quietHours,
    render: renderer(channel.kind, telling, unsubscribeUrl),
    contentOf: ({ kind, statement, language }) =>
      kind === null || statement === null ? null : contentOf(kind, statement, language),
    unsubscribeUrl,
    log: (message, reason) =>
      platform.log.error(
        { message: String(message), channel: channel.name, err: reason },
        'A message could not be handed over',
      ),
  }
}

/** Nobody may be written to freely who did not write first, so that a trial takes a text that the provider knows. */
const tryingTemplate = {
  kind: 'update',
  facts: { sender: 'Pulih', number: '-', words: 'this is a test.', url: 'https://example.com/' },
} as const

/** One message to an address of whoever asks; nothing about anybody else stands in it. */
export async function tryOut(
  platform: Platform,
  channel: Channel,
  to: string,
): Promise<{ outcome: 'accepted' | 'refused' | 'throttled' | 'lost'; says: string | null }> {
  try {
    const answer = await withProvider(platform, channel, provider =>
      provider.handOver({
        key: `pulih-test-${randomUUID()}`,
        to,
        language: 'en',
        subject: 'Pulih: a test',
        text: 'Pulih: this is a test.',
        html: null,
        template: channel.kind === 'whatsapp' ? tryingTemplate : null,
        conversationUntil: null,
        unsubscribeUrl: null,
        expiresAt: null,
        format: channel.kind === 'webhook' ? 'pulih' : null,
      }),
    )
    return { outcome: answer.kind, says: 'reason' in answer ? answer.reason : null }
  } catch (reason) {
    if (reason instanceof MissingSecret) return { outcome: 'refused', says: reason.message }
    throw reason
  } finally {
    // Where nothing is sent nobody would ever close it, and what comes in by it belongs to whoever sends.
    if (!running.has(platform)) await closeLine(platform, channel.name)
  }
}
