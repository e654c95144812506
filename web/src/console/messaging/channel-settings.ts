import type { MailBounces, MailInbox, MessageChannelSettings, MessageChannelView } from '@pulih/contracts'
import type { Entered } from '../../ui/dialog.tsx'

export type Adapter = MessageChannelSettings['adapter']

export const adapters = [
  'smtp',
  'http-sms',
  'smpp',
  'whatsapp',
  'telegram',
  'web-push',
  'webhook',
] as const satisfies readonly Adapter[]

/** By what people are reached through it; there is one channel of each kind. */
export const bringsOf: Readonly<Record<Adapter, MessageChannelView['kind']>> = {
  smtp: 'email',
  'http-sms': 'sms',
  smpp: 'sms',
  whatsapp: 'whatsapp',
  telegram: 'telegram',
  'web-push': 'push',
  webhook: 'webhook',
}

export const receiptIds = ['same', 'hexadecimal', 'decimal'] as const
export const inboxes = ['none', 'imap', 'lmtp'] as const
export type Inbox = (typeof inboxes)[number]

/** What was entered, as the API takes it. What is empty and may be is null. */
export function settingsFrom(adapter: Adapter, entered: Entered): MessageChannelSettings {
  const { text } = entered
  const given = (name: string): string => text(name) ?? ''
  const orNull = (name: string): string | null => text(name) ?? null
  const isTicked = (name: string): boolean => text(name) !== undefined
  switch (adapter) {
    case 'smtp':
      return {
        adapter,
        host: given('host'),
        port: Number(given('port')),
        secure: isTicked('secure'),
        user: orNull('user'),
        password: orNull('password'),
        from: given('from'),
        inbox: inboxFrom(entered),
        bounces: bouncesFrom(entered),
        authenticatedBy: orNull('authenticatedBy'),
      }
    case 'http-sms':
      return { adapter, url: given('url'), from: given('from'), token: given('token'), signing: orNull('signing') }
    case 'smpp':
      return {
        adapter,
        host: given('host'),
        port: Number(given('port')),
        secure: isTicked('secure'),
        systemId: given('systemId'),
        password: given('password'),
        systemType: given('systemType'),
        from: given('from'),
        window: Number(given('window')),
        receiptIds: receiptIds.find(each => each === text('receiptIds')) ?? 'same',
      }
    case 'whatsapp':
      return {
        adapter,
        url: given('url'),
        phoneNumberId: given('phoneNumberId'),
        token: given('token'),
        appSecret: given('appSecret'),
        verifyToken: given('verifyToken'),
        templatePrefix: given('templatePrefix'),
        codeTemplate: orNull('codeTemplate'),
      }
    case 'telegram':
      return { adapter, url: given('url'), token: given('token'), webhookSecret: orNull('webhookSecret') }
    case 'web-push':
      return { adapter, contact: given('contact'), publicKey: given('publicKey'), privateKey: given('privateKey') }
    case 'webhook':
      return { adapter, signing: given('signing') }
  }
}

function inboxFrom({ text }: Entered): MailInbox | null {
  const host = text('inbox.host') ?? ''
  const port = Number(text('inbox.port') ?? 0)
  switch (text('inbox')) {
    case 'imap':
      return {
        by: 'imap',
        host,
        port,
        secure: text('inbox.secure') !== undefined,
        user: text('inbox.user') ?? '',
        password: text('inbox.password') ?? '',
        folder: text('inbox.folder') ?? '',
      }
    case 'lmtp':
      return { by: 'lmtp', host, port }
    default:
      return null
  }
}

function bouncesFrom({ text }: Entered): MailBounces | null {
  if (text('bounces') === undefined) return null
  return { address: text('bounces.address') ?? '', signing: text('bounces.signing') ?? '' }
}
