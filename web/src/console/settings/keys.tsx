import type { personalPermissions } from '@pulih/contracts'
import { Button, Checkbox, Stack, Switch, Text, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useChange, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog, Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Secret, Soft } from '../../ui/parts.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay, useMe } from '../session/me.ts'
import styles from './settings.module.css'

const route = getRouteApi('/inside/settings/keys')
type Key = ItemOf<'listApiKeys'>

/** What programs sign with: never more than their owner may do, and never for ever. */
export function KeysPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { all } = route.useSearch()
  const navigate = route.useNavigate()
  const [opened, setOpened] = useState(false)
  const [revoked, setRevoked] = useState<Key | null>(null)
  const everybody = all === 'true' && may('listStaff')
  return (
    <Page
      title={say('settings.keys')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened(true)}>
          {say('keys.make')}
        </Button>
      }
    >
      <Card title={say('settings.keys')} flush>
        <ListTable
          name="listApiKeys"
          given={{ query: everybody ? { all: true } : {} }}
          caption={say('settings.keys')}
          columns={useColumns(everybody, setRevoked)}
          keyOf={({ id }) => id}
          empty={say('keys.none')}
          filters={
            may('listStaff') && (
              <Switch
                label={say('keys.all')}
                checked={everybody}
                onChange={({ currentTarget: { checked } }) => void navigate({ search: checked ? { all: 'true' } : {} })}
              />
            )
          }
        />
      </Card>
      {opened && <MakeKey close={() => setOpened(false)} />}
      {revoked && <RevokeKey apiKey={revoked} close={() => setRevoked(null)} />}
    </Page>
  )
}

function useColumns(everybody: boolean, revoke: (key: Key) => void): readonly Column<Key>[] {
  const say = useSay()
  const state = ({ revokedAt, expiresAt }: Key): 'revoked' | 'expired' | 'valid' =>
    revokedAt !== null ? 'revoked' : Date.parse(expiresAt) < Date.now() ? 'expired' : 'valid'
  return [
    {
      id: 'name',
      header: say('keys.name'),
      cell: ({ name, prefix, staff }) => (
        <div>
          <strong>{name}</strong> <Soft>{prefix}…</Soft>
          {everybody && <Owner staff={staff} />}
        </div>
      ),
      text: ({ name, prefix }) => `${name} ${prefix}`,
    },
    {
      id: 'state',
      header: say('keys.state'),
      cell: key => (
        <Badge tone={state(key) === 'valid' ? 'good' : 'quiet'} mark={state(key) === 'valid' ? 'full' : 'hollow'}>
          {say(`keys.state.${state(key)}`)}
        </Badge>
      ),
      text: key => state(key),
    },
    {
      id: 'scopes',
      header: say('keys.scopes'),
      cell: ({ scopes }) => scopes.join(', '),
      text: ({ scopes }) => scopes.join(' '),
    },
    {
      id: 'used',
      header: say('keys.used'),
      tight: true,
      cell: ({ usedAt }) => (usedAt === null ? say('keys.never') : <When at={usedAt} />),
      text: ({ usedAt }) => usedAt ?? '',
    },
    {
      id: 'expires',
      header: say('keys.expires'),
      tight: true,
      cell: ({ expiresAt }) => <When at={expiresAt} />,
      text: ({ expiresAt }) => expiresAt,
    },
    {
      id: 'revoke',
      header: say('keys.revoke'),
      cell: key =>
        state(key) === 'valid' ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={say('keys.revokeThis', { name: key.name })}
            onClick={() => revoke(key)}
          >
            {say('keys.revoke')}
          </Button>
        ) : null,
      text: () => '',
    },
  ]
}

function Owner({ staff }: { readonly staff: string }): ReactNode {
  const actor = `staff:${staff}`
  const nameOf = useNames([actor])
  return (
    <div>
      <Soft>{nameOf(actor)}</Soft>
    </div>
  )
}

/** What no key can be given. */
const needPerson = [
  'compensation.approve',
  'identity.manage',
  'privacy.erase',
  'portal.own',
] as const satisfies typeof personalPermissions

const usualDays = 90

function MakeKey({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const me = useMe()
  const make = useChange('createApiKey')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [usual] = useState(() => new Date(Date.now() + usualDays * 86_400_000).toISOString().slice(0, 10))
  const offered = me.permissions.filter(each => !needPerson.some(personal => personal === each))
  if (make.data)
    return (
      <Dialog
        onClose={close}
        title={<strong>{say('keys.made')}</strong>}
        closeButtonProps={{ 'aria-label': say('common.close') }}
      >
        <Stack gap="sm">
          <Text size="sm">{say('keys.madeExplain')}</Text>
          <Secret value={make.data.key} />
          <Button onClick={close}>{say('common.done')}</Button>
        </Stack>
      </Dialog>
    )
  return (
    <ActionDialog
      title={say('keys.make')}
      explain={say('keys.makeExplain')}
      submit={say('keys.make')}
      wide
      change={make}
      close={close}
      act={({ text }) =>
        make.mutate({
          body: {
            name: text('name') ?? '',
            scopes: offered.filter(each => chosen.includes(each)),
            expiresAt: new Date(`${text('expires') ?? usual}T23:59:59Z`).toISOString(),
          },
        })
      }
    >
      <TextInput name="name" label={say('keys.name')} required withAsterisk={false} maxLength={200} data-autofocus />
      <TextInput
        name="expires"
        type="date"
        label={say('keys.expires')}
        defaultValue={usual}
        required
        withAsterisk={false}
      />
      <Checkbox.Group label={say('keys.scopes')} value={[...chosen]} onChange={setChosen}>
        <div className={styles['scopes']}>
          {offered.map(each => (
            <Checkbox key={each} value={each} label={each} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
    </ActionDialog>
  )
}

function RevokeKey({ apiKey, close }: { readonly apiKey: Key; readonly close: () => void }): ReactNode {
  const say = useSay()
  const revoke = useChange('revokeApiKey')
  return (
    <ActionDialog
      title={say('keys.revokeThis', { name: apiKey.name })}
      explain={say('keys.revokeExplain')}
      submit={say('keys.revoke')}
      danger
      change={revoke}
      close={close}
      act={() => revoke.mutate({ params: { key: apiKey.id } }, { onSuccess: close })}
    />
  )
}
