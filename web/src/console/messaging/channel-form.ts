import type { Adapter, Inbox } from './channel-settings.ts'

type FieldName =
  | 'address'
  | 'authenticatedBy'
  | 'host'
  | 'port'
  | 'secure'
  | 'user'
  | 'password'
  | 'from'
  | 'url'
  | 'token'
  | 'signing'
  | 'systemId'
  | 'systemType'
  | 'window'
  | 'receiptIds'
  | 'phoneNumberId'
  | 'appSecret'
  | 'verifyToken'
  | 'templatePrefix'
  | 'codeTemplate'
  | 'webhookSecret'
  | 'contact'
  | 'publicKey'
  | 'privateKey'
  | 'folder'

export interface Field {
  readonly name: FieldName
  readonly kind: 'text' | 'port' | 'whole' | 'switch' | 'address' | 'secret' | 'receiptIds'
  readonly optional?: true
  readonly initial?: string
  readonly pattern?: string
  readonly most?: number
  /** What is meant is not clear from its name. */
  readonly hint?: true
}

/** What each adapter has to know, in the order in which a provider's letter says it. */
export const fieldsOf: Readonly<Record<Adapter, readonly Field[]>> = {
  smtp: [
    { name: 'host', kind: 'text', most: 250, pattern: '[\\w.:\\-]+' },
    { name: 'port', kind: 'port', initial: '465' },
    { name: 'secure', kind: 'switch', initial: 'yes', hint: true },
    { name: 'user', kind: 'text', optional: true },
    { name: 'password', kind: 'secret', optional: true },
    { name: 'from', kind: 'text', hint: true },
    { name: 'authenticatedBy', kind: 'text', optional: true, most: 250, pattern: '[\\w.\\-]+', hint: true },
  ],
  'http-sms': [
    { name: 'url', kind: 'address' },
    { name: 'from', kind: 'text', most: 20, hint: true },
    { name: 'token', kind: 'secret' },
    { name: 'signing', kind: 'secret', optional: true, hint: true },
  ],
  smpp: [
    { name: 'host', kind: 'text', most: 250, pattern: '[\\w.:\\-]+' },
    { name: 'port', kind: 'port', initial: '2775' },
    { name: 'secure', kind: 'switch', hint: true },
    { name: 'systemId', kind: 'text', most: 15 },
    { name: 'password', kind: 'secret' },
    { name: 'systemType', kind: 'text', most: 12, optional: true },
    { name: 'from', kind: 'text', most: 20, hint: true },
    { name: 'window', kind: 'whole', initial: '10', hint: true },
    { name: 'receiptIds', kind: 'receiptIds', hint: true },
  ],
  whatsapp: [
    { name: 'url', kind: 'address', initial: 'https://graph.facebook.com/v23.0' },
    { name: 'phoneNumberId', kind: 'text', most: 30, pattern: '\\d{1,30}' },
    { name: 'token', kind: 'secret' },
    { name: 'appSecret', kind: 'secret' },
    { name: 'verifyToken', kind: 'secret' },
    { name: 'templatePrefix', kind: 'text', initial: 'pulih', most: 40, pattern: '[a-z0-9_]{1,40}', hint: true },
    { name: 'codeTemplate', kind: 'text', optional: true, most: 60, pattern: '[a-z0-9_]{1,60}', hint: true },
  ],
  telegram: [
    { name: 'url', kind: 'address', initial: 'https://api.telegram.org' },
    { name: 'token', kind: 'secret' },
    { name: 'webhookSecret', kind: 'secret', optional: true, hint: true },
  ],
  'web-push': [
    { name: 'contact', kind: 'text', most: 200, pattern: '(mailto:|https:\\/\\/)\\S+', hint: true },
    { name: 'publicKey', kind: 'text', most: 87, pattern: '[A-Za-z0-9_\\-]{87}' },
    { name: 'privateKey', kind: 'secret' },
  ],
  webhook: [{ name: 'signing', kind: 'secret', hint: true }],
}

const imapFields: readonly Field[] = [
  { name: 'host', kind: 'text', most: 250, pattern: '[\\w.:\\-]+' },
  { name: 'port', kind: 'port', initial: '993' },
  { name: 'secure', kind: 'switch', initial: 'yes', hint: true },
  { name: 'user', kind: 'text' },
  { name: 'password', kind: 'secret' },
  { name: 'folder', kind: 'text', initial: 'INBOX' },
]
const lmtpFields: readonly Field[] = [
  { name: 'host', kind: 'text', most: 250, pattern: '[\\w.:\\-]+', initial: '127.0.0.1' },
  { name: 'port', kind: 'port', initial: '2424' },
]

/** Of where mail comes from that people write, by how it is read. */
export const inboxFieldsOf: Readonly<Record<Inbox, readonly Field[]>> = {
  none: [],
  imap: imapFields,
  lmtp: lmtpFields,
}

/** Of where mail comes back that nobody could deliver. */
export const bounceFields: readonly Field[] = [
  { name: 'address', kind: 'text', most: 200, pattern: '[A-Za-z0-9._\\-]{1,20}@[A-Za-z0-9.\\-]+', hint: true },
  { name: 'signing', kind: 'secret' },
]

/** What somebody configured, as an input shows it. */
export function shownIn(known: Readonly<Record<string, unknown>> | null, { name, initial = '' }: Field): string {
  const value = known === null ? initial : known[name]
  if (typeof value === 'boolean') return value ? 'yes' : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
