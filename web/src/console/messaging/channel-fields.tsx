import type { MailInbox, MessageChannelSettings } from '@pulih/contracts'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { inboxes, receiptIds, type Adapter, type Inbox } from './channel-settings.ts'
import styles from './messaging.module.css'

type FieldName =
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
  | 'webhookSecret'
  | 'contact'
  | 'publicKey'
  | 'privateKey'
  | 'folder'

interface Field {
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
const fieldsOf: Readonly<Record<Adapter, readonly Field[]>> = {
  smtp: [
    { name: 'host', kind: 'text', most: 250, pattern: '[\\w.:\\-]+' },
    { name: 'port', kind: 'port', initial: '465' },
    { name: 'secure', kind: 'switch', initial: 'yes', hint: true },
    { name: 'user', kind: 'text', optional: true },
    { name: 'password', kind: 'secret', optional: true },
    { name: 'from', kind: 'text', hint: true },
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

/** The fields of one adapter. Secrets are named, never entered: the configuration of the server has them. */
export function AdapterFields({
  adapter,
  settings,
}: {
  readonly adapter: Adapter
  readonly settings: MessageChannelSettings | null
}): ReactNode {
  return (
    <>
      {fieldsOf[adapter].map(field => (
        <FieldInput key={`${adapter} ${field.name}`} field={field} known={valuesOf(settings)} />
      ))}
      {adapter === 'smtp' && <InboxFields inbox={settings?.adapter === 'smtp' ? settings.inbox : null} />}
    </>
  )
}

/** Where mail comes from that people write. */
function InboxFields({ inbox }: { readonly inbox: MailInbox | null }): ReactNode {
  const say = useSay()
  const [by, setBy] = useState<Inbox>(inbox?.by ?? 'none')
  return (
    <fieldset className={styles['group']}>
      <NativeSelect
        name="inbox"
        label={say('channels.inbox')}
        value={by}
        onChange={({ currentTarget: { value } }) => setBy(inboxes.find(each => each === value) ?? by)}
        data={inboxes.map(value => ({ value, label: say(`channels.inbox.${value}`) }))}
      />
      {(by === 'imap' ? imapFields : by === 'lmtp' ? lmtpFields : []).map(field => (
        <FieldInput
          key={`${by} ${field.name}`}
          field={field}
          prefix="inbox."
          known={valuesOf(inbox?.by === by ? inbox : null)}
        />
      ))}
    </fieldset>
  )
}

type Known = Readonly<Record<string, unknown>> | null

function valuesOf(settings: MessageChannelSettings | MailInbox | null): Known {
  return settings === null ? null : { ...settings }
}

function FieldInput({
  field: { name, kind, optional, initial = '', pattern, most = 200, hint },
  prefix = '',
  known,
}: {
  readonly field: Field
  readonly prefix?: string
  readonly known: Known
}): ReactNode {
  const say = useSay()
  const value = known === null ? initial : textOf(known[name])
  const label = say(`channels.field.${name}`)
  const looks = {
    name: `${prefix}${name}`,
    label: optional ? `${label} (${say('common.optional')})` : label,
    defaultValue: value,
    required: optional !== true,
    withAsterisk: false,
    ...(hint ? { description: say(`channels.hint.${name as 'from'}`) } : {}),
  }
  switch (kind) {
    case 'switch':
      return (
        <Checkbox
          name={looks.name}
          label={label}
          description={looks.description}
          value="yes"
          defaultChecked={value === 'yes'}
        />
      )
    case 'receiptIds':
      return (
        <NativeSelect
          {...looks}
          data={receiptIds.map(each => ({ value: each, label: say(`channels.receiptIds.${each}`) }))}
        />
      )
    case 'port':
      return <TextInput {...looks} type="number" min={1} max={65_535} />
    case 'whole':
      return <TextInput {...looks} type="number" min={1} max={1_000} />
    case 'address':
      return <TextInput {...looks} type="url" placeholder="https://" maxLength={500} />
    case 'secret':
      return (
        <TextInput
          {...looks}
          description={
            hint
              ? `${say(`channels.hint.${name as 'from'}`)} ${say('channels.secret.hint')}`
              : say('channels.secret.hint')
          }
          pattern="[a-z][a-z0-9\-]{0,39}"
          placeholder="sms-token"
          autoComplete="off"
        />
      )
    default:
      return <TextInput {...looks} maxLength={most} {...(pattern === undefined ? {} : { pattern })} />
  }
}

/** A setting as an input shows it. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
