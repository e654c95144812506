import type { MessageChannelSettings } from '@pulih/contracts'
import type { Exchange } from '../../platform/index.ts'
import type { MessageChannel } from '../audience.ts'
import { httpSms } from './http-sms.ts'
import type { Provider } from './provider.ts'
import { smtp } from './smtp.ts'

export type { Provider } from './provider.ts'

/** What an adapter needs from outside. */
export interface Outside {
  readonly exchange: Exchange
  readonly secret: (name: string) => string | null
}

/** A channel whose secret is not configured. */
export class MissingSecret extends Error {
  constructor(secret: string) {
    super(`the secret ${secret} is not configured: set PULIH_SECRET_${secret.toUpperCase().replaceAll('-', '_')}`)
    this.name = 'MissingSecret'
  }
}

/** The provider that a channel's settings describe. Throws `MissingSecret`. */
export function providerOf(settings: MessageChannelSettings, atOnce: number, { exchange, secret }: Outside): Provider {
  const need = (name: string): string => {
    const found = secret(name)
    if (found === null) throw new MissingSecret(name)
    return found
  }
  switch (settings.adapter) {
    case 'smtp':
      return smtp(settings, settings.password === null ? null : need(settings.password), atOnce)
    case 'http-sms':
      return httpSms(settings, need(settings.token), exchange)
  }
}

/** What a provider brings messages to. */
export function kindOf({ adapter }: MessageChannelSettings): MessageChannel {
  return adapter === 'smtp' ? 'email' : 'sms'
}

/** Names of the secrets that it needs. */
export function secretsOf(settings: MessageChannelSettings): readonly string[] {
  if (settings.adapter === 'http-sms') return [settings.token]
  return settings.password === null ? [] : [settings.password]
}
