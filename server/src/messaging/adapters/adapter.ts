import type { MessageChannel, MessageChannelSettings } from '@pulih/contracts'
import type { Exchange } from '../../platform/index.ts'
import type { Door, Normalise, RawArrival } from './door.ts'
import type { Provider } from './provider.ts'

/** What an adapter needs from outside. */
export interface Outside {
  /** Hand-overs at once. */
  readonly atOnce: number
  readonly exchange: Exchange
  /** Throws `MissingSecret`. */
  readonly secret: (name: string) => string
  /** Keeps what came by a connection that the provider holds; when it resolves it may be acknowledged, when it throws it may not. */
  readonly receive: (raw: RawArrival) => Promise<void>
  /** Something that staff should know of this channel; no addresses, no secrets. */
  readonly log: (says: string) => void
  readonly now: () => Temporal.Instant
}

/** One kind of provider: how it is opened, and how what it brings is checked and understood. */
export interface Adapter<Settings extends MessageChannelSettings = MessageChannelSettings> {
  readonly brings: MessageChannel
  /** Names of the secrets that it needs. */
  secretsOf(settings: Settings): readonly string[]
  open(settings: Settings, outside: Outside): Provider
  /** null: it brings nothing by HTTP. */
  readonly door: Door<Settings> | null
  /** null: it brings nothing at all. */
  readonly normalise: Normalise | null
}

/** The settings of one adapter. */
export type SettingsOf<Name extends MessageChannelSettings['adapter']> = Extract<
  MessageChannelSettings,
  { readonly adapter: Name }
>

/** A channel whose secret is not configured. */
export class MissingSecret extends Error {
  constructor(secret: string) {
    super(`the secret ${secret} is not configured: set PULIH_SECRET_${secret.toUpperCase().replaceAll('-', '_')}`)
    this.name = 'MissingSecret'
  }
}
