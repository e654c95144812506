import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { paging } from '../../api/queries.ts'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import { useFieldName } from './timeline.tsx'

type Revision = ItemOf<'listRevisions'>

/** What was known when: each revision with what it was before and after, by whom and why. */
export function ChangesPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const given = { params: { outage: outage.number } }
  const { data: loaded } = useInfiniteQuery(paging('listRevisions', given))
  const nameOf = useNames(loaded?.pages.flatMap(page => page.items.map(({ actor }) => actor)) ?? [])
  const columns = useRevisionColumns(nameOf)
  return (
    <Card title={say('outage.part.changes')} flush>
      <ListTable
        name="listRevisions"
        given={given}
        caption={`${outage.number} ${say('outage.part.changes')}`}
        columns={columns}
        keyOf={({ revision }) => String(revision)}
      />
    </Card>
  )
}

function useRevisionColumns(nameOf: (actor: string) => string): readonly Column<Revision>[] {
  const say = useSay()
  return [
    {
      id: 'revision',
      header: say('outage.changes.revision'),
      cell: ({ revision }) => <span className="number">{revision}</span>,
      text: ({ revision }) => String(revision),
    },
    {
      id: 'when',
      header: say('outage.changes.when'),
      tight: true,
      cell: ({ at }) => <When at={at} />,
      text: ({ at }) => at,
    },
    {
      id: 'who',
      header: say('outage.changes.who'),
      cell: ({ actor }) => nameOf(actor),
      text: ({ actor }) => nameOf(actor),
    },
    {
      id: 'what',
      header: say('outage.changes.what'),
      cell: revision => <Difference revision={revision} />,
      text: ({ after }) => JSON.stringify(after),
    },
    {
      id: 'reason',
      header: say('outage.changes.reason'),
      cell: ({ reason }) => reason ?? '',
      text: ({ reason }) => reason ?? '',
    },
  ]
}

/** Of the first revision there is no before; empty values of it say nothing. */
function Difference({ revision: { kind, before, after, difference } }: { readonly revision: Revision }): ReactNode {
  const say = useSay()
  const fieldOf = useFieldName()
  const text = useValueText()
  const fields = Object.keys(after).filter(field => !(Object.keys(before).length === 0 && isEmpty(after[field])))
  return (
    <div>
      <strong>{say(`outage.revision.${kind}`)}</strong>
      <dl className={styles['change']}>
        {fields.map(field => (
          <div key={field} className={styles['pair']}>
            <dt>{fieldOf(field)}</dt>
            <dd>
              {field in before && !isEmpty(before[field]) && (
                <>
                  <del>{text(field, before[field])}</del> →{' '}
                </>
              )}
              {text(field, after[field])}
            </dd>
          </div>
        ))}
      </dl>
      {difference && <div className={styles['who']}>{say('outage.changes.services', { ...difference })}</div>}
    </div>
  )
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}

/** Values of a revision as people read them. */
function useValueText(): (field: string, value: unknown) => string {
  const say = useSay()
  const formats = useFormats()
  return function text(field, value): string {
    if (value === null || value === undefined) return say('common.none')
    if (typeof value === 'boolean') return say(value ? 'common.yes' : 'common.no')
    if (field === 'status') return say(`status.${value as Outage['status']}`)
    if (field === 'severity') return say(`severity.${value as Outage['severity']}`)
    if (field === 'extent') return say(`extent.${value as Outage['extent']}`)
    if (field === 'cause') return say(`cause.${value as Outage['cause']}`)
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? formats.instant(value) : value
    if (typeof value === 'number') return formats.count(value)
    if (Array.isArray(value))
      return value.length === 0 ? say('common.none') : value.map(each => text('', each)).join(', ')
    const texts = Object.values(value)
      .filter(each => !isEmpty(each))
      .map(each => text('', each))
    return texts.length === 0 ? say('common.none') : texts.join('; ')
  }
}
