import { Checkbox, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'

export const goodwillReasons = ['complaint', 'repeated-faults', 'late-repair', 'missed-appointment', 'loyalty'] as const

/** Gives one service something that it could not demand. It cannot be undone in silence, so it is said twice. */
export function GoodwillDialog({
  service,
  close,
}: {
  readonly service: string | null
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const change = useChange('giveGoodwill')
  const { data } = useQuery({ ...looking('listSchemes', {}), staleTime: 10 * 60_000 })
  const [reason, setReason] = useState<(typeof goodwillReasons)[number]>('complaint')
  return (
    <ActionDialog
      title={say('ledger.goodwill')}
      explain={say('goodwill.explain')}
      submit={say('goodwill.submit')}
      change={change}
      close={close}
      act={({ text }) => {
        const expiresOn = text('expiresOn')
        change.mutate(
          {
            body: {
              service: text('service') ?? '',
              unit: text('unit') ?? '',
              amount: (text('amount') ?? '').replace(',', '.'),
              reason,
              reference: text('reference') ?? '',
              ...(expiresOn === undefined ? {} : { expiresOn }),
            },
          },
          {
            onSuccess: given => {
              notifications.show({
                message: say('goodwill.done', {
                  amount: formats.money(given.amount, given.unit),
                  service: given.service,
                }),
              })
              close()
            },
          },
        )
      }}
    >
      <TextInput
        name="service"
        label={say('run.service')}
        defaultValue={service ?? ''}
        readOnly={service !== null}
        required
        withAsterisk={false}
        maxLength={200}
      />
      <TextInput
        name="amount"
        label={say('payouts.amount')}
        inputMode="decimal"
        pattern="\d{1,15}([.,]\d{1,4})?"
        required
        withAsterisk={false}
      />
      <TextInput
        key={data?.currency}
        name="unit"
        label={say('run.unit')}
        description={say('goodwill.unitHint')}
        defaultValue={data?.currency ?? ''}
        required
        withAsterisk={false}
      />
      <Select
        label={say('common.reason')}
        allowDeselect={false}
        value={reason}
        onChange={next => setReason(goodwillReasons.find(each => each === next) ?? 'complaint')}
        data={goodwillReasons.map(value => ({ value, label: say(`goodwill.reason.${value}`) }))}
      />
      <TextInput
        name="reference"
        label={say('goodwill.reference')}
        description={say('goodwill.referenceHint')}
        pattern="[A-Za-z0-9][A-Za-z0-9._\/\-]{0,79}"
        required
        withAsterisk={false}
      />
      <TextInput type="date" name="expiresOn" label={say('goodwill.expires')} description={say('common.optional')} />
      <Checkbox required label={say('goodwill.confirm')} />
    </ActionDialog>
  )
}
