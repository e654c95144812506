import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { QueryFor } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { TextFilter } from '../ledger/filter.tsx'
import styles from '../runs/runs.module.css'
import { PayoutBadge, payoutStates } from './status.tsx'

const route = getRouteApi('/inside/payouts')

/** Every payout, newest first. */
export function PayoutsPart(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: channels } = useQuery(looking('listChannels', {}))
  const state = payoutStates.find(each => each === search.state)
  const query: QueryFor<'listPayouts'> = {
    ...(state === undefined ? {} : { state }),
    ...(search.channel === undefined ? {} : { channel: search.channel }),
    ...(search.run === undefined ? {} : { run: search.run }),
    ...(search.service === undefined ? {} : { service: search.service }),
  }
  const set = (name: 'state' | 'channel' | 'service', value: string | null): void =>
    void navigate({
      replace: true,
      search: ({ [name]: _, ...rest }) => (value === null || value === '' ? rest : { ...rest, [name]: value }),
    })
  return (
    <Card title={say('payouts.title')} flush>
      <ListTable
        name="listPayouts"
        given={{ query }}
        caption={say('payouts.title')}
        keyOf={({ id }) => id}
        filtered={Object.keys(query).length > 0}
        clear={() => void navigate({ search: {} })}
        empty={say('payouts.empty')}
        filters={
          <>
            <TextFilter
              label={say('run.findService')}
              value={search.service ?? ''}
              set={next => set('service', next)}
            />
            <Select
              aria-label={say('runs.column.status')}
              placeholder={say('runs.anyStatus')}
              clearable
              value={state ?? null}
              onChange={next => set('state', next)}
              data={payoutStates.map(value => ({ value, label: say(`payout.state.${value}`) }))}
            />
            <Select
              aria-label={say('payouts.channel')}
              placeholder={say('payouts.anyChannel')}
              clearable
              value={search.channel ?? null}
              onChange={next => set('channel', next)}
              data={(channels?.items ?? []).map(({ channel, title }) => ({ value: channel, label: title }))}
            />
          </>
        }
        columns={[
          {
            id: 'service',
            header: say('run.service'),
            cell: row => (
              <TextLink to="/payouts/$payout" params={{ payout: row.id }} className={styles['strong'] ?? ''}>
                {row.service}
              </TextLink>
            ),
            text: row => row.service,
          },
          {
            id: 'amount',
            header: say('payouts.amount'),
            numeric: true,
            cell: row => formats.money(row.amount, row.unit),
            text: row => row.amount,
          },
          {
            id: 'state',
            header: say('runs.column.status'),
            cell: row => (
              <>
                <PayoutBadge state={row.state} />
                {row.reason !== null && (
                  <div className={styles['under']}>
                    <q>{row.reason}</q>
                  </div>
                )}
              </>
            ),
            text: row => say(`payout.state.${row.state}`),
          },
          { id: 'channel', header: say('payouts.channel'), cell: row => row.channel, text: row => row.channel },
          {
            id: 'address',
            header: say('payouts.address'),
            extra: true,
            cell: row => row.address,
            text: row => row.address,
          },
          {
            id: 'seen',
            header: say('payouts.seen'),
            numeric: true,
            cell: row => formats.money(row.seen, row.unit),
            text: row => row.seen,
          },
          { id: 'for', header: say('payouts.for'), extra: true, cell: row => row.for, text: row => row.for },
          {
            id: 'requested',
            header: say('payouts.requested'),
            tight: true,
            cell: row => <When at={row.requestedAt} />,
            text: row => row.requestedAt,
          },
          {
            id: 'reference',
            header: say('payouts.reference'),
            extra: true,
            cell: row => row.reference ?? say('common.none'),
            text: row => row.reference ?? '',
          },
        ]}
      />
    </Card>
  )
}
