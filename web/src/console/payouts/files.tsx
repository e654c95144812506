import { Anchor, Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { addressOf } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import styles from '../runs/runs.module.css'
import { useMay } from '../session/me.ts'
import { AnswerDialog } from './file-dialogs.tsx'

const route = getRouteApi('/inside/payouts')

/** Files that were written for billers, with what is still unanswered. */
export function FilesPart(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { channel } = route.useSearch()
  const [answered, setAnswered] = useState<ItemOf<'listBatches'> | null>(null)
  return (
    <Card title={say('payouts.part.files')} flush>
      <ListTable
        name="listBatches"
        given={{ query: channel === undefined ? {} : { channel } }}
        caption={say('payouts.part.files')}
        keyOf={({ id }) => id}
        empty={say('payouts.files.empty')}
        columns={[
          {
            id: 'file',
            header: say('payouts.file'),
            cell: row => (
              <div>
                {may('downloadBatch') ? (
                  <Anchor href={addressOf('downloadBatch', { params: { batch: row.id } })} size="sm" fw={600} download>
                    {row.file}
                  </Anchor>
                ) : (
                  row.file
                )}
                <div className={styles['under']}>{say('payouts.digest', { digest: row.sha256.slice(0, 16) })}</div>
              </div>
            ),
            text: row => `${row.file} ${row.sha256}`,
          },
          { id: 'channel', header: say('payouts.channel'), cell: row => row.channel, text: row => row.channel },
          {
            id: 'rows',
            header: say('payouts.rows'),
            numeric: true,
            cell: row => formats.count(row.rows),
            text: row => String(row.rows),
          },
          {
            id: 'sums',
            header: say('payouts.amount'),
            numeric: true,
            cell: row =>
              Object.entries(row.sums).map(([unit, sum]) => <div key={unit}>{formats.money(sum, unit)}</div>),
            text: row =>
              Object.entries(row.sums)
                .map(([unit, sum]) => `${sum} ${unit}`)
                .join('; '),
          },
          {
            id: 'answers',
            header: say('payouts.answers'),
            cell: row => (
              <div className={styles['chips']}>
                <Badge tone="good">{say('payouts.count.accepted', { count: row.accepted })}</Badge>
                {row.rejected > 0 && <Badge tone="bad">{say('payouts.count.rejected', { count: row.rejected })}</Badge>}
                {row.outstanding > 0 && (
                  <Badge tone="warn" mark="hollow">
                    {say('payouts.count.outstanding', { count: row.outstanding })}
                  </Badge>
                )}
              </div>
            ),
            text: row => `${row.accepted} ${row.rejected} ${row.outstanding}`,
          },
          {
            id: 'created',
            header: say('payouts.written'),
            tight: true,
            cell: row => <When at={row.createdAt} />,
            text: row => row.createdAt,
          },
          ...(may('importBatchAnswer')
            ? [
                {
                  id: 'do',
                  header: say('payouts.answer'),
                  cell: (row: ItemOf<'listBatches'>) => (
                    <Button size="compact-xs" variant="default" onClick={() => setAnswered(row)}>
                      {say('payouts.answer')}
                    </Button>
                  ),
                  text: () => '',
                },
              ]
            : []),
        ]}
      />
      {answered && <AnswerDialog batch={answered} close={() => setAnswered(null)} />}
    </Card>
  )
}
