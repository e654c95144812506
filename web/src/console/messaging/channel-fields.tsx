import type { MailBounces, MailInbox, MessageChannelSettings } from '@pulih/contracts'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { bounceFields, fieldsOf, inboxFieldsOf, shownIn, type Field } from './channel-form.ts'
import { inboxes, receiptIds, type Adapter, type Inbox } from './channel-settings.ts'
import styles from './messaging.module.css'

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
      {adapter === 'smtp' && <MailFields settings={settings?.adapter === 'smtp' ? settings : null} />}
    </>
  )
}

function MailFields({
  settings,
}: {
  readonly settings: { readonly inbox: MailInbox | null; readonly bounces?: MailBounces | null } | null
}): ReactNode {
  return (
    <>
      <InboxFields inbox={settings?.inbox ?? null} />
      <BounceFields bounces={settings?.bounces ?? null} />
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
      {inboxFieldsOf[by].map(field => (
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

/** Where mail comes back that nobody could deliver. */
function BounceFields({ bounces }: { readonly bounces: MailBounces | null }): ReactNode {
  const say = useSay()
  const [isWanted, setIsWanted] = useState(bounces !== null)
  return (
    <fieldset className={styles['group']}>
      <Checkbox
        name="bounces"
        label={say('channels.bounces')}
        description={say('channels.bounces.hint')}
        value="yes"
        checked={isWanted}
        onChange={({ currentTarget: { checked } }) => setIsWanted(checked)}
      />
      {isWanted &&
        bounceFields.map(field => (
          <FieldInput key={field.name} field={field} prefix="bounces." known={valuesOf(bounces)} />
        ))}
    </fieldset>
  )
}

type Known = Readonly<Record<string, unknown>> | null

function valuesOf(settings: MailBounces | MailInbox | MessageChannelSettings | null): Known {
  return settings === null ? null : { ...settings }
}

function FieldInput({
  field,
  prefix = '',
  known,
}: {
  readonly field: Field
  readonly prefix?: string
  readonly known: Known
}): ReactNode {
  const say = useSay()
  const { name, kind, optional, pattern, most = 200, hint } = field
  const value = shownIn(known, field)
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
