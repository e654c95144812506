import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { ListTable } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import figures from '../../ui/figures.module.css'
import styles from '../runs/runs.module.css'

const route = getRouteApi('/inside/payouts')
const kinds = [
  'not-accepted',
  'accepted-not-seen',
  'different-amount',
  'duplicate-on-bill',
  'seen-not-requested',
  'more-than-balance',
  'other-address',
] as const

/** Requested, accepted and seen on bills, side by side, and everything that does not agree. */
export function ReconciliationPart(): ReactNode {
  return (
    <div className={styles['stack']}>
      <Lines />
      <Breaks />
    </div>
  )
}

function Lines(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { channel, run } = route.useSearch()
  const found = useQuery(
    looking('getReconciliation', {
      query: { ...(channel === undefined ? {} : { channel }), ...(run === undefined ? {} : { run }) },
    }),
  )
  if (found.isError) return <Failed reason={found.error} retry={() => void found.refetch()} />
  const lines = found.data?.lines ?? []
  const sum = (each: { count: number; amount: string }, unit: string) => (
    <>
      {formats.money(each.amount, unit)}
      <div className={styles['under']}>{formats.count(each.count)}</div>
    </>
  )
  return (
    <Card
      title={say('payouts.part.reconciliation')}
      aside={
        found.data && (
          <span className={styles['under']}>{say('home.asOf', { at: formats.instant(found.data.at) })}</span>
        )
      }
      flush
    >
      {lines.length === 0 ? (
        <Placeholder icon="coins" title={found.isPending ? say('common.loading') : say('payouts.nothingYet')} />
      ) : (
        <div className={styles['scroll']}>
          <table className={figures['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('payouts.channel')}</th>
                <th scope="col" className={figures['number']}>
                  {say('payouts.requested')}
                </th>
                <th scope="col" className={figures['number']}>
                  {say('payouts.accepted')}
                </th>
                <th scope="col" className={figures['number']}>
                  {say('payouts.seen')}
                </th>
                <th scope="col" className={figures['number']}>
                  {say('payouts.carried')}
                </th>
                <th scope="col" className={figures['number']}>
                  {say('payouts.underWay')}
                </th>
                <th scope="col">{say('payouts.agrees')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(line => (
                <tr key={`${line.channel} ${line.unit} ${line.run ?? ''}`}>
                  <th scope="row">
                    {line.channel}
                    <div className={styles['under']}>
                      {line.run !== null && (
                        <TextLink to="/runs/$run" params={{ run: line.run }} size="xs">
                          {say('payouts.ofRun')}
                        </TextLink>
                      )}
                    </div>
                  </th>
                  <td className={figures['number']}>{sum(line.requested, line.unit)}</td>
                  <td className={figures['number']}>{sum(line.accepted, line.unit)}</td>
                  <td className={figures['number']}>{sum(line.seen, line.unit)}</td>
                  <td className={figures['number']}>{formats.money(line.carried, line.unit)}</td>
                  <td className={figures['number']}>{sum(line.open, line.unit)}</td>
                  <td>
                    <Badge tone={line.agrees ? 'good' : 'warn'} mark={line.agrees ? 'full' : 'hollow'}>
                      {say(line.agrees ? 'common.yes' : 'common.no')}
                    </Badge>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

function Breaks(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { channel, run, kind: wanted } = route.useSearch()
  const navigate = route.useNavigate()
  const kind = kinds.find(each => each === wanted)
  return (
    <Card title={say('payouts.breaks')} flush>
      <ListTable
        name="listBreaks"
        given={{
          query: {
            ...(channel === undefined ? {} : { channel }),
            ...(run === undefined ? {} : { run }),
            ...(kind === undefined ? {} : { kind }),
          },
        }}
        caption={say('payouts.breaks')}
        keyOf={row => `${row.kind} ${row.key ?? ''} ${row.address ?? ''} ${row.since}`}
        empty={say('payouts.breaks.none')}
        filtered={kind !== undefined}
        clear={() => void navigate({ search: ({ kind: _, ...rest }) => rest })}
        filters={
          <Select
            aria-label={say('payouts.break')}
            placeholder={say('run.everything')}
            clearable
            value={kind ?? null}
            onChange={next =>
              void navigate({
                replace: true,
                search: ({ kind: _, ...rest }) => (next === null ? rest : { ...rest, kind: next }),
              })
            }
            data={kinds.map(value => ({ value, label: say(`payouts.break.${value}`) }))}
          />
        }
        columns={[
          {
            id: 'kind',
            header: say('payouts.break'),
            cell: row =>
              row.payout === null ? (
                say(`payouts.break.${row.kind}`)
              ) : (
                <TextLink to="/payouts/$payout" params={{ payout: row.payout }} size="sm">
                  {say(`payouts.break.${row.kind}`)}
                </TextLink>
              ),
            text: row => say(`payouts.break.${row.kind}`),
          },
          { id: 'channel', header: say('payouts.channel'), cell: row => row.channel, text: row => row.channel },
          {
            id: 'address',
            header: say('payouts.address'),
            cell: row => row.address ?? say('common.none'),
            text: row => row.address ?? '',
          },
          {
            id: 'requested',
            header: say('payouts.requested'),
            numeric: true,
            cell: row => (row.requested === null ? say('common.none') : formats.money(row.requested, row.unit)),
            text: row => row.requested ?? '',
          },
          {
            id: 'seen',
            header: say('payouts.seen'),
            numeric: true,
            cell: row => (row.seen === null ? say('common.none') : formats.money(row.seen, row.unit)),
            text: row => row.seen ?? '',
          },
          {
            id: 'age',
            header: say('payouts.age'),
            numeric: true,
            cell: row => say('payouts.days', { days: row.ageDays }),
            text: row => String(row.ageDays),
          },
          {
            id: 'since',
            header: say('payouts.since'),
            tight: true,
            cell: row => <When at={row.since} />,
            text: row => row.since,
          },
        ]}
      />
    </Card>
  )
}
