import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Scheme } from '@pulih/engine'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { looking, lookingVersioned, useChange } from '../../api/queries.ts'
import { isRefusal } from '../../api/refusal.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { changed, idPattern, startWith, type Operator } from './document.ts'
import { ParameterInput } from './parameter.tsx'
import styles from './schemes.module.css'
import { Simulation, useSimulation } from './simulation.tsx'

const route = getRouteApi('/inside/schemes/policy')
const settingName = 'compensation.operator'

/** A policy in a form. Beside it stands what it would have cost on outages that really happened, anew after each change. */
export function PolicyPage(): ReactNode {
  const { from } = route.useSearch()
  const { data } = useSuspenseQuery(looking('listSchemes', {}))
  const own = data.items.filter(item => item.own).map(({ scheme }) => scheme as Scheme)
  const examples = (data.examples as readonly Scheme[]).filter(example => !own.some(({ id }) => id === example.id))
  const found = [...own, ...examples].find(({ id }) => id === from) ?? examples[0]
  if (!found) return null
  return (
    <Editor
      key={found.id}
      first={startWith(found, data)}
      choices={[...own, ...examples]}
      operator={data}
      isNew={!own.some(({ id }) => id === found.id)}
    />
  )
}

function Editor({
  first,
  choices,
  operator,
  isNew,
}: {
  readonly first: Scheme
  readonly choices: readonly Scheme[]
  readonly operator: Operator
  readonly isNew: boolean
}): ReactNode {
  const say = useSay()
  const may = useMay()
  const { language } = useLanguage()
  const navigate = route.useNavigate()
  const [policy, setPolicy] = useState(first)
  const [tried] = useDebouncedValue(policy, 500)
  const [saving, setSaving] = useState<'save' | 'remove' | null>(null)
  const { error, isFetching } = useSimulation(tried)
  // A policy that cannot be read would keep every run from being started.
  const isUsable = tried === policy && !isFetching && !isRefusal(error, 'compensation.bad-policy')
  const titles = ['en', 'id', 'pl'] as const
  return (
    <Page
      title={say(isNew ? 'policy.new' : 'policy.edit')}
      above={
        <TextLink to="/schemes" size="xs">
          {say('schemes.title')}
        </TextLink>
      }
      actions={
        may('putSetting') && (
          <>
            {!isNew && (
              <Button variant="default" color="red" onClick={() => setSaving('remove')}>
                {say('policy.remove')}
              </Button>
            )}
            <Button
              disabled={!isUsable}
              leftSection={<Icon name="check" size={16} />}
              onClick={() => setSaving('save')}
            >
              {say('policy.save')}
            </Button>
          </>
        )
      }
    >
      <div className={styles['editor']}>
        <div className={styles['sticky']}>
          <Card title={say('policy.form')}>
            <div className={styles['fields']}>
              <Select
                className={styles['wide'] ?? ''}
                label={say('policy.base')}
                description={say('policy.base.hint')}
                allowDeselect={false}
                value={choices.some(({ id }) => id === first.id) ? first.id : null}
                onChange={next => next !== null && void navigate({ search: { from: next } })}
                data={choices.map(({ id, title }) => ({ value: id, label: title[language] }))}
              />
              <TextInput
                label={say('scheme.id')}
                description={say('policy.id.hint')}
                value={policy.id}
                pattern={idPattern}
                onChange={({ currentTarget }) => setPolicy({ ...policy, id: currentTarget.value.trim() })}
              />
              <Select
                label={say('runs.column.status')}
                allowDeselect={false}
                value={policy.status}
                onChange={next => setPolicy({ ...policy, status: next === 'goodwill' ? 'goodwill' : 'contract' })}
                data={(['contract', 'goodwill'] as const).map(value => ({
                  value,
                  label: say(`scheme.status.${value}`),
                }))}
              />
              <TextInput
                type="date"
                label={say('policy.from')}
                value={policy.inForce.from ?? ''}
                onChange={({ currentTarget }) => setPolicy(changed.from(policy, currentTarget.value))}
              />
              {titles.map(each => (
                <Textarea
                  key={each}
                  className={styles['wide'] ?? ''}
                  autosize
                  minRows={1}
                  label={say(`policy.title.${each}`)}
                  value={policy.title[each]}
                  onChange={({ currentTarget }) =>
                    setPolicy({ ...policy, title: { ...policy.title, [each]: currentTarget.value } })
                  }
                />
              ))}
              <TextInput
                className={styles['wide'] ?? ''}
                label={say('policy.source')}
                description={say('policy.source.hint')}
                value={policy.sources[0]?.cite ?? ''}
                onChange={({ currentTarget }) => setPolicy(changed.cite(policy, currentTarget.value))}
              />
            </div>
          </Card>
          <Card title={say('scheme.parameters')}>
            <div className={styles['fields']}>
              {Object.entries(policy.parameters).map(([name, parameter]) => (
                <ParameterInput
                  key={name}
                  label={parameter.title?.[language] ?? name}
                  unit={parameter.unit}
                  currency={operator.currency}
                  value={parameter.values?.at(-1)?.value ?? ''}
                  set={value => setPolicy(changed.value(policy, name, value))}
                />
              ))}
            </div>
          </Card>
        </div>
        <Simulation policy={tried} settled={tried === policy} />
      </div>
      {saving && (
        <SaveDialog kind={saving} policy={policy} before={isNew ? null : first.id} close={() => setSaving(null)} />
      )}
    </Page>
  )
}

/** The policies are part of what the operator has decided; saving keeps every other decision as it is. */
function SaveDialog({
  kind,
  policy,
  before,
  close,
}: {
  readonly kind: 'save' | 'remove'
  readonly policy: Scheme
  readonly before: string | null
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const navigate = route.useNavigate()
  const client = useQueryClient()
  const change = useChange('putSetting')
  const { data } = useQuery(lookingVersioned('getSetting', { params: { name: settingName } }))
  return (
    <ActionDialog
      title={say(kind === 'save' ? 'policy.save' : 'policy.remove')}
      explain={say(kind === 'save' ? 'policy.save.explain' : 'policy.remove.explain')}
      submit={say(kind === 'save' ? 'policy.save' : 'policy.remove')}
      danger={kind === 'remove'}
      change={change}
      close={close}
      act={() => {
        if (!data) return
        const value = data.reply.value as { readonly policies: readonly { readonly id: string }[] }
        const others = value.policies.filter(({ id }) => id !== before && id !== policy.id)
        change.mutate(
          {
            params: { name: settingName },
            body: { value: { ...value, policies: kind === 'save' ? [...others, policy] : others } },
            ...(data.version === null ? {} : { version: data.version }),
          },
          {
            onSuccess: () => {
              // What the settings changed is shown by operations of another name.
              void client.invalidateQueries({
                predicate: ({ queryKey: [name] }) => name === 'listSchemes' || name === 'simulatePolicy',
              })
              notifications.show({ message: say(kind === 'save' ? 'policy.saved' : 'policy.removed') })
              void navigate({ to: '/schemes', search: kind === 'save' ? { scheme: policy.id } : {} })
            },
          },
        )
      }}
    />
  )
}
