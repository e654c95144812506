import { Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Scheme } from '@pulih/engine'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { nextId, succeeded } from './document.ts'

const route = getRouteApi('/inside/schemes/policy')
const settingName = 'compensation.operator'

/** The policies are part of what the operator has decided; saving keeps every other decision as it is. */
function usePolicies() {
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const change = useChange('putSetting')
  const { data } = useQuery(lookingVersioned('getSetting', { params: { name: settingName } }))
  const value = data?.reply.value as { readonly policies: readonly Scheme[] } | undefined
  return {
    change,
    policies: value?.policies,
    write: (policies: readonly Scheme[], said: string, shown: string | null): void => {
      if (!data) return
      change.mutate(
        {
          params: { name: settingName },
          body: { value: { ...value, policies } },
          ...(data.version === null ? {} : { version: data.version }),
        },
        {
          onSuccess: () => {
            // What the settings changed is shown by operations of another name.
            void client.invalidateQueries({
              predicate: ({ queryKey: [name] }) => name === 'listSchemes' || name === 'simulatePolicy',
            })
            notifications.show({ message: said })
            void navigate({ to: '/schemes', search: shown === null ? {} : { scheme: shown } })
          },
        },
      )
    },
  }
}

/** What is new holds from a day on, and what held before still decides the days before it; or a slip is put right from the beginning. */
export function SaveDialog({
  first,
  policy,
  close,
}: {
  /** What is saved already; null for a policy that is not. */
  readonly first: Scheme | null
  readonly policy: Scheme
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const { zone, day: written } = useFormats()
  const { change, policies, write } = usePolicies()
  const tomorrow = Temporal.Now.plainDateISO(zone).add({ days: 1 }).toString()
  const earliest = first === null ? tomorrow : Temporal.PlainDate.from(first.inForce.from).add({ days: 1 }).toString()
  const [how, setHow] = useState<'version' | 'correction'>('version')
  const [day, setDay] = useState(tomorrow > earliest ? tomorrow : earliest)
  const asVersion = first !== null && how === 'version'
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= earliest && (first?.inForce.to ?? '9999') > day
  return (
    <ActionDialog
      title={say('policy.save')}
      explain={say('policy.save.explain')}
      submit={say('policy.save')}
      change={change}
      close={close}
      act={() => {
        if (policies === undefined || (asVersion && !isDay)) return
        const others = policies.filter(({ id }) => id !== first?.id && id !== policy.id)
        if (asVersion) write(succeeded(policies, first, policy, day), say('policy.saved'), nextId(first.id, policies))
        else write([...others, policy], say('policy.saved'), policy.id)
      }}
    >
      {first !== null && (
        <>
          <Radio.Group
            label={say('policy.how')}
            value={how}
            onChange={next => setHow(next === 'correction' ? 'correction' : 'version')}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="version"
                label={say('policy.how.version')}
                description={say('policy.how.version.hint', {
                  id: nextId(first.id, policies ?? []),
                  begun: written(first.inForce.from),
                })}
              />
              <Radio
                value="correction"
                label={say('policy.how.correction')}
                description={say('policy.how.correction.hint')}
              />
            </Stack>
          </Radio.Group>
          {asVersion && (
            <TextInput
              type="date"
              required
              label={say('policy.from')}
              min={earliest}
              value={day}
              error={isDay ? null : say('policy.how.day', { day: written(earliest) })}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
          )}
        </>
      )}
    </ActionDialog>
  )
}

export function RemoveDialog({ id, close }: { readonly id: string; readonly close: () => void }): ReactNode {
  const say = useSay()
  const { change, policies, write } = usePolicies()
  return (
    <ActionDialog
      title={say('policy.remove')}
      explain={say('policy.remove.explain')}
      submit={say('policy.remove')}
      danger
      change={change}
      close={close}
      act={() => {
        if (policies !== undefined)
          write(
            policies.filter(policy => policy.id !== id),
            say('policy.removed'),
            null,
          )
      }}
    />
  )
}
