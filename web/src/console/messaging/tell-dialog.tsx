import type { NoticeView } from '@pulih/contracts'
import { NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { None } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import type { Outage } from '../outages/outage.tsx'
import { Preview } from './preview.tsx'

const beginnings = ['first', 'planned'] as const
const sequels = ['update', 'restored', 'retracted', 'reminder'] as const
type Kind = (typeof beginnings)[number] | (typeof sequels)[number]

/** Prepares a notice by hand. Nothing goes out before somebody lets it. */
export function TellDialog({
  outage,
  notices,
  close,
}: {
  readonly outage: Outage
  readonly notices: readonly NoticeView[]
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('startNotice')
  const isBegun = notices.some(({ kind, state }) => beginnings.some(each => each === kind) && state !== 'cancelled')
  const kinds: readonly Kind[] = isBegun ? sequels : outage.planned ? ['planned', 'first'] : beginnings
  const [kind, setKind] = useState<Kind>(isBegun && outage.restoredAt !== null ? 'restored' : (kinds[0] ?? 'first'))
  const preview = useQuery(looking('previewNotice', { params: { outage: outage.number }, query: { kind } }))
  return (
    <ActionDialog
      title={say('messaging.tell')}
      explain={say('messaging.tell.explain')}
      submit={say('messaging.tell.submit')}
      wide
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { params: { outage: outage.id }, body: { kind } },
          {
            onSuccess: () => {
              notifications.show({ message: say('messaging.tell.done') })
              close()
            },
          },
        )
      }
    >
      <NativeSelect
        label={say('messaging.kind')}
        value={kind}
        onChange={({ currentTarget: { value } }) => setKind(kinds.find(each => each === value) ?? kind)}
        data={kinds.map(value => ({ value, label: say(`messaging.kind.${value}`) }))}
        data-autofocus
      />
      {preview.error && <ProblemAlert reason={preview.error} />}
      {preview.isPending && <None>{say('common.loading')}</None>}
      {preview.data && <Preview preview={preview.data} />}
    </ActionDialog>
  )
}
