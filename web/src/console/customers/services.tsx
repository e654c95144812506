import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { None, Rows } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'
import styles from './customers.module.css'
import { LinkButton } from './link.tsx'

type Service = Customer['services'][number]

const atFirst = 10

/** What the customer has, on which terms, and whether it works. */
export function Services({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [all, setAll] = useState(false)
  const { data: hits } = useQuery({
    ...looking('listCustomerOutages', { params: { customer: customer.customer }, query: { limit: 20 } }),
    enabled: may('listCustomerOutages'),
  })
  const out = new Set(
    (hits?.items ?? [])
      .filter(({ status }) => status === 'confirmed' || status === 'partly-restored')
      .flatMap(({ services }) =>
        services
          .filter(
            ({ to, evidence, from }) => to === null && evidence !== 'contradicted' && Date.parse(from) <= Date.now(),
          )
          .map(({ service }) => service),
      ),
  )
  const { services } = customer
  return (
    <Card title={say('customer.services', { count: services.length })} flush>
      {services.length === 0 && <None>{say('customer.services.none')}</None>}
      {(all ? services : services.slice(0, atFirst)).map(service => (
        <ServiceLine key={service.service} service={service} out={out.has(service.service)} />
      ))}
      {!all && services.length > atFirst && (
        <Button variant="subtle" fullWidth onClick={() => setAll(true)}>
          {say('customer.services.all', { count: services.length })}
        </Button>
      )}
    </Card>
  )
}

function ServiceLine({ service, out }: { readonly service: Service; readonly out: boolean }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useAreaNames()
  const [opened, setOpened] = useState(false)
  const { data } = useQuery(looking('getService', { params: { service: service.service } }))
  const terms = data?.terms ?? null
  const today = new Date().toISOString().slice(0, 10)
  const ended = service.until !== null && service.until < today
  const coming = service.since !== null && service.since > today
  return (
    <div className={styles['service']}>
      <div className={styles['serviceHead']}>
        <div className={styles['serviceName']}>
          <strong>{say(`kind.${service.kind}`)}</strong> {service.service}
          {ended ? (
            <Badge tone="quiet" mark="hollow">
              {say('customer.service.ended')}
            </Badge>
          ) : coming ? (
            <Badge tone="plan" mark="hollow">
              {say('customer.service.coming')}
            </Badge>
          ) : out ? (
            <Badge tone="bad">{say('customer.service.out')}</Badge>
          ) : (
            <Badge tone="good">{say('customer.service.works')}</Badge>
          )}
        </div>
        {terms && (
          <span className={styles['fee']}>
            {say('customer.service.fee', { fee: formats.money(terms.monthlyFee, service.currency) })}
          </span>
        )}
      </div>
      <div className={styles['line']}>
        {terms?.plan && <span>{terms.plan}</span>}
        {service.element !== null && (
          <span>
            {say('customer.service.element')}{' '}
            <TextLink to="/network/$element" params={{ element: service.element }} size="xs">
              {service.element}
            </TextLink>
          </span>
        )}
        {service.area !== null && <span>{nameOf(service.area)}</span>}
        {service.login !== null && <span>{service.login}</span>}
        {service.since !== null && <span>{say('customer.service.since', { day: formats.day(service.since) })}</span>}
        {service.until !== null && <span>{say('customer.service.until', { day: formats.day(service.until) })}</span>}
        <span>{say(`customer.payment.${service.payment}`)}</span>
      </div>
      <div className="unprinted">
        <Button variant="subtle" size="compact-xs" ml={-8} onClick={() => setOpened(true)}>
          {say('customer.service.more')}
        </Button>
        <LinkButton service={service.service} />
      </div>
      {opened && <ServiceModal service={service} close={() => setOpened(false)} />}
    </div>
  )
}

/** The contract of one service as it was over time, what was billed, and when it was connected. */
function ServiceModal({ service, close }: { readonly service: Service; readonly close: () => void }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data, error, refetch } = useQuery(
    looking('getServiceHistory', { params: { service: service.service }, query: { limit: 100 } }),
  )
  const money = (amount: string) => formats.money(amount, service.currency)
  return (
    <Dialog
      onClose={close}
      size="xl"
      title={
        <strong>
          {say(`kind.${service.kind}`)} {service.service}
        </strong>
      }
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : !data ? (
        <Placeholder icon="clock" title={say('common.loading')} />
      ) : (
        <Tabs defaultValue="terms">
          <Tabs.List>
            {(['terms', 'bills', 'topUps', 'sessions'] as const).map(part => (
              <Tabs.Tab key={part} value={part} disabled={data[part].length === 0 && part !== 'terms'}>
                {say(`customer.history.${part}`)} ({data[part].length})
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="terms">
            <Rows
              caption={say('customer.history.terms')}
              rows={data.terms}
              keyOf={({ validFrom }) => validFrom}
              columns={[
                { id: 'from', header: say('customer.terms.from'), cell: ({ validFrom }) => formats.day(validFrom) },
                { id: 'plan', header: say('customer.terms.plan'), cell: ({ plan }) => plan ?? say('common.none') },
                {
                  id: 'fee',
                  header: say('customer.terms.fee'),
                  numeric: true,
                  cell: ({ monthlyFee }) => money(monthlyFee),
                },
                {
                  id: 'before',
                  header: say('customer.terms.beforeDiscount'),
                  numeric: true,
                  cell: ({ feeBeforeDiscount }) =>
                    feeBeforeDiscount === null ? say('common.none') : money(feeBeforeDiscount),
                },
              ]}
            />
          </Tabs.Panel>
          <Tabs.Panel value="bills">
            <Rows
              caption={say('customer.history.bills')}
              rows={data.bills}
              keyOf={({ from }) => from}
              columns={[
                {
                  id: 'period',
                  header: say('customer.bills.period'),
                  cell: ({ from, to }) => `${formats.day(from)} – ${formats.day(to)}`,
                },
                { id: 'key', header: say('customer.bills.key'), cell: ({ key }) => key ?? say('common.none') },
                {
                  id: 'credit',
                  header: say('customer.bills.credit'),
                  numeric: true,
                  cell: ({ seenCredit }) => (seenCredit === null ? say('common.none') : money(seenCredit)),
                },
                {
                  id: 'amount',
                  header: say('customer.bills.amount'),
                  numeric: true,
                  cell: ({ amount }) => money(amount),
                },
              ]}
            />
          </Tabs.Panel>
          <Tabs.Panel value="topUps">
            <Rows
              caption={say('customer.history.topUps')}
              rows={data.topUps}
              keyOf={({ on, amount }) => `${on} ${amount}`}
              columns={[
                { id: 'on', header: say('customer.topUps.on'), cell: ({ on }) => formats.day(on) },
                {
                  id: 'amount',
                  header: say('customer.bills.amount'),
                  numeric: true,
                  cell: ({ amount }) => money(amount),
                },
              ]}
            />
          </Tabs.Panel>
          <Tabs.Panel value="sessions">
            <Rows
              caption={say('customer.history.sessions')}
              rows={data.sessions}
              keyOf={({ id }) => id}
              columns={[
                { id: 'from', header: say('customer.sessions.from'), cell: ({ startedAt }) => <When at={startedAt} /> },
                {
                  id: 'to',
                  header: say('customer.sessions.to'),
                  cell: ({ stoppedAt }) =>
                    stoppedAt === null ? say('customer.sessions.open') : <When at={stoppedAt} />,
                },
                {
                  id: 'cause',
                  header: say('customer.sessions.cause'),
                  cell: ({ terminateCause }) => terminateCause ?? say('common.none'),
                },
                { id: 'nas', header: say('customer.sessions.nas'), cell: ({ nas }) => nas ?? say('common.none') },
              ]}
            />
          </Tabs.Panel>
        </Tabs>
      )}
    </Dialog>
  )
}
