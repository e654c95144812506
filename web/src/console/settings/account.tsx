import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { looking, useChange, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Fact, Facts, Line, Lines, Stacked } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMe } from '../session/me.ts'
import { Totp } from './totp.tsx'

/** Oneself: who one is here, how one signs in, and where one is signed in. */
export function AccountPage(): ReactNode {
  const say = useSay()
  const me = useMe()
  return (
    <Page title={say('settings.account')}>
      <Stacked>
        <Card title={me.name}>
          <Facts>
            <Fact name={say('people.login')}>{me.login ?? say('common.none')}</Fact>
            <Fact name={say('people.roles')}>{me.roles.map(role => say(`role.${role}`)).join(', ')}</Fact>
          </Facts>
        </Card>
        <Card title={say('account.signIn')} flush>
          <Lines>
            <Line
              under={say('account.passwordHint')}
              end={
                <ButtonLink to="/password" variant="default" size="xs">
                  {say('menu.password')}
                </ButtonLink>
              }
            >
              {say('signIn.password')}
            </Line>
            <Totp />
            <ProviderLink />
          </Lines>
        </Card>
        <Card title={say('account.sessions')} flush>
          <Sessions />
        </Card>
      </Stacked>
    </Page>
  )
}

function ProviderLink(): ReactNode {
  const say = useSay()
  const { data: ways } = useQuery(looking('readSignInWays', {}))
  const [opened, setOpened] = useState(false)
  const begin = useMutation({
    mutationFn: (password: string) =>
      ask('signInWithProvider', { body: { link: { password }, returnTo: '/console/settings/account' } }),
    onSuccess: ({ location }) => window.location.assign(location),
  })
  if (!ways?.provider) return null
  return (
    <Line
      under={say('account.providerHint')}
      end={
        <Button variant="default" size="xs" onClick={() => setOpened(true)}>
          {say('account.providerLink')}
        </Button>
      }
    >
      {say('account.provider')}
      {opened && (
        <ActionDialog
          title={say('account.providerLink')}
          explain={say('account.providerExplain')}
          submit={say('signIn.codeSubmit')}
          change={begin}
          close={() => setOpened(false)}
          act={({ text }) => begin.mutate(text('password') ?? '')}
        >
          <PasswordInput name="password" label={say('password.present')} autoComplete="current-password" required />
        </ActionDialog>
      )}
    </Line>
  )
}

type Session = ItemOf<'listSessions'>

function Sessions(): ReactNode {
  const say = useSay()
  const revoke = useChange('revokeSession')
  const columns: readonly Column<Session>[] = [
    {
      id: 'agent',
      header: say('account.session.agent'),
      cell: ({ agent, current }) => (
        <div>
          {browserOf(agent)} {current && <Badge tone="good">{say('account.session.current')}</Badge>}
        </div>
      ),
      text: ({ agent }) => agent,
    },
    {
      id: 'method',
      header: say('account.session.method'),
      cell: ({ method }) => say(`account.method.${method}`),
      text: ({ method }) => method,
    },
    {
      id: 'started',
      header: say('account.session.started'),
      tight: true,
      cell: ({ startedAt }) => <When at={startedAt} />,
      text: ({ startedAt }) => startedAt,
    },
    {
      id: 'seen',
      header: say('account.session.seen'),
      tight: true,
      cell: ({ seenAt }) => <When at={seenAt} />,
      text: ({ seenAt }) => seenAt,
    },
    {
      id: 'end',
      header: say('account.session.end'),
      cell: ({ id, current }) =>
        current ? null : (
          <Button
            variant="default"
            size="compact-xs"
            loading={revoke.isPending && revoke.variables.params.session === id}
            onClick={() => revoke.mutate({ params: { session: id } })}
          >
            {say('account.session.end')}
          </Button>
        ),
      text: () => '',
    },
  ]
  return (
    <>
      {revoke.error && <ProblemAlert reason={revoke.error} />}
      <ListTable
        name="listSessions"
        given={{}}
        caption={say('account.sessions')}
        columns={columns}
        keyOf={({ id }) => id}
      />
    </>
  )
}

/** What people know of a browser is its name and what it runs on. */
function browserOf(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)[A-Za-z]*\/(\d+)/.exec(agent)
  const on = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  if (!name) return agent.slice(0, 60)
  const known = { Edg: 'Edge', OPR: 'Opera' }[name[1] ?? ''] ?? name[1]
  return `${known ?? ''} ${name[2] ?? ''}${on === undefined ? '' : ` · ${on}`}`
}
