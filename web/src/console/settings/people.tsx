import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMe } from '../session/me.ts'
import { AddPerson, ChangePerson, DisablePerson, ResetPerson, roles } from './person-dialogs.tsx'

const route = getRouteApi('/inside/settings/people')
export type Person = ItemOf<'listStaff'>
type Doing = 'change' | 'reset' | 'disable' | 'enable'

/** Who signs in here, and what that gives. */
export function PeoplePage(): ReactNode {
  const say = useSay()
  const { role } = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const [doing, setDoing] = useState<{ readonly person: Person; readonly what: Doing } | null>(null)
  const known = roles.find(each => each === role)
  const close = (): void => setDoing(null)
  return (
    <Page
      title={say('settings.people')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
          {say('people.add')}
        </Button>
      }
    >
      <Card title={say('settings.people')} flush>
        <ListTable
          name="listStaff"
          given={{ query: known === undefined ? {} : { role: known } }}
          caption={say('settings.people')}
          columns={useColumns((person, what) => setDoing({ person, what }))}
          keyOf={({ id }) => id}
          filtered={known !== undefined}
          clear={() => void navigate({ search: {} })}
          filters={
            <Select
              aria-label={say('people.roles')}
              placeholder={say('people.anyRole')}
              value={known ?? null}
              clearable
              onChange={next => void navigate({ search: next === null ? {} : { role: next } })}
              data={roles.map(value => ({ value, label: say(`role.${value}`) }))}
            />
          }
        />
      </Card>
      {adding && <AddPerson close={() => setAdding(false)} />}
      {doing?.what === 'change' && <ChangePerson person={doing.person} close={close} />}
      {doing?.what === 'reset' && <ResetPerson person={doing.person} close={close} />}
      {(doing?.what === 'disable' || doing?.what === 'enable') && (
        <DisablePerson person={doing.person} enable={doing.what === 'enable'} close={close} />
      )}
    </Page>
  )
}

function useColumns(act: (person: Person, what: Doing) => void): readonly Column<Person>[] {
  const say = useSay()
  return [
    {
      id: 'name',
      header: say('people.name'),
      cell: ({ name, login }) => (
        <div>
          <strong>{name}</strong> <Soft>{login}</Soft>
        </div>
      ),
      text: ({ name, login }) => `${name} ${login}`,
    },
    {
      id: 'roles',
      header: say('people.roles'),
      cell: ({ roles: held, rolesBy }) => (
        <div>
          {held.map(role => say(`role.${role}`)).join(', ') || say('people.noRole')}{' '}
          {rolesBy === 'claim' && <Soft>{say('people.byClaim')}</Soft>}
        </div>
      ),
      text: ({ roles: held }) => held.join(' '),
    },
    {
      id: 'state',
      header: say('people.state'),
      cell: ({ disabledAt, password }) =>
        disabledAt !== null ? (
          <Badge tone="quiet" mark="hollow">
            {say('people.disabled')}
          </Badge>
        ) : password === 'temporary' ? (
          <Badge tone="warn" mark="hollow">
            {say('people.temporary')}
          </Badge>
        ) : (
          <Badge tone="good">{say('people.active')}</Badge>
        ),
      text: ({ disabledAt, password }) => (disabledAt === null ? password : 'disabled'),
    },
    {
      id: 'codes',
      header: say('account.codes'),
      cell: ({ codes }) => say(codes ? 'common.yes' : 'common.no'),
      text: ({ codes }) => String(codes),
    },
    {
      id: 'provider',
      header: say('account.provider'),
      extra: true,
      cell: ({ provider }) => say(provider ? 'common.yes' : 'common.no'),
      text: ({ provider }) => String(provider),
    },
    {
      id: 'created',
      header: say('people.created'),
      tight: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      id: 'act',
      header: say('common.more'),
      cell: person => <Actions person={person} act={what => act(person, what)} />,
      text: () => '',
    },
  ]
}

function Actions({ person, act }: { readonly person: Person; readonly act: (what: Doing) => void }): ReactNode {
  const say = useSay()
  const me = useMe()
  // Nobody changes his own account here: the last administrator would lock everybody out.
  if (me.id === `staff:${person.id}`) return <Soft>{say('common.you')}</Soft>
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={28} aria-label={say('people.actions', { name: person.name })}>
          <Icon name="dots" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act('change')}>{say('people.change')}</Menu.Item>
        {person.password !== 'none' && person.disabledAt === null && (
          <Menu.Item onClick={() => act('reset')}>{say('people.reset')}</Menu.Item>
        )}
        {person.disabledAt === null ? (
          <Menu.Item color="red" onClick={() => act('disable')}>
            {say('people.disable')}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => act('enable')}>{say('people.enable')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
