import type { MessageChannelSettings } from '@pulih/contracts'
import type { Adapter } from './adapter.ts'
import { httpSmsGateway } from './http-sms/http-sms.ts'
import { mail } from './mail/mail.ts'
import { smppGateway } from './smpp/smpp.ts'
import { telegram } from './telegram/telegram.ts'
import { webPush } from './web-push/web-push.ts'
import { webhook } from './webhook/webhook.ts'
import { whatsapp } from './whatsapp/whatsapp.ts'

export { MissingSecret, type Adapter, type Outside } from './adapter.ts'
export * from './door.ts'
export type { HandOver, Outgoing, Provider } from './provider.ts'

const adapters: Readonly<Partial<Record<MessageChannelSettings['adapter'], unknown>>> = {
  smtp: mail,
  'http-sms': httpSmsGateway,
  smpp: smppGateway,
  whatsapp,
  telegram,
  'web-push': webPush,
  webhook,
}

/** What belongs to a channel's settings. */
export function adapterOf<Settings extends MessageChannelSettings>({
  adapter,
}: Pick<Settings, 'adapter'>): Adapter<Settings> {
  // Each stands under the name that its settings have.
  return adapters[adapter] as Adapter<Settings>
}
