import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { overStatuses } from '../outages/status.ts'

/** Starts a run over a month or an outage. It only calculates: nothing is paid before somebody approves. */
export function StartDialog({
  outage,
  close,
}: {
  readonly outage: string | null
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const navigate = useNavigate()
  const change = useChange('createRun')
  const [kind, setKind] = useState<'outage' | 'period'>('outage')
  const [chosen, setChosen] = useState<string | null>(outage)
  return (
    <ActionDialog
      title={say('runs.start')}
      explain={say('runs.start.explain')}
      submit={say('runs.start.submit')}
      change={change}
      close={close}
      act={({ text }) => {
        const budget = text('budget')?.replace(',', '.')
        const note = text('note')
        const month = text('month')
        change.mutate(
          {
            body: {
              kind,
              ...(kind === 'period' && month !== undefined ? { month } : {}),
              ...(kind === 'outage' && chosen !== null ? { outage: chosen } : {}),
              ...(budget === undefined ? {} : { budget }),
              ...(note === undefined ? {} : { note }),
            },
          },
          { onSuccess: run => void navigate({ to: '/runs/$run', params: { run: run.id } }) },
        )
      }}
    >
      <SegmentedControl
        aria-label={say('runs.column.about')}
        value={kind}
        onChange={next => setKind(next === 'period' ? 'period' : 'outage')}
        data={[
          { value: 'outage', label: say('runs.start.outage') },
          { value: 'period', label: say('runs.start.month') },
        ]}
      />
      {kind === 'outage' ? (
        <OutageChoice value={chosen} choose={setChosen} />
      ) : (
        <TextInput
          type="month"
          name="month"
          label={say('runs.month')}
          description={say('runs.month.hint')}
          required
          withAsterisk={false}
        />
      )}
      <TextInput
        name="budget"
        label={say('run.budget')}
        description={say('runs.start.budget')}
        inputMode="decimal"
        pattern="\d{1,15}([.,]\d{1,4})?"
      />
      <Textarea name="note" label={say('common.note')} description={say('common.optional')} maxLength={4000} />
    </ActionDialog>
  )
}

/** An outage that is over, found by number or title. */
export function OutageChoice({
  value,
  choose,
}: {
  readonly value: string | null
  readonly choose: (outage: string | null) => void
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const { data } = useQuery(looking('listOutages', { query: { status: overStatuses, limit: 20 } }))
  const { data: found } = useQuery({
    ...looking('listOutages', { query: { status: overStatuses, text: asked, limit: 20 } }),
    enabled: asked.length > 1 && !asked.includes(' · '),
  })
  const known = new Map([...(data?.items ?? []), ...(found?.items ?? [])].map(each => [each.id, each]))
  return (
    <Select
      label={say('runs.start.which')}
      description={say('runs.start.whichHint')}
      searchable
      required
      withAsterisk={false}
      nothingFoundMessage={say('table.emptyFiltered')}
      value={value}
      onChange={choose}
      onSearchChange={setText}
      data={[...known.values()].map(({ id, number, title, startedAt }) => ({
        value: id,
        label: `${number} · ${title} · ${formats.instant(startedAt)}`,
      }))}
    />
  )
}
