import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { looking, lookingVersioned, useChange } from '../../api/queries.ts'
import { isMessage, useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { None, Soft, Stacked } from '../../ui/parts.tsx'
import { useNames } from '../../ui/people.ts'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { formOf } from './forms/index.ts'
import { SaveBar, useSaved } from './save-bar.tsx'
import styles from './settings.module.css'

const route = getRouteApi('/inside/settings/decided/$name')

/** One thing that the operator decided, and what was decided before. */
export function SettingPage(): ReactNode {
  const intl = useIntl()
  const say = useSay()
  const { name } = route.useParams()
  const { data } = useSuspenseQuery(lookingVersioned('getSetting', { params: { name } }))
  const known = `setting.${name}`
  const title = isMessage(known, intl.messages) ? intl.formatMessage({ id: known }) : name
  const says = `setting.says.${name}`
  return (
    <Page title={title}>
      <Stacked>
        <Card title={say('setting.inForce')}>
          <p className={styles['says']}>
            {isMessage(says, intl.messages) ? intl.formatMessage({ id: says }) : data.reply.says}
          </p>
          <SettingForm key={data.version} name={name} value={data.reply.value} version={data.version} />
        </Card>
        <History name={name} />
      </Stacked>
    </Page>
  )
}

function SettingForm({
  name,
  value,
  version,
}: {
  readonly name: string
  readonly value: unknown
  readonly version: string | null
}): ReactNode {
  const may = useMay()
  const save = useChange('putSetting')
  const saved = useSaved()
  const [draft, setDraft] = useState(value)
  const [broken, setBroken] = useState(false)
  const Form = formOf(name)
  const writes = may('putSetting')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (!broken)
          saved(
            save.mutateAsync({ params: { name }, ...(version === null ? {} : { version }), body: { value: draft } }),
          )
      }}
    >
      <fieldset className={styles['form']} disabled={!writes}>
        <Form value={draft} change={setDraft} broken={setBroken} />
        <SaveBar save={save} may={writes} />
      </fieldset>
    </form>
  )
}

function History({ name }: { readonly name: string }): ReactNode {
  const say = useSay()
  const { data } = useQuery(looking('settingHistory', { params: { name } }))
  const items = data?.items ?? []
  const nameOf = useNames(items.flatMap(({ by }) => (by === null ? [] : [by])))
  return (
    <Card title={say('setting.history')} flush>
      {items.length === 0 && <None>{say('setting.never')}</None>}
      {items.map(({ revision, value, at, by }) => (
        <details key={revision} className={styles['past']}>
          <summary>
            {say('setting.revision', { revision })} · <When at={at} /> <Soft>{by === null ? '' : nameOf(by)}</Soft>
          </summary>
          <pre className={styles['json']} tabIndex={0}>
            {JSON.stringify(value, null, 2)}
          </pre>
        </details>
      ))}
    </Card>
  )
}
