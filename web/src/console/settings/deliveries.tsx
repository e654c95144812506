import { Button, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { looking, useChange, type ItemOf } from '../../api/queries.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Rows, Soft } from '../../ui/parts.tsx'
import { Failed, Placeholder, ProblemAlert } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import styles from './settings.module.css'
import type { Endpoint } from './webhooks.tsx'

const route = getRouteApi('/inside/settings/webhooks/$endpoint')
type Delivery = ItemOf<'listWebhookDeliveries'>
const states = ['waiting', 'sending', 'delivered', 'dead'] as const satisfies readonly Delivery['state'][]
const tones: Readonly<Record<Delivery['state'], Tone>> = {
  waiting: 'plan',
  sending: 'plan',
  delivered: 'good',
  dead: 'bad',
}

/** What was sent to an endpoint, or is going to be. */
export function Deliveries({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  const say = useSay()
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const [opened, setOpened] = useState<string | null>(null)
  const known = states.find(each => each === state)
  return (
    <Card title={say('webhooks.deliveries')} flush>
      <ListTable
        name="listWebhookDeliveries"
        given={{ query: { endpoint: endpoint.id, ...(known === undefined ? {} : { state: known }) } }}
        caption={say('webhooks.deliveries')}
        columns={useColumns(setOpened)}
        keyOf={({ id }) => id}
        filtered={known !== undefined}
        clear={() => void navigate({ search: {} })}
        empty={say('webhooks.noDeliveries')}
        filters={
          <Select
            aria-label={say('webhooks.state')}
            placeholder={say('webhooks.anyState')}
            value={known ?? null}
            clearable
            onChange={next => void navigate({ search: next === null ? {} : { state: next } })}
            data={states.map(value => ({ value, label: say(`webhooks.state.${value}`) }))}
          />
        }
      />
      {opened !== null && <DeliveryModal id={opened} close={() => setOpened(null)} />}
    </Card>
  )
}

function StateBadge({ state }: { readonly state: Delivery['state'] }): ReactNode {
  const say = useSay()
  return (
    <Badge tone={tones[state]} mark={tones[state] === 'plan' ? 'hollow' : 'full'}>
      {say(`webhooks.state.${state}`)}
    </Badge>
  )
}

function useColumns(open: (id: string) => void): readonly Column<Delivery>[] {
  const say = useSay()
  const formats = useFormats()
  return [
    {
      id: 'type',
      header: say('webhooks.event'),
      cell: ({ id, type, subject }) => (
        <div>
          <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => open(id)}>
            {type}
          </Button>
          <div>
            <Soft>{subject}</Soft>
          </div>
        </div>
      ),
      text: ({ type, subject }) => `${type} ${subject}`,
    },
    {
      id: 'state',
      header: say('webhooks.state'),
      cell: ({ state }) => <StateBadge state={state} />,
      text: ({ state }) => state,
    },
    {
      id: 'attempts',
      header: say('webhooks.attempts'),
      numeric: true,
      cell: ({ attempts }) => formats.count(attempts),
      text: ({ attempts }) => String(attempts),
    },
    {
      id: 'happened',
      header: say('webhooks.happened'),
      tight: true,
      cell: ({ happenedAt }) => <When at={happenedAt} />,
      text: ({ happenedAt }) => happenedAt,
    },
    {
      id: 'next',
      header: say('webhooks.next'),
      tight: true,
      cell: ({ nextAttemptAt, deliveredAt }) =>
        deliveredAt !== null ? (
          <When at={deliveredAt} />
        ) : nextAttemptAt === null ? (
          say('common.none')
        ) : (
          <When at={nextAttemptAt} />
        ),
      text: ({ nextAttemptAt, deliveredAt }) => deliveredAt ?? nextAttemptAt ?? '',
    },
    {
      id: 'reason',
      header: say('webhooks.reason'),
      cell: ({ reason }) => (reason === null ? say('common.none') : <q>{reason}</q>),
      text: ({ reason }) => reason ?? '',
    },
  ]
}

/** The very bytes that were signed, and everything that was tried. */
function DeliveryModal({ id, close }: { readonly id: string; readonly close: () => void }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data, error, refetch } = useQuery(looking('getWebhookDelivery', { params: { delivery: id } }))
  const replay = useChange('replayWebhookDelivery')
  return (
    <Dialog
      onClose={close}
      size="xl"
      title={<strong>{data?.type ?? say('common.loading')}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : !data ? (
        <Placeholder icon="clock" title={say('common.loading')} />
      ) : (
        <Stack gap="sm">
          <div>
            <StateBadge state={data.state} />{' '}
            {data.state !== 'sending' && (
              <Button
                variant="default"
                size="compact-sm"
                loading={replay.isPending}
                onClick={() => replay.mutate({ params: { delivery: id } })}
              >
                {say('webhooks.replay')}
              </Button>
            )}
          </div>
          {replay.error && <ProblemAlert reason={replay.error} />}
          <pre className={styles['json']} tabIndex={0} aria-label={say('webhooks.body')}>
            {prettily(data.body)}
          </pre>
          <Rows
            caption={say('webhooks.attempts')}
            rows={data.tried}
            keyOf={({ number }) => String(number)}
            columns={[
              { id: 'number', header: say('webhooks.attempt'), cell: ({ number }) => formats.count(number) },
              { id: 'when', header: say('webhooks.when'), cell: ({ startedAt }) => <When at={startedAt} /> },
              {
                id: 'outcome',
                header: say('webhooks.outcome'),
                cell: ({ outcome, status }) =>
                  `${outcome === null ? say('common.none') : say(`webhooks.outcome.${outcome}`)}${status === null ? '' : ` (${status})`}`,
              },
              {
                id: 'response',
                header: say('webhooks.response'),
                cell: ({ reason, response }) => response ?? reason ?? say('common.none'),
              },
            ]}
          />
        </Stack>
      )}
    </Dialog>
  )
}

function prettily(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
