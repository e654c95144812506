import { Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { ActionDialog, Dialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { Secret } from '../../ui/parts.tsx'
import type { Person } from './people.tsx'

type Role = Person['roles'][number]
export const roles = [
  'viewer',
  'operations',
  'communications',
  'care',
  'finance',
  'approver',
  'admin',
] as const satisfies readonly Role[]

interface DialogOf {
  readonly person: Person
  readonly close: () => void
}

function RolesInput({
  chosen,
  choose,
  disabled = false,
}: {
  readonly chosen: readonly string[]
  readonly choose: (roles: string[]) => void
  readonly disabled?: boolean
}): ReactNode {
  const say = useSay()
  return (
    <Checkbox.Group label={say('people.roles')} value={[...chosen]} onChange={choose}>
      <Stack gap={8} mt={4}>
        {roles.map(role => (
          <Checkbox
            key={role}
            value={role}
            disabled={disabled}
            label={say(`role.${role}`)}
            description={say(`people.role.${role}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** A password that is shown once, for whoever hands it over. */
function Handed({ password, close }: { readonly password: string; readonly close: () => void }): ReactNode {
  const say = useSay()
  return (
    <Dialog
      onClose={close}
      title={<strong>{say('people.password')}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{say('people.passwordExplain')}</Text>
        <Secret value={password} />
      </Stack>
    </Dialog>
  )
}

export function AddPerson({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const add = useChange('createStaff')
  const [chosen, setChosen] = useState<readonly string[]>(['viewer'])
  if (add.data) return <Handed password={add.data.password} close={close} />
  return (
    <ActionDialog
      title={say('people.add')}
      submit={say('people.add')}
      change={add}
      close={close}
      act={({ text }) =>
        add.mutate({
          body: {
            login: text('login') ?? '',
            name: text('name') ?? '',
            roles: roles.filter(role => chosen.includes(role)),
          },
        })
      }
    >
      <TextInput name="name" label={say('people.name')} required withAsterisk={false} maxLength={200} data-autofocus />
      <TextInput
        name="login"
        label={say('people.login')}
        description={say('people.loginHint')}
        pattern="[a-zA-Z0-9][a-zA-Z0-9._@+\-]{0,99}"
        autoComplete="off"
        required
        withAsterisk={false}
      />
      <RolesInput chosen={chosen} choose={setChosen} />
    </ActionDialog>
  )
}

export function ChangePerson({ person, close }: DialogOf): ReactNode {
  const say = useSay()
  const change = useChange('changeStaff')
  const { data } = useQuery({ ...lookingVersioned('readStaff', { params: { staff: person.id } }), staleTime: 0 })
  const [chosen, setChosen] = useState<readonly string[]>(person.roles)
  const byHand = person.rolesBy === 'hand'
  return (
    <ActionDialog
      title={say('people.changeThis', { name: person.name })}
      explain={byHand ? undefined : say('people.byClaimExplain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) => {
        if (!data) return
        change.mutate(
          {
            params: { staff: person.id },
            ...(data.version === null ? {} : { version: data.version }),
            body: {
              name: text('name') ?? person.name,
              ...(byHand ? { roles: roles.filter(role => chosen.includes(role)) } : {}),
            },
          },
          { onSuccess: close },
        )
      }}
    >
      <TextInput
        name="name"
        label={say('people.name')}
        defaultValue={person.name}
        required
        withAsterisk={false}
        maxLength={200}
      />
      <RolesInput chosen={chosen} choose={setChosen} disabled={!byHand} />
    </ActionDialog>
  )
}

export function ResetPerson({ person, close }: DialogOf): ReactNode {
  const say = useSay()
  const reset = useChange('resetStaff')
  const [keep, setKeep] = useState(false)
  if (reset.data) return <Handed password={reset.data.password} close={close} />
  return (
    <ActionDialog
      title={say('people.resetThis', { name: person.name })}
      explain={say('people.resetExplain')}
      submit={say('people.reset')}
      danger
      change={reset}
      close={close}
      act={() => reset.mutate({ params: { staff: person.id }, body: { keys: keep ? 'keep' : 'revoke' } })}
    >
      <Checkbox
        label={say('people.keepKeys')}
        description={say('people.keepKeysHint')}
        checked={keep}
        onChange={({ currentTarget }) => setKeep(currentTarget.checked)}
      />
    </ActionDialog>
  )
}

export function DisablePerson({ person, enable, close }: DialogOf & { readonly enable: boolean }): ReactNode {
  const say = useSay()
  const disable = useChange('disableStaff')
  const enabling = useChange('enableStaff')
  const told = (message: string): void => {
    notifications.show({ message })
    close()
  }
  return (
    <ActionDialog
      title={say(enable ? 'people.enableThis' : 'people.disableThis', { name: person.name })}
      explain={say(enable ? 'people.enableExplain' : 'people.disableExplain')}
      submit={say(enable ? 'people.enable' : 'people.disable')}
      danger={!enable}
      change={enable ? enabling : disable}
      close={close}
      act={() => {
        const given = { params: { staff: person.id } }
        if (enable) enabling.mutate(given, { onSuccess: close })
        else
          disable.mutate(given, {
            onSuccess: ({ sessionsEnded, keysStopped }) =>
              told(say('people.disabledDone', { sessions: sessionsEnded, keys: keysStopped })),
          })
      }}
    />
  )
}
