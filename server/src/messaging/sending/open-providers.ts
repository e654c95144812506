import { openWire, type Platform, type Wire } from '../../platform/index.ts'
import { adapterOf, MissingSecret, type Outside, type Provider } from '../adapters/index.ts'
import type { Channel } from '../channels/channel-store.ts'
import { keepArrival } from '../inbound/keep-arrivals.ts'

interface Opened {
  readonly as: string
  readonly provider: Provider
  readonly close: () => Promise<void>
}

/** Lines to providers stay open between two rounds, as long as their channel is as it was. */
const open = new WeakMap<Platform, Map<string, Opened>>()

function linesOf(platform: Platform): Map<string, Opened> {
  const lines = open.get(platform) ?? new Map<string, Opened>()
  open.set(platform, lines)
  return lines
}

/** Throws `MissingSecret`. */
export function providerFor(platform: Platform, channel: Channel): Provider {
  const lines = linesOf(platform)
  const as = JSON.stringify([channel.settings, channel.atOnce])
  const known = lines.get(channel.name)
  if (known?.as === as) return known.provider
  lines.delete(channel.name)
  void known?.close()
  const wire = openWire({
    allowPrivate: platform.config.allowPrivateTargets,
    timeoutSeconds: 30,
    answerBytes: 64 * 1024,
  })
  const provider = adapterOf(channel.settings).open(channel.settings, outsideOf(platform, channel, wire))
  const close = async (): Promise<void> => {
    await provider.close()
    await wire.close()
  }
  lines.set(channel.name, { as, provider, close })
  return provider
}

/** Closes the lines of channels that were stopped or are gone. */
export async function closeOthers(platform: Platform, channels: readonly Channel[]): Promise<void> {
  const lines = linesOf(platform)
  const names = new Set(channels.map(({ name }) => name))
  for (const [name, { close }] of lines)
    if (!names.has(name)) {
      lines.delete(name)
      await close()
    }
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
