import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { OutageBadge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { Lasting, When } from '../../ui/times.tsx'
import type { Customer } from './customer.tsx'

type Hit = ItemOf<'listCustomerOutages'>

/** The outages that hit services of this customer, each with the services, how that is known and for how long. */
export function OutagesPart({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const columns = useColumns()
  return (
    <Card title={say('customer.part.outages')} flush>
      <ListTable
        name="listCustomerOutages"
        given={{ params: { customer: customer.customer } }}
        caption={`${customer.customer} ${say('customer.part.outages')}`}
        columns={columns}
        keyOf={({ outage }) => outage}
        empty={say('customer.outages.none')}
      />
    </Card>
  )
}

function useColumns(): readonly Column<Hit>[] {
  const say = useSay()
  const formats = useFormats()
  return [
    {
      id: 'title',
      header: say('outages.column.title'),
      cell: ({ number, title }) => (
        <div>
          <TextLink to="/outages/$outage" params={{ outage: number }} fw={600} size="sm">
            {title}
          </TextLink>{' '}
          <Soft>{number}</Soft>
        </div>
      ),
      text: ({ number, title }) => `${number} ${title}`,
    },
    {
      id: 'status',
      header: say('outages.column.status'),
      cell: outage => <OutageBadge {...outage} />,
      text: ({ status }) => say(`status.${status}`),
    },
    {
      id: 'services',
      header: say('customer.outages.services'),
      cell: ({ services, servicesInAll }) => (
        <div>
          {services.slice(0, 5).map(({ service, evidence, from, to }) => (
            <div key={service}>
              {service} <Lasting from={from} to={to} /> <Soft>{say(`evidence.${evidence}`)}</Soft>
            </div>
          ))}
          {servicesInAll > 5 && <Soft>{say('outage.where.more', { count: servicesInAll - 5 })}</Soft>}
        </div>
      ),
      text: ({ services }) => services.map(({ service }) => service).join(' '),
    },
    {
      id: 'money',
      header: say('customer.outages.money'),
      cell: ({ services }) => say(services.some(({ money }) => money) ? 'common.yes' : 'common.no'),
      text: ({ services }) => String(services.some(({ money }) => money)),
    },
    {
      id: 'started',
      header: say('outages.column.started'),
      tight: true,
      cell: ({ startedAt }) => <When at={startedAt} />,
      text: ({ startedAt }) => startedAt,
    },
    {
      id: 'lasted',
      header: say('outages.column.lasted'),
      numeric: true,
      cell: ({ startedAt, restoredAt }) => <Lasting from={startedAt} to={restoredAt} />,
      text: ({ startedAt, restoredAt }) =>
        restoredAt === null ? '' : formats.span(Date.parse(restoredAt) - Date.parse(startedAt)),
    },
  ]
}
