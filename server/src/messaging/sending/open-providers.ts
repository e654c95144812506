import { openWire, type Platform, type Wire } from '../../platform/index.ts'
import { adapterOf, MissingSecret, type Outside, type Provider } from '../adapters/index.ts'
import type { Channel } from '../channels/channel-store.ts'
import { keepArrival } from '../inbound/keep-arrivals.ts'

interface Opened {
  readonly as: string
  readonly provider: Provider
  readonly close: () => Promise<void>
  /** Who hands over through it just now. */
  users: number
  /** It was replaced, or its channel is gone: whoever uses it last closes it. */
  isRetired: boolean
}

/** Lines to providers stay open between two rounds, as long as their channel is as it was. */
const open = new WeakMap<Platform, Map<string, Opened>>()

function linesOf(platform: Platform): Map<string, Opened> {
  const lines = open.get(platform) ?? new Map<string, Opened>()
  open.set(platform, lines)
  return lines
}

/**
 * Does something with the provider of a channel. He is not closed under whoever uses him, also where the channel is changed meanwhile: what
 * is in his hands would become a doubt. Throws `MissingSecret`.
 */
export async function withProvider<Result>(
  platform: Platform,
  channel: Channel,
  use: (provider: Provider) => Promise<Result>,
): Promise<Result> {
  const line = await lineFor(platform, channel)
  line.users++
  try {
    return await use(line.provider)
  } finally {
    line.users--
    if (line.isRetired && line.users === 0) await line.close()
  }
}

/** Opens the line of a channel through which nothing is sent, for those providers that bring something by it. Throws `MissingSecret`. */
export async function listen(platform: Platform, channel: Channel): Promise<void> {
  await lineFor(platform, channel)
}

async function lineFor(platform: Platform, channel: Channel): Promise<Opened> {
  const lines = linesOf(platform)
  const as = JSON.stringify([channel.settings, channel.atOnce])
  const known = lines.get(channel.name)
  if (known?.as === as) return known
  const wire = openWire({
    allowPrivate: platform.config.allowPrivateTargets,
    timeoutSeconds: 30,
    answerBytes: 64 * 1024,
    // What was taken is taken, however much somebody says of it.
    longer: 'cut',
    // Nothing queues behind others here: one that listens and one that tries it out besides.
    connections: channel.atOnce + 2,
  })
  const provider = adapterOf(channel.settings).open(channel.settings, outsideOf(platform, channel, wire))
  const close = async (): Promise<void> => {
    await provider.close()
    await wire.close()
  }
  const line: Opened = { as, provider, close, users: 0, isRetired: false }
  lines.set(channel.name, line)
  if (known) await retire(known)
  return line
}

async function retire(line: Opened): Promise<void> {
  line.isRetired = true
  if (line.users === 0) await line.close()
}

/** Closes the lines of channels that were never open, or are gone. */
export async function closeOthers(platform: Platform, channels: readonly Channel[]): Promise<void> {
  const names = new Set(channels.map(({ name }) => name))
  for (const name of linesOf(platform).keys()) if (!names.has(name)) await closeLine(platform, name)
}

/** Closes the line of one channel, as soon as nobody uses it any more. */
export async function closeLine(platform: Platform, name: string): Promise<void> {
  const lines = linesOf(platform)
  const line = lines.get(name)
  if (line === undefined) return
  lines.delete(name)
  await retire(line)
}

/** How the lines of this process stand, by channel. */
export function healthOf(platform: Platform, name: string): string | null {
  return open.get(platform)?.get(name)?.provider.health?.() ?? null
}

function outsideOf(platform: Platform, { name, kind, settings, atOnce }: Channel, { exchange }: Wire): Outside {
  const { config, log, clock } = platform
  return {
    atOnce,
    exchange,
    secret(secret) {
      const found = config.secret(secret)
      if (found === null) throw new MissingSecret(secret)
      return found
    },
    receive: raw => keepArrival(platform, { channel: name, adapter: settings.adapter, raw }),
    log: says => log.warn({ channel: name, kind }, `${name}: ${says}`),
    now: () => clock.now(),
  }
}

/** Closes every line of this process. */
export async function closeLines(platform: Platform): Promise<void> {
  await closeOthers(platform, [])
}
