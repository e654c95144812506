import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking, type ItemOf } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'
import styles from './customers.module.css'

type Transfer = ItemOf<'listCustomerTransfers'>

/** What the customer was granted, why, and what became of it. */
export function CreditsPart({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const [explained, setExplained] = useState<Transfer | null>(null)
  const columns = useColumns(setExplained)
  return (
    <Card title={say('customer.part.credits')} flush>
      <ListTable
        name="listCustomerTransfers"
        given={{ params: { customer: customer.customer } }}
        caption={`${customer.customer} ${say('customer.part.credits')}`}
        columns={columns}
        keyOf={({ id }) => id}
        empty={say('customer.credits.none')}
      />
      {explained?.run && <Why transfer={explained} run={explained.run} close={() => setExplained(null)} />}
    </Card>
  )
}

function useColumns(explain: (transfer: Transfer) => void): readonly Column<Transfer>[] {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const basis = useBasis()
  return [
    {
      id: 'kind',
      header: say('customer.credits.what'),
      cell: ({ kind, scheme }) => (
        <div>
          {say(`transfer.${kind}`)}
          <div>
            <Soft>{scheme}</Soft>
          </div>
        </div>
      ),
      text: ({ kind, scheme }) => `${say(`transfer.${kind}`)} ${scheme}`,
    },
    {
      id: 'service',
      header: say('customer.credits.service'),
      cell: ({ service }) => service,
      text: ({ service }) => service,
    },
    {
      id: 'basis',
      header: say('customer.credits.basis'),
      cell: transfer => basis(transfer),
      text: transfer => basis(transfer),
    },
    {
      id: 'amount',
      header: say('customer.credits.amount'),
      numeric: true,
      cell: ({ amount, unit }) => <strong>{formats.money(amount, unit)}</strong>,
      text: ({ amount, unit }) => `${amount} ${unit}`,
    },
    {
      id: 'posted',
      header: say('customer.credits.posted'),
      tight: true,
      cell: ({ postedAt }) => <When at={postedAt} />,
      text: ({ postedAt }) => postedAt,
    },
    {
      id: 'why',
      header: say('customer.credits.why'),
      cell: transfer =>
        transfer.run !== null && may('explainCredit') ? (
          <Button
            className="unprinted"
            variant="default"
            size="compact-xs"
            onClick={() => explain(transfer)}
            aria-label={say('customer.credits.whyThis', { amount: formats.money(transfer.amount, transfer.unit) })}
          >
            {say('customer.credits.explain')}
          </Button>
        ) : transfer.reason === null ? (
          say('common.none')
        ) : (
          transfer.reason
        ),
      text: ({ reason }) => reason ?? '',
    },
  ]
}

/** A billing period by its month; anything else as it stands there. */
function useBasis(): (transfer: Transfer) => string {
  const formats = useFormats()
  const say = useSay()
  return ({ basis }) => {
    const period = /^period:(\d{4}-\d\d-\d\d)$/.exec(basis)?.[1]
    if (period !== undefined) return say('customer.credits.period', { day: formats.day(period) })
    return basis.startsWith('event:') ? say('customer.credits.event') : basis
  }
}

function Why({
  transfer,
  run,
  close,
}: {
  readonly transfer: Transfer
  readonly run: string
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { language } = useLanguage()
  const periodFrom = /^period:(.*)$/.exec(transfer.basis)?.[1]
  const { data, error, refetch } = useQuery(
    looking('explainCredit', {
      params: { run, service: transfer.service },
      query: { language, ...(periodFrom === undefined ? {} : { periodFrom }) },
    }),
  )
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<strong>{say('customer.credits.whyTitle', { service: transfer.service })}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      <Stack gap="sm">
        <div>
          <div className={styles['amount']}>{formats.money(transfer.amount, transfer.unit)}</div>
          <Text size="xs" c="dimmed">
            {transfer.scheme} · {formats.instant(transfer.postedAt)}
          </Text>
        </div>
        {error ? (
          <Failed reason={error} retry={() => void refetch()} />
        ) : !data ? (
          <Placeholder icon="clock" title={say('common.loading')} />
        ) : (
          <>
            {!data.agrees && <Alert color="yellow">{say('customer.credits.disagrees')}</Alert>}
            <ol className={styles['reasons']}>
              {data.text.map((line, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- sentences may repeat, and their order is what they are
                <li key={at}>{line}</li>
              ))}
            </ol>
          </>
        )}
      </Stack>
    </Modal>
  )
}
