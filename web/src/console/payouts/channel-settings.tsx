import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { BodyFor, ReplyTo } from '../../api/ask.ts'
import type { Entered } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'

export type ChannelView = ReplyTo<'getChannel'>
export type ChannelBody = BodyFor<'addChannel'>
type Settings = ChannelBody['settings']
export type Adapter = Settings['adapter']

export const adapters = [
  'tmf654',
  'kill-bill',
  'lago',
  'webhook',
  'csv',
  'parquet',
  'brm',
] as const satisfies readonly Adapter[]

interface Field {
  readonly name:
    | 'url'
    | 'lookupUrl'
    | 'version'
    | 'action'
    | 'lookup'
    | 'form'
    | 'user'
    | 'secret'
    | 'password'
    | 'apiKey'
    | 'apiSecret'
    | 'database'
    | 'resources'
    | 'taxFlag'
    | 'reasonDomain'
    | 'reason'
  readonly kind: 'address' | 'secret' | 'text' | 'number' | 'choice' | 'table'
  readonly choices?: readonly string[]
  readonly optional?: true
  readonly initial?: string
}

const versions = ['4.0.0', '4.1.0'] as const
const actions = ['adjustBalance', 'topupBalance'] as const
const lookups = ['list', 'none'] as const
const forms = ['wallet', 'credit-note'] as const

/** What each way to speak to a biller needs to know, in the order in which its documentation asks for it. */
const fieldsOf: Readonly<Record<Adapter, readonly Field[]>> = {
  tmf654: [
    { name: 'url', kind: 'address' },
    { name: 'secret', kind: 'secret', optional: true },
    { name: 'version', kind: 'choice', choices: versions },
    { name: 'action', kind: 'choice', choices: actions },
    { name: 'lookup', kind: 'choice', choices: lookups },
  ],
  'kill-bill': [
    { name: 'url', kind: 'address' },
    { name: 'user', kind: 'text' },
    { name: 'password', kind: 'secret' },
    { name: 'apiKey', kind: 'secret' },
    { name: 'apiSecret', kind: 'secret' },
  ],
  lago: [
    { name: 'url', kind: 'address' },
    { name: 'secret', kind: 'secret' },
    { name: 'form', kind: 'choice', choices: forms },
  ],
  webhook: [
    { name: 'url', kind: 'address' },
    { name: 'secret', kind: 'secret' },
    { name: 'lookupUrl', kind: 'address', optional: true },
  ],
  csv: [],
  parquet: [],
  brm: [
    { name: 'database', kind: 'text', initial: '0.0.0.1' },
    { name: 'resources', kind: 'table' },
    { name: 'taxFlag', kind: 'number', initial: '0' },
    { name: 'reasonDomain', kind: 'number', optional: true },
    { name: 'reason', kind: 'number', optional: true },
  ],
}

/** The fields of one adapter. Secrets are named, never entered: the configuration of the server has them. */
export function AdapterFields({
  adapter,
  settings,
}: {
  readonly adapter: Adapter
  readonly settings: Settings | null
}): ReactNode {
  const say = useSay()
  const known: Readonly<Record<string, unknown>> = { ...settings }
  return fieldsOf[adapter].map(({ name, kind, choices = [], optional, initial = '' }) => {
    const looks = {
      name,
      label: say(`payouts.field.${name}`),
      defaultValue: textOf(known[name]) ?? initial,
      required: optional !== true,
      withAsterisk: false,
      key: `${adapter} ${name}`,
    } as const
    const { key, ...field } = looks
    switch (kind) {
      case 'choice':
        return (
          <NativeSelect
            key={key}
            {...field}
            data={choices.map(value => ({
              value,
              label: name === 'version' ? value : say(`payouts.choice.${value as 'list'}`),
            }))}
          />
        )
      case 'table':
        return (
          <Textarea
            key={key}
            {...field}
            description={say('payouts.field.resources.hint')}
            placeholder="PLN=985"
            rows={3}
          />
        )
      case 'number':
        return <TextInput key={key} {...field} type="number" min={0} step={1} />
      case 'address':
        return <TextInput key={key} {...field} type="url" placeholder="https://" maxLength={500} />
      case 'secret':
        return (
          <TextInput
            key={key}
            {...field}
            description={say('payouts.secret.hint')}
            pattern="[a-z][a-z0-9\-]{0,60}"
            placeholder="kill-bill-key"
            autoComplete="off"
          />
        )
      default:
        return <TextInput key={key} {...field} maxLength={200} />
    }
  })
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string' || typeof value === 'number') return value.toString()
  if (typeof value !== 'object') return undefined
  return Object.entries(value)
    .map(([unit, resource]) => `${unit}=${String(resource)}`)
    .join('\n')
}

/** What was entered, as the API takes it. */
export function settingsFrom(adapter: Adapter, { text }: Entered): Settings {
  const url = text('url') ?? ''
  const secret = text('secret') ?? ''
  switch (adapter) {
    case 'tmf654':
      return {
        adapter,
        url,
        secret: text('secret') ?? null,
        version: oneOf(versions, text('version')),
        action: oneOf(actions, text('action')),
        lookup: oneOf(lookups, text('lookup')),
      }
    case 'kill-bill':
      return {
        adapter,
        url,
        user: text('user') ?? '',
        password: text('password') ?? '',
        apiKey: text('apiKey') ?? '',
        apiSecret: text('apiSecret') ?? '',
      }
    case 'lago':
      return { adapter, url, secret, form: oneOf(forms, text('form')) }
    case 'webhook':
      return { adapter, url, secret, lookupUrl: text('lookupUrl') ?? null }
    case 'brm':
      return {
        adapter,
        database: text('database') ?? '',
        resources: resourcesIn(text('resources') ?? ''),
        taxFlag: Number(text('taxFlag') ?? 0),
        reasonDomain: wholeOf(text('reasonDomain')),
        reason: wholeOf(text('reason')),
      }
    default:
      return { adapter }
  }
}

/** `PLN=985` in each line. */
function resourcesIn(text: string): Record<string, number> {
  return Object.fromEntries(
    text
      .split(/[\n,;]+/)
      .map(line => line.split(/\s*[=\s]\s*/).filter(part => part !== ''))
      .flatMap(([unit, resource]) => (unit === undefined ? [] : [[unit, Number(resource)]])),
  )
}

function wholeOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}

function oneOf<Word extends string>(words: readonly [Word, ...Word[]], given: string | undefined): Word {
  return words.find(word => word === given) ?? words[0]
}
