import { Select, TextInput } from '@mantine/core'
import type { Scheme } from '@pulih/engine'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage, useSay } from '../../../ui/language.tsx'
import { Card } from '../../../ui/page.tsx'
import { beginning, idPattern, type Operator } from '../document.ts'
import styles from '../schemes.module.css'
import { useEditing, useMistake } from './editing.tsx'
import { Choice, TextField, Texts } from './fields.tsx'
import { ValueField } from './value.tsx'

const route = getRouteApi('/inside/schemes/policy')

/** What it is called, what kind of promise it is, and since when. */
export function Basics({
  operator,
  isNew,
  template,
}: {
  readonly operator: Operator & { readonly examples: readonly unknown[] }
  readonly isNew: boolean
  readonly template: string | null
}): ReactNode {
  const say = useSay()
  const { policy, put, change } = useEditing()
  const idMistake = useMistake('/id')
  return (
    <Card title={say('policy.form')}>
      <div className={styles['fields']}>
        {isNew && <Template operator={operator} template={template} />}
        <TextInput
          label={say('scheme.id')}
          description={say('policy.id.hint')}
          data-pointer="/id"
          value={policy.id}
          pattern={idPattern}
          readOnly={!isNew}
          error={idMistake}
          onChange={({ currentTarget }) => put('/id', currentTarget.value.trim())}
        />
        <Choice
          label={say('runs.column.status')}
          pointer="/status"
          value={policy.status === 'goodwill' ? 'goodwill' : 'contract'}
          words={['contract', 'goodwill']}
          text={value => say(`scheme.status.${value}`)}
        />
        <TextInput
          type="date"
          label={say('policy.from')}
          data-pointer="/inForce/from"
          value={policy.inForce.from}
          error={useMistake('/inForce/from')}
          onChange={({ currentTarget }) => {
            const from = currentTarget.value
            change('/inForce/from', before => beginning(before, from))
          }}
        />
        <TextInput
          type="date"
          label={say('policy.to')}
          description={say('policy.to.hint')}
          data-pointer="/inForce/to"
          value={policy.inForce.to ?? ''}
          error={useMistake('/inForce/to')}
          onChange={({ currentTarget }) => put('/inForce/to', currentTarget.value === '' ? null : currentTarget.value)}
        />
        <Texts name="title" pointer="/title" value={policy.title} />
        <div className={styles['wide']}>
          <TextField
            label={say('policy.source')}
            hint={say('policy.source.hint')}
            pointer="/sources/0/cite"
            value={policy.sources[0]?.cite}
          />
        </div>
      </div>
    </Card>
  )
}

/** What a new policy begins as: an example, or a copy of any scheme there is. */
function Template({
  operator,
  template,
}: {
  readonly operator: Operator & { readonly examples: readonly unknown[] }
  readonly template: string | null
}): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const navigate = route.useNavigate()
  const titled = (schemes: readonly Scheme[], before: string) =>
    schemes.map(({ id, title }) => ({ value: `${before}${id}`, label: title[language] }))
  const schemes = (own: boolean) =>
    operator.items.filter(item => item.own === own).map(({ scheme }) => scheme as Scheme)
  return (
    <Select
      className={styles['wide'] ?? ''}
      label={say('policy.base')}
      description={say('policy.base.hint')}
      allowDeselect={false}
      searchable
      value={template}
      onChange={next => next !== null && void navigate({ search: { from: next } })}
      data={[
        { group: say('policy.base.examples'), items: titled(operator.examples as readonly Scheme[], '') },
        { group: say('policy.base.own'), items: titled(schemes(true), 'copy:') },
        { group: say('policy.base.laws'), items: titled(schemes(false), 'copy:') },
      ].filter(({ items }) => items.length > 0)}
    />
  )
}

/** The numbers that have a name: what is changed most often, without looking for the place where it is used. */
export function NamedValues(): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const { policy } = useEditing()
  const parameters = Object.entries(policy.parameters)
  if (parameters.length === 0) return null
  return (
    <Card title={say('scheme.parameters')}>
      <div className={styles['fields']}>
        {parameters.map(([name, parameter]) => (
          <ValueField
            key={name}
            label={parameter.title?.[language] ?? name}
            pointer={`/parameters/${name}/values/${Math.max(parameter.values.length - 1, 0)}/value`}
            value={parameter.values.at(-1)?.value}
            unit={parameter.unit}
          />
        ))}
      </div>
    </Card>
  )
}
