import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

/** What monitoring said, from which this outage was worked out. */
export function AlarmsPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const columns = useAlarmColumns()
  return (
    <Card title={say('outage.part.alarms')} flush>
      <ListTable
        name="listAlarms"
        given={{ query: { outage: outage.id } }}
        caption={`${outage.number} ${say('outage.part.alarms')}`}
        columns={columns}
        keyOf={({ id }) => id}
        empty={say('outage.alarms.none')}
      />
    </Card>
  )
}

function useAlarmColumns(): readonly Column<ItemOf<'listAlarms'>>[] {
  const say = useSay()
  const formats = useFormats()
  return [
    {
      id: 'element',
      header: say('outage.alarms.element'),
      cell: ({ element, key, knownElement }) => (
        <div>
          {element ?? key}
          {!knownElement && <div className={styles['who']}>{say('outage.alarms.unknown')}</div>}
        </div>
      ),
      text: ({ element, key }) => element ?? key,
    },
    {
      id: 'summary',
      header: say('outage.alarms.summary'),
      cell: ({ summary }) => summary,
      text: ({ summary }) => summary,
    },
    {
      id: 'effect',
      header: say('outage.alarms.effect'),
      cell: ({ effect }) => (
        <Badge tone={effect === 'unreachable' ? 'bad' : effect === 'degraded' ? 'warn' : 'quiet'} mark="square">
          {say(`alarm.${effect}`)}
        </Badge>
      ),
      text: ({ effect }) => say(`alarm.${effect}`),
    },
    {
      id: 'raised',
      header: say('outage.alarms.raised'),
      tight: true,
      cell: ({ raisedAt }) => <When at={raisedAt} />,
      text: ({ raisedAt }) => raisedAt,
    },
    {
      id: 'cleared',
      header: say('outage.alarms.cleared'),
      tight: true,
      cell: ({ clearedAt }) =>
        clearedAt === null ? <Badge tone="bad">{say('outage.alarms.open')}</Badge> : <When at={clearedAt} />,
      text: ({ clearedAt }) => clearedAt ?? '',
    },
    {
      id: 'flaps',
      header: say('outage.alarms.flaps'),
      numeric: true,
      cell: ({ flaps }) => formats.count(flaps),
      text: ({ flaps }) => String(flaps),
    },
    { id: 'source', header: say('outage.alarms.source'), cell: ({ source }) => source, text: ({ source }) => source },
  ]
}
