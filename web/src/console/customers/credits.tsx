import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'

type Transfer = ItemOf<'listCustomerTransfers'>

/** What the customer was granted, why, and what became of it. */
export function CreditsPart({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const columns = useColumns()
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
    </Card>
  )
}

function useColumns(): readonly Column<Transfer>[] {
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
          <ButtonLink
            to="/runs/$run/services/$service"
            params={{ run: transfer.run, service: transfer.service }}
            search={periodOf(transfer) === undefined ? {} : { period: periodOf(transfer) ?? '' }}
            className="unprinted"
            variant="default"
            size="compact-xs"
            aria-label={say('customer.credits.whyThis', { amount: formats.money(transfer.amount, transfer.unit) })}
          >
            {say('customer.credits.explain')}
          </ButtonLink>
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
  return transfer => {
    const { basis } = transfer
    const period = periodOf(transfer)
    if (period !== undefined) return say('customer.credits.period', { day: formats.day(period) })
    return basis.startsWith('event:') ? say('customer.credits.event') : basis
  }
}

function periodOf({ basis }: Transfer): string | undefined {
  return /^period:(\d{4}-\d\d-\d\d)$/.exec(basis)?.[1]
}
