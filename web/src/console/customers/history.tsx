import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { isMessage, useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { None, Soft } from '../../ui/parts.tsx'
import { useNames } from '../../ui/people.ts'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'
import styles from './customers.module.css'
import { useIntl } from 'react-intl'

interface Happening {
  readonly key: string
  /** An instant, or a day of the calendar. */
  readonly at: string
  readonly text: string
  readonly by?: string
  readonly tone?: 'good' | 'bad'
}

const atMost = 100

/** Everything that happened to a customer in one line of time: services, consents, outages, money, and who changed what. */
export function HistoryPart({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const happenings = [
    ...useOwn(customer),
    ...useHits(customer.customer),
    ...useMoney(customer.customer),
    ...useTrail(customer.customer),
  ]
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, atMost)
  return (
    <Card title={say('customer.part.history')} flush>
      {happenings.length === 0 && <None>{say('customer.history.none')}</None>}
      <ol className={styles['history']}>
        {happenings.map(({ key, at, text, by, tone }) => (
          <li key={key} data-tone={tone}>
            <Soft>
              {at.length === 10 ? formats.day(at) : <When at={at} />}
              {by !== undefined && ` · ${by}`}
            </Soft>
            <div>{text}</div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function useOwn({ services, consents, erasedAt }: Customer): Happening[] {
  const say = useSay()
  const of = ({ purpose, channel }: Customer['consents'][number]) => `${purpose} · ${say(`channel.${channel}`)}`
  return [
    ...services.flatMap(({ service, kind, since, until }) => [
      ...(since === null
        ? []
        : [
            {
              key: `since ${service}`,
              at: since,
              text: say('customer.happened.since', { service, kind: say(`kind.${kind}`) }),
            },
          ]),
      ...(until === null
        ? []
        : [
            {
              key: `until ${service}`,
              at: until,
              text: say('customer.happened.until', { service, kind: say(`kind.${kind}`) }),
            },
          ]),
    ]),
    ...consents.flatMap(consent => [
      {
        key: `given ${consent.id}`,
        at: consent.grantedAt,
        text: say('customer.happened.given', { what: of(consent) }),
      },
      ...(consent.withdrawnAt === null
        ? []
        : [
            {
              key: `withdrawn ${consent.id}`,
              at: consent.withdrawnAt,
              text: say('customer.happened.withdrawn', { what: of(consent) }),
            },
          ]),
    ]),
    ...(erasedAt === null ? [] : [{ key: 'erased', at: erasedAt, text: say('customer.happened.erased') }]),
  ]
}

function useHits(customer: string): Happening[] {
  const say = useSay()
  const may = useMay()
  const { data } = useQuery({
    ...looking('listCustomerOutages', { params: { customer }, query: { limit: 50 } }),
    enabled: may('listCustomerOutages'),
  })
  return (data?.items ?? []).map(({ outage, number, title, startedAt, services }) => ({
    key: outage,
    at: services[0]?.from ?? startedAt,
    text: say('customer.happened.outage', { number, title }),
    tone: 'bad' as const,
  }))
}

function useMoney(customer: string): Happening[] {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { data } = useQuery({
    ...looking('listCustomerTransfers', { params: { customer }, query: { limit: 50 } }),
    enabled: may('listCustomerTransfers'),
  })
  return (data?.items ?? []).map(({ id, kind, amount, unit, service, postedAt }) => ({
    key: `transfer ${id}`,
    at: postedAt,
    text: `${say(`transfer.${kind}`)}: ${formats.money(amount, unit)} · ${service}`,
    tone: 'good' as const,
  }))
}

function useTrail(customer: string): Happening[] {
  const intl = useIntl()
  const may = useMay()
  const { data } = useQuery({
    ...looking('listCustomerTrail', { params: { customer }, query: { limit: 100 } }),
    enabled: may('listCustomerTrail'),
  })
  const rows = data?.items ?? []
  const nameOf = useNames(rows.map(({ actor }) => actor))
  return rows.map(({ number, at, actor, action }) => {
    const id = `action.${action}`
    return {
      key: `trail ${number}`,
      at,
      text: isMessage(id, intl.messages) ? intl.formatMessage({ id }) : action,
      by: nameOf(actor),
    }
  })
}
