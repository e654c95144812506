import type { ChannelSettings } from '@pulih/contracts'
import type { Platform } from '../../platform/index.ts'
import { abilities, adapterOf, secretsOf, type Outside } from './adapters/index.ts'
import type { PayoutAdapter } from './adapter.ts'
import type { Manner } from './payout.ts'
import { unitKind } from './unit.ts'

/** A way to a biller, as somebody configured it. */
export interface Channel {
  readonly name: string
  readonly revision: number
  readonly title: string
  readonly settings: ChannelSettings
  readonly units: readonly string[]
  /** What the customer reads on the bill. */
  readonly text: string
  /** A decimal of whichever unit; above it a payout waits for a person. */
  readonly largest: string | null
  readonly perMinute: number | null
  readonly settlingSeconds: number
  readonly rest: 'stays' | 'asked-again'
  /** Why nothing is sent, if nothing is. */
  readonly stopped: string | null
}

/** The wire by which billers are reached: one per process, or a simulated one. */
export type Wiring = (platform: Platform) => Outside['exchange']

export function adapterFor(channel: Pick<Channel, 'settings'>, platform: Platform, wiring: Wiring): PayoutAdapter {
  return adapterOf(channel.settings, {
    exchange: wiring(platform),
    now: () => platform.clock.now(),
    secret: name => platform.config.secret(name),
  })
}

export function mannerOf(channel: Channel): Manner {
  return { queryable: abilities(channel.settings).queryable, settlingSeconds: channel.settlingSeconds }
}

export function missingSecrets(settings: ChannelSettings, platform: Platform): string[] {
  return secretsOf(settings).filter(name => platform.config.secret(name) === null)
}

/** Why a channel could never work, as a code with what it is about and in English. */
export interface Unusable {
  readonly why: 'money-only' | 'no-resource'
  readonly adapter: string
  readonly units: string
  readonly reason: string
}

/** Why a channel could never work as it was configured, if it could not. */
export function unusable(channel: Pick<Channel, 'settings' | 'units'>): Unusable | null {
  const { settings, units } = channel
  if (
    (settings.adapter === 'kill-bill' || settings.adapter === 'lago') &&
    units.some(unit => unitKind(unit) !== 'monetary')
  )
    return {
      why: 'money-only',
      adapter: settings.adapter,
      units: units.join(', '),
      reason: `${settings.adapter} credits money only; the units are ${units.join(', ')}.`,
    }
  if (settings.adapter === 'brm') {
    const without = units.filter(unit => settings.resources[unit] === undefined)
    if (without.length > 0)
      return {
        why: 'no-resource',
        adapter: settings.adapter,
        units: without.join(', '),
        reason: `Give the resource of ${without.join(', ')}.`,
      }
  }
  return null
}
