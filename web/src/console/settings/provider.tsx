import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { SaveBar, useSaved } from './save-bar.tsx'
import { roles } from './person-dialogs.tsx'
import styles from './settings.module.css'

type Claim = ReplyTo<'readRoleClaim'>

/** Which claims of the company's sign-in give which roles here. */
export function ProviderPage(): ReactNode {
  const say = useSay()
  const { data } = useSuspenseQuery(lookingVersioned('readRoleClaim', {}))
  return (
    <Page title={say('settings.provider')}>
      <Card title={say('provider.roles')}>
        <ClaimForm key={data.version} claim={data.reply} version={data.version} />
      </Card>
    </Page>
  )
}

function ClaimForm({ claim, version }: { readonly claim: Claim; readonly version: string | null }): ReactNode {
  const say = useSay()
  const save = useChange('changeRoleClaim')
  const saved = useSaved()
  const [draft, setDraft] = useState<Claim>(claim)
  const put = (at: number, change: Partial<Claim['mapping'][number]>): void =>
    setDraft({ ...draft, mapping: draft.mapping.map((row, each) => (each === at ? { ...row, ...change } : row)) })
  return (
    <form
      className={styles['form']}
      onSubmit={event => {
        event.preventDefault()
        saved(save.mutateAsync({ ...(version === null ? {} : { version }), body: draft }))
      }}
    >
      <TextInput
        label={say('provider.scope')}
        value={draft.scope}
        onChange={({ currentTarget }) => setDraft({ ...draft, scope: currentTarget.value })}
        required
        withAsterisk={false}
      />
      <TextInput
        label={say('provider.claim')}
        description={say('provider.claimHint')}
        value={draft.claim}
        onChange={({ currentTarget }) => setDraft({ ...draft, claim: currentTarget.value })}
        required
        withAsterisk={false}
      />
      <div className={styles['rows']}>
        {draft.mapping.map(({ value, role }, at) => (
          <div key={at} className={styles['row']}>
            <TextInput
              label={say('provider.value')}
              value={value}
              required
              withAsterisk={false}
              onChange={({ currentTarget }) => put(at, { value: currentTarget.value })}
            />
            <Select
              label={say('provider.role')}
              value={role}
              allowDeselect={false}
              onChange={next => put(at, { role: roles.find(each => each === next) ?? role })}
              data={roles.map(each => ({ value: each, label: say(`role.${each}`) }))}
            />
            <ActionIcon
              variant="default"
              size={34}
              aria-label={say('setting.removeRow')}
              onClick={() => setDraft({ ...draft, mapping: draft.mapping.filter((_, each) => each !== at) })}
            >
              <Icon name="minus" size={15} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => setDraft({ ...draft, mapping: [...draft.mapping, { value: '', role: 'viewer' }] })}
          >
            {say('setting.addRow')}
          </Button>
        </div>
      </div>
      <SaveBar save={save} may />
    </form>
  )
}
