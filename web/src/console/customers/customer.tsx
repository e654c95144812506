import { Alert } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { Columns } from '../../ui/parts.tsx'
import { useMay } from '../session/me.ts'
import { CustomerMessages } from '../messaging/customer-messages.tsx'
import { Consents } from './consents.tsx'
import { Contacts } from './contacts.tsx'
import { CreditsPart } from './credits.tsx'
import { Latest } from './latest.tsx'
import { HistoryPart } from './history.tsx'
import { OutagesPart } from './outages.tsx'
import { PrivacyActions } from './privacy.tsx'
import { Speaker } from './responsible.tsx'
import { Services } from './services.tsx'

const route = getRouteApi('/inside/customers/$customer')
const parts = ['overview', 'outages', 'messages', 'credits', 'history'] as const
type Part = (typeof parts)[number]

export type Customer = ReplyTo<'getCustomer'>

/** Everything that is known of one customer, and what can be done for him. */
export function CustomerPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { customer: key } = route.useParams()
  const { data: customer } = useSuspenseQuery(looking('getCustomer', { params: { customer: key } }))
  const offered = parts.filter(
    each => (each !== 'outages' || may('listCustomerOutages')) && (each !== 'credits' || may('listCustomerTransfers')),
  )
  return (
    <Page
      title={customer.name ?? customer.customer}
      above={
        <>
          <TextLink to="/customers" size="xs" underline="always">
            {say('customers.title')}
          </TextLink>{' '}
          / {customer.customer}
        </>
      }
      beside={
        <>
          <Badge tone="quiet" mark="square">
            {say(`customer.kind.${customer.kind}`)}
          </Badge>
          {customer.segment !== null && (
            <Badge tone="plan" mark="square">
              {customer.segment}
            </Badge>
          )}
        </>
      }
      actions={<PrivacyActions customer={customer} />}
    >
      {customer.erasedAt !== null && (
        <Alert color="gray" mb="sm">
          {say('customer.erasedAt', { at: formats.instant(customer.erasedAt) })}
        </Alert>
      )}
      {customer.name === null && customer.erasedAt === null && !may('createStatusLink') && (
        <Alert color="gray" mb="sm">
          {say('customer.hidden')}
        </Alert>
      )}
      <PageTabs
        label={say('outage.parts')}
        parts={offered.map(name => ({ name, label: say(`customer.part.${name}`), shows: partOf(name, customer) }))}
      />
    </Page>
  )
}

function partOf(part: Part, customer: Customer): ReactNode {
  switch (part) {
    case 'overview':
      return <Overview customer={customer} />
    case 'outages':
      return <OutagesPart customer={customer} />
    case 'messages':
      return <CustomerMessages customer={customer.customer} />
    case 'credits':
      return <CreditsPart customer={customer} />
    case 'history':
      return <HistoryPart customer={customer} />
  }
}

function Overview({ customer }: { readonly customer: Customer }): ReactNode {
  return (
    <Columns
      wide={
        <>
          <Services customer={customer} />
          <Latest customer={customer.customer} />
        </>
      }
      narrow={
        <>
          <Speaker customer={customer} />
          <Contacts customer={customer} />
          <Consents customer={customer} />
        </>
      }
    />
  )
}
