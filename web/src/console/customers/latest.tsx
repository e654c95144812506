import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { OutageBadge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Line, Lines, None } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import { Lasting, When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'

const few = 3

/** The last outages and credits, for whoever has the customer on the telephone. */
export function Latest({ customer }: { readonly customer: string }): ReactNode {
  const may = useMay()
  return (
    <>
      {may('listCustomerOutages') && <LatestOutages customer={customer} />}
      {may('listCustomerTransfers') && <LatestCredits customer={customer} />}
    </>
  )
}

function AllOf({ customer, part }: { readonly customer: string; readonly part: 'outages' | 'credits' }): ReactNode {
  const say = useSay()
  return (
    <TextLink to="/customers/$customer" params={{ customer }} search={{ part }} size="xs">
      {say('customer.latest.all')}
    </TextLink>
  )
}

function LatestOutages({ customer }: { readonly customer: string }): ReactNode {
  const say = useSay()
  const { data, error } = useQuery(looking('listCustomerOutages', { params: { customer }, query: { limit: 20 } }))
  return (
    <Card title={say('customer.latest.outages')} aside={<AllOf customer={customer} part="outages" />} flush>
      {error && <Failed reason={error} />}
      {data?.items.length === 0 && <None>{say('customer.outages.none')}</None>}
      <Lines>
        {data?.items.slice(0, few).map(outage => (
          <Line
            key={outage.outage}
            under={
              <>
                {outage.number} · <When at={outage.startedAt} /> ·{' '}
                <Lasting from={outage.startedAt} to={outage.restoredAt} />
              </>
            }
            end={<OutageBadge {...outage} />}
          >
            <TextLink to="/outages/$outage" params={{ outage: outage.number }} size="sm" fw={600}>
              {outage.title}
            </TextLink>
          </Line>
        ))}
      </Lines>
    </Card>
  )
}

function LatestCredits({ customer }: { readonly customer: string }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data, error } = useQuery(looking('listCustomerTransfers', { params: { customer }, query: { limit: 50 } }))
  return (
    <Card title={say('customer.latest.credits')} aside={<AllOf customer={customer} part="credits" />} flush>
      {error && <Failed reason={error} />}
      {data?.items.length === 0 && <None>{say('customer.credits.none')}</None>}
      <Lines>
        {data?.items.slice(0, few).map(({ id, kind, amount, unit, service, postedAt }) => (
          <Line
            key={id}
            under={
              <>
                {service} · <When at={postedAt} />
              </>
            }
            end={<strong className="number">{formats.money(amount, unit)}</strong>}
          >
            {say(`transfer.${kind}`)}
          </Line>
        ))}
      </Lines>
    </Card>
  )
}
