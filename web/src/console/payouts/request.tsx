import { Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'

/** Asks for the credit balances that a run left to be paid through a channel. */
export function RequestDialog({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const change = useChange('requestPayouts')
  const { data: channels } = useQuery(looking('listChannels', {}))
  const { data: runs } = useQuery(looking('listRuns', { query: { limit: 100 } }))
  const [name, setName] = useState<string | null>(null)
  const [unit, setUnit] = useState<string | null>(null)
  const [run, setRun] = useState<string | null>(null)
  const channel = channels?.items.find(each => each.channel === name)
  const posted = (runs?.items ?? []).filter(each => each.posted > 0)
  return (
    <ActionDialog
      title={say('payouts.request')}
      explain={say('payouts.request.explain')}
      submit={say('payouts.request')}
      change={change}
      close={close}
      act={() => {
        if (name === null || unit === null || run === null) return
        change.mutate(
          { body: { channel: name, unit, for: { run } } },
          {
            onSuccess: ({ requested, amount }) => {
              notifications.show({
                message: say('payouts.request.done', { requested, amount: formats.money(amount, unit) }),
              })
              close()
            },
          },
        )
      }}
    >
      <Select
        label={say('payouts.channel')}
        required
        withAsterisk={false}
        value={name}
        onChange={next => {
          setName(next)
          setUnit(channels?.items.find(each => each.channel === next)?.units[0] ?? null)
        }}
        nothingFoundMessage={say('payouts.noChannel')}
        data={(channels?.items ?? []).map(each => ({ value: each.channel, label: each.title }))}
      />
      <Select
        label={say('run.unit')}
        required
        withAsterisk={false}
        value={unit}
        onChange={setUnit}
        data={channel?.units ?? []}
        disabled={!channel}
      />
      <Select
        label={say('runs.column.run')}
        required
        withAsterisk={false}
        searchable
        value={run}
        onChange={setRun}
        data={posted.map(each => ({
          value: each.id,
          label: `${say('run.title', { number: each.number })} · ${formats.money(each.due ?? '0', each.currency)} · ${formats.instant(each.createdAt)}`,
        }))}
      />
    </ActionDialog>
  )
}
