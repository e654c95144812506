import { Alert, Button, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Scheme } from '@pulih/engine'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { isRefusal } from '../../api/refusal.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { canBegin, readBase, writing, type Base } from './base.ts'
import { nextId, succeeded } from './document.ts'

const route = getRouteApi('/inside/schemes/policy')

type Decided = NonNullable<Base['decided']>

interface Saving {
  readonly decided: Decided
  /** Goes on with what is there now, as somebody else has left it. */
  readonly meet: (fresh: Base) => void
  readonly close: () => void
}

/** Written against what the form was opened on. Who comes second is told so, and goes on from what the first one saved. */
function useSaving({ decided, meet, close }: Saving) {
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const change = useChange('putSetting')
  const anew = useMutation({
    mutationFn: () => readBase(true),
    onSuccess: fresh => {
      meet(fresh)
      close()
    },
  })
  const outdated = isRefusal(change.error, 'version.outdated')
  return {
    /** As the dialog shows it: being late has words of its own. */
    change: { isPending: change.isPending, error: outdated ? anew.error : change.error },
    late: outdated ? { goOn: () => anew.mutate(), isPending: anew.isPending } : null,
    write: (policies: readonly Scheme[], said: string, shown: string | null): void =>
      change.mutate(writing(decided, policies), {
        onSuccess: () => {
          // What the settings changed is shown by operations of another name.
          void client.invalidateQueries({
            predicate: ({ queryKey: [name] }) => name === 'listSchemes' || name === 'simulatePolicy',
          })
          notifications.show({ message: said })
          // What was written is kept by now.
          void navigate({ to: '/schemes', search: shown === null ? {} : { scheme: shown }, ignoreBlocker: true })
        },
      }),
  }
}

function Late({ late }: { readonly late: ReturnType<typeof useSaving>['late'] }): ReactNode {
  const say = useSay()
  if (late === null) return null
  return (
    <Alert role="alert" color="yellow" variant="light" icon={<Icon name="warning" />} title={say('policy.late')}>
      <p>{say('policy.late.explain')}</p>
      <Button variant="default" size="xs" loading={late.isPending} onClick={late.goOn}>
        {say('policy.late.goOn')}
      </Button>
    </Alert>
  )
}

/** What is new holds from a day on, and what held before still decides the days before it; or a slip is put right from the beginning. */
export function SaveDialog({
  first,
  policy,
  ...saving
}: Saving & {
  /** What is saved already; null for a policy that is not. */
  readonly first: Scheme | null
  readonly policy: Scheme
}): ReactNode {
  const say = useSay()
  const { zone, day: written } = useFormats()
  const { change, late, write } = useSaving(saving)
  const { policies } = saving.decided.value
  const dayInput = useRef<HTMLInputElement>(null)
  const tomorrow = Temporal.Now.plainDateISO(zone).add({ days: 1 }).toString()
  const earliest = plus(first?.inForce.from ?? tomorrow, 1)
  const usual = tomorrow > earliest ? tomorrow : earliest
  const begins = (each: string): boolean => first !== null && canBegin(policies, first, policy, each)
  const [how, setHow] = useState<'version' | 'correction'>(begins(usual) ? 'version' : 'correction')
  const [day, setDay] = useState(begins(usual) ? usual : earliest)
  const asVersion = first !== null && how === 'version'
  const isDay = begins(day)
  const end = policy.inForce.to
  return (
    <ActionDialog
      title={say('policy.save')}
      explain={say('policy.save.explain')}
      submit={say('policy.save')}
      change={change}
      close={saving.close}
      act={() => {
        // Its mistake stands beside it, and is read out where one is.
        if (asVersion && !isDay) return dayInput.current?.focus()
        const others = policies.filter(({ id }) => id !== first?.id)
        if (asVersion) write(succeeded(policies, first, policy, day), say('policy.saved'), nextId(first.id, policies))
        else write([...others, policy], say('policy.saved'), policy.id)
      }}
    >
      <Late late={late} />
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
                  id: nextId(first.id, policies),
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
              ref={dayInput}
              type="date"
              withAsterisk={false}
              label={say('policy.from')}
              min={earliest}
              value={day}
              error={
                isDay
                  ? null
                  : end === null
                    ? say('policy.how.day', { day: written(earliest) })
                    : say('policy.how.between', { day: written(earliest), end: written(end) })
              }
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
          )}
        </>
      )}
    </ActionDialog>
  )
}

function plus(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function RemoveDialog({ id, ...saving }: Saving & { readonly id: string }): ReactNode {
  const say = useSay()
  const { change, late, write } = useSaving(saving)
  return (
    <ActionDialog
      title={say('policy.remove')}
      explain={say('policy.remove.explain')}
      submit={say('policy.remove')}
      danger
      change={change}
      close={saving.close}
      act={() =>
        write(
          saving.decided.value.policies.filter(policy => policy.id !== id),
          say('policy.removed'),
          null,
        )
      }
    >
      <Late late={late} />
    </ActionDialog>
  )
}
