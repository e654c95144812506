import { Button, Select, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addressOf, type QueryFor } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { instantOfWall, useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { Person } from '../runs/list.tsx'
import styles from '../runs/runs.module.css'
import { useSchemeTitles } from '../runs/titles.ts'
import { TextFilter } from './filter.tsx'

const route = getRouteApi('/inside/ledger')
export const transferKinds = [
  'credit',
  'correction',
  'goodwill',
  'reversal',
  'payout',
  'billed',
  'carried',
  'expired',
] as const
type Transfer = ItemOf<'listTransfers'>

const tones = {
  credit: 'good',
  correction: 'warn',
  goodwill: 'plan',
  reversal: 'bad',
  payout: 'quiet',
  billed: 'quiet',
  carried: 'quiet',
  expired: 'quiet',
} as const

export function KindBadge({ kind }: { readonly kind: Transfer['kind'] }): ReactNode {
  const say = useSay()
  return (
    <Badge tone={tones[kind]} mark="square">
      {say(`transfer.kind.${kind}`)}
    </Badge>
  )
}

/** Transfers, newest first; the filters go into the file too. */
export function TransfersPart(): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useTransferColumns<Transfer>()
  const kind = transferKinds.find(each => each === search.kind)
  const query: QueryFor<'listTransfers'> = {
    ...(kind === undefined ? {} : { kind }),
    ...(search.service === undefined ? {} : { service: search.service }),
    ...(search.run === undefined ? {} : { run: search.run }),
    ...(search.since === undefined ? {} : { since: startOf(search.since, zone) }),
    ...(search.until === undefined ? {} : { until: startOf(dayAfter(search.until), zone) }),
  }
  const set = (name: 'kind' | 'service' | 'since' | 'until', value: string | null): void =>
    void navigate({
      replace: true,
      search: ({ [name]: _, ...rest }) => (value === null || value === '' ? rest : { ...rest, [name]: value }),
    })
  return (
    <Card
      title={say('ledger.part.transfers')}
      aside={
        <Button
          component="a"
          href={addressOf('downloadTransfers', { query })}
          download
          size="xs"
          variant="default"
          leftSection={<Icon name="download" size={14} />}
          className="unprinted"
        >
          {say('ledger.file')}
        </Button>
      }
      flush
    >
      <ListTable
        name="listTransfers"
        given={{ query }}
        caption={say('ledger.part.transfers')}
        keyOf={({ id }) => id}
        filtered={Object.keys(query).length > 0}
        clear={() => void navigate({ search: {} })}
        empty={say('ledger.empty')}
        columns={columns}
        filters={
          <>
            <TextFilter
              label={say('run.findService')}
              value={search.service ?? ''}
              set={next => set('service', next)}
            />
            <Select
              aria-label={say('ledger.kind')}
              placeholder={say('ledger.anyKind')}
              clearable
              value={kind ?? null}
              onChange={next => set('kind', next)}
              data={transferKinds.map(value => ({ value, label: say(`transfer.kind.${value}`) }))}
            />
            <TextInput
              type="date"
              label={say('ledger.since')}
              value={search.since ?? ''}
              onChange={({ currentTarget }) => set('since', currentTarget.value)}
            />
            <TextInput
              type="date"
              label={say('ledger.until')}
              value={search.until ?? ''}
              onChange={({ currentTarget }) => set('until', currentTarget.value)}
            />
          </>
        }
      />
    </Card>
  )
}

function startOf(day: string, zone: string): string {
  return instantOfWall(`${day}T00:00`, zone)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** What a transfer shows in any list. */
export function useTransferColumns<Row extends Transfer>(): readonly Column<Row>[] {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  return [
    {
      id: 'id',
      header: say('ledger.transfer'),
      cell: row => (
        <TextLink to="/ledger/transfers/$transfer" params={{ transfer: row.id }} className={styles['strong'] ?? ''}>
          {row.id}
        </TextLink>
      ),
      text: row => row.id,
    },
    {
      id: 'at',
      header: say('ledger.posted'),
      tight: true,
      cell: row => <When at={row.postedAt} />,
      text: row => row.postedAt,
    },
    {
      id: 'kind',
      header: say('ledger.kind'),
      cell: row => <KindBadge kind={row.kind} />,
      text: row => say(`transfer.kind.${row.kind}`),
    },
    {
      id: 'service',
      header: say('run.service'),
      cell: row => (
        <TextLink to="/ledger/services/$service" params={{ service: row.service }} size="sm">
          {row.service}
        </TextLink>
      ),
      text: row => row.service,
    },
    { id: 'scheme', header: say('ledger.what'), cell: row => titleOf(row.scheme), text: row => row.scheme },
    {
      id: 'basis',
      header: say('ledger.basis'),
      extra: true,
      cell: row => row.basis,
      text: row => row.basis,
    },
    {
      id: 'amount',
      header: say('payouts.amount'),
      numeric: true,
      cell: row => <strong>{formats.money(row.amount, row.unit)}</strong>,
      text: row => row.amount,
    },
    { id: 'unit', header: say('run.unit'), extra: true, cell: row => row.unit, text: row => row.unit },
    {
      id: 'by',
      header: say('runs.column.by'),
      extra: true,
      cell: row => <Person actor={row.actor} />,
      text: row => row.actor,
    },
  ]
}
