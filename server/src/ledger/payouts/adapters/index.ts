import type { ChannelSettings } from '@pulih/contracts'
import type { PayoutAdapter } from '../adapter.ts'
import type { Exchange } from '../exchange.ts'
import { brmFile } from './brm-file.ts'
import { csvFile } from './csv-file.ts'
import { killBill } from './kill-bill.ts'
import { lago } from './lago.ts'
import { parquetFile } from './parquet-file.ts'
import { tmf654 } from './tmf654.ts'
import { webhook } from './webhook.ts'

/** What an adapter needs from outside. */
export interface Outside {
  readonly exchange: Exchange
  readonly now: () => Temporal.Instant
  readonly secret: (name: string) => string | null
}

/** A channel whose secrets are not configured. */
export class MissingSecret extends Error {
  readonly secret: string

  constructor(secret: string) {
    super(`the secret ${secret} is not configured`)
    this.name = 'MissingSecret'
    this.secret = secret
  }
}

/** The adapter that a channel's settings ask for. Throws `MissingSecret`. */
export function adapterOf(settings: ChannelSettings, { exchange, now, secret }: Outside): PayoutAdapter {
  const need = (name: string): string => {
    const found = secret(name)
    if (found === null) throw new MissingSecret(name)
    return found
  }
  switch (settings.adapter) {
    case 'tmf654':
      return tmf654(settings, settings.secret === null ? null : need(settings.secret), exchange)
    case 'kill-bill': {
      const { password, apiKey, apiSecret } = settings
      return killBill(
        settings,
        { password: need(password), apiKey: need(apiKey), apiSecret: need(apiSecret) },
        exchange,
      )
    }
    case 'lago':
      return lago(settings, need(settings.secret), exchange)
    case 'webhook':
      return webhook(settings, need(settings.secret), exchange, now)
    case 'csv':
      return csvFile
    case 'parquet':
      return parquetFile
    case 'brm':
      return brmFile(settings)
  }
}

/** The names of the secrets that a channel needs. */
export function secretsOf(settings: ChannelSettings): string[] {
  switch (settings.adapter) {
    case 'tmf654':
      return settings.secret === null ? [] : [settings.secret]
    case 'kill-bill':
      return [settings.password, settings.apiKey, settings.apiSecret]
    case 'lago':
    case 'webhook':
      return [settings.secret]
    case 'csv':
    case 'parquet':
    case 'brm':
      return []
  }
}

/** Whether the biller can be asked for our key, and whether it takes files. */
export function abilities(settings: ChannelSettings): {
  readonly queryable: boolean
  readonly form: 'request' | 'file'
} {
  switch (settings.adapter) {
    case 'tmf654':
      return { queryable: settings.lookup === 'list', form: 'request' }
    case 'kill-bill':
    case 'lago':
      return { queryable: true, form: 'request' }
    case 'webhook':
      return { queryable: settings.lookupUrl !== null, form: 'request' }
    case 'csv':
    case 'parquet':
    case 'brm':
      return { queryable: false, form: 'file' }
  }
}
