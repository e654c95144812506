import { Alert, FileInput, NumberInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { useChange, type ItemOf } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'

interface Of {
  readonly channel: string
  readonly close: () => void
}

/** Writes what waits for a file channel into a file. */
export function BatchDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('makeBatch')
  return (
    <ActionDialog
      title={say('payouts.makeFile')}
      explain={say('payouts.makeFile.explain', { channel })}
      submit={say('payouts.makeFile')}
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { body: { channel } },
          {
            onSuccess: ({ number, rows }) => {
              notifications.show({ message: say('payouts.makeFile.done', { number, rows }) })
              close()
            },
          },
        )
      }
    />
  )
}

/** Reads credits that were seen on bills. */
export function BillsDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('importBillCredits')
  const [file, setFile] = useState<File | null>(null)
  const done = change.data
  return (
    <ActionDialog
      title={say('payouts.bills')}
      explain={say('payouts.bills.explain', { channel })}
      submit={say('payouts.read')}
      change={change}
      close={close}
      act={() => {
        if (file !== null) change.mutate({ query: { channel }, body: new Blob([file], { type: 'text/csv' }) })
      }}
    >
      <FileInput
        label={say('payouts.file')}
        accept=".csv,text/csv"
        required
        withAsterisk={false}
        value={file}
        onChange={setFile}
        clearable
      />
      {done && <Alert>{say('payouts.bills.done', { ...done })}</Alert>}
    </ActionDialog>
  )
}

/** Reads the biller's answer to a file. */
export function AnswerDialog({
  batch,
  close,
}: {
  readonly batch: ItemOf<'listBatches'>
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('importBatchAnswer')
  const [file, setFile] = useState<File | null>(null)
  const [failed, setFailed] = useState<number | string>('')
  const done = change.data
  return (
    <ActionDialog
      title={say('payouts.answer')}
      explain={say('payouts.answer.explain', { number: batch.number })}
      submit={say('payouts.read')}
      change={change}
      close={close}
      act={() => {
        if (file !== null)
          change.mutate({
            params: { batch: batch.id },
            query: typeof failed === 'number' ? { failed } : {},
            body: new Blob([file], { type: 'text/csv' }),
          })
      }}
    >
      <FileInput label={say('payouts.file')} required withAsterisk={false} value={file} onChange={setFile} clearable />
      <NumberInput
        label={say('payouts.failed')}
        description={say('payouts.failed.hint')}
        min={0}
        allowDecimal={false}
        value={failed}
        onChange={setFailed}
      />
      {done && (
        <Alert {...(done.contradicted.length > 0 ? { color: 'red' } : {})}>
          {say('payouts.answer.done', {
            accepted: done.accepted,
            rejected: done.rejected,
            repeated: done.repeated,
            contradicted: done.contradicted.length,
          })}
          {done.contradicted.length > 0 && (
            <ul>
              {done.contradicted.slice(0, 20).map(({ key, said }) => (
                <li key={key}>
                  {key}: {said}
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </ActionDialog>
  )
}
