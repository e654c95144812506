import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { paging, type ItemOf } from '../../api/queries.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

type Version = ItemOf<'listReviewVersions'>

/** Every version as it was written, by whom and when. */
export function Versions({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const given = { params: { outage: outage.number } }
  const loaded = useQueryClient().getQueryData(paging('listReviewVersions', given).queryKey)
  const nameOf = useNames(loaded?.pages.flatMap(page => page.items.map(({ actor }) => actor)) ?? [])
  const columns: readonly Column<Version>[] = [
    {
      id: 'version',
      header: say('review.version'),
      cell: ({ version }) => <span className="number">{version}</span>,
      text: ({ version }) => String(version),
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
      header: say('review.version.what'),
      cell: version => <What version={version} />,
      text: ({ kind, summary, rootCause }) => [say(`review.version.${kind}`), summary, rootCause].join('\n'),
    },
    {
      id: 'reason',
      header: say('outage.changes.reason'),
      cell: ({ reason }) => reason ?? '',
      text: ({ reason }) => reason ?? '',
    },
  ]
  return (
    <div className="unprinted">
      <Card title={say('review.versions')} flush>
        <ListTable
          name="listReviewVersions"
          given={given}
          caption={`${outage.number} ${say('review.versions')}`}
          columns={columns}
          keyOf={({ version }) => String(version)}
        />
      </Card>
    </div>
  )
}

function What({ version }: { readonly version: Version }): ReactNode {
  const say = useSay()
  const parts = (['summary', 'rootCause', 'wentWell', 'toImprove'] as const).filter(part => version[part] !== '')
  return (
    <details>
      <summary>{say(`review.version.${version.kind}`)}</summary>
      <dl className={styles['findings']}>
        {parts.map(part => (
          <div key={part}>
            <dt>{say(`review.${part}`)}</dt>
            <dd>{version[part]}</dd>
          </div>
        ))}
        {version.followUps.map(({ id, title, owner, dueOn, state }, nth) => (
          <div key={id}>
            <dt>{say('review.followUp.nth', { number: nth + 1 })}</dt>
            <dd>{[title, owner, dueOn, say(`task.${state}`)].filter(each => each !== null).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
