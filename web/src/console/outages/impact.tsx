import { useQuery } from '@tanstack/react-query'
import type { CSSProperties, ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { AreaMap, useAreaNames } from '../../ui/area-map.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import { closed, shapesOf } from './shapes.ts'

type Impact = ReplyTo<'getImpact'>
type Counted = Impact['byArea'][number]

const impactOf = ({ number }: Outage) => looking('getImpact', { params: { outage: number } })

/** Whom it hits: what was matched, beside what the network of today would say. */
export function ImpactCard({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const nameOf = useAreaNames()
  const { data: impact, error, refetch } = useQuery(impactOf(outage))
  const unnamed = (name: string) => (name === '' ? say('outage.impact.unnamed') : name)
  return (
    <Card title={say('outage.impact')}>
      {error && <Failed reason={error} retry={() => void refetch()} />}
      {impact && (
        <>
          <Figures impact={impact} />
          {impact.services === 0 && !impact.matched ? (
            <Placeholder icon="info" title={say('outage.impact.none')} />
          ) : (
            <div className={styles['split']}>
              <Bars title={say('outage.impact.segment')} counted={impact.bySegment} nameOf={unnamed} />
              <Bars
                title={say('outage.impact.kind')}
                counted={impact.byKind}
                nameOf={name => say(`kind.${name as Outage['kinds'][number]}`)}
              />
              <Bars
                title={say('outage.impact.evidence')}
                counted={impact.matched?.byEvidence ?? impact.byEvidence}
                nameOf={name => say(`evidence.${name as ReplyTo<'listAffected'>['items'][number]['evidence']}`)}
              />
              <Bars
                title={say('outage.impact.area')}
                counted={impact.byArea}
                nameOf={name => (name === '' ? say('outage.impact.unnamed') : nameOf(name))}
              />
            </div>
          )}
        </>
      )}
    </Card>
  )
}

function Figures({ impact: { services, protected: kept, matched } }: { readonly impact: Impact }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <dl className={styles['big']}>
      {matched && (
        <>
          <div>
            <dt>{say('outage.impact.hit')}</dt>
            <dd>
              {formats.count(matched.services)}
              <small>{say('outage.impact.hitHint', { at: formats.instant(matched.at) })}</small>
            </dd>
          </div>
          <div>
            <dt>{say('outage.impact.money')}</dt>
            <dd>
              {formats.count(matched.money)}
              {matched.frozen && <small>{say('outage.impact.frozen')}</small>}
            </dd>
          </div>
        </>
      )}
      {!matched && (
        <div>
          <dt>{say('outage.impact.expected')}</dt>
          <dd>
            {formats.count(services)}
            <small>{say('outage.impact.expectedHint')}</small>
          </dd>
        </div>
      )}
      {kept > 0 && (
        <div>
          <dt>{say('outage.impact.protected')}</dt>
          <dd>{formats.count(kept)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Shares as a table that can be read aloud, with a bar under each name. */
function Bars({
  title,
  counted,
  nameOf,
}: {
  readonly title: string
  readonly counted: readonly Counted[]
  readonly nameOf: (name: string) => string
}): ReactNode {
  const formats = useFormats()
  const most = Math.max(...counted.map(({ services }) => services), 1)
  if (counted.length === 0) return null
  return (
    <table className={styles['bars']}>
      <caption>{title}</caption>
      <tbody>
        {counted.slice(0, 8).map(({ name, services }) => (
          <tr key={name}>
            <th scope="row">
              {nameOf(name)}
              <span className={styles['bar']} style={{ '--part': services / most } as CSSProperties} />
            </th>
            <td className="number">{formats.count(services)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function ImpactMap({ outage }: { readonly outage: Outage }): ReactNode {
  const { data: impact } = useQuery(impactOf(outage))
  return (
    <AreaMap
      figures={(impact?.byArea ?? []).map(({ name, services }) => ({ area: name, services }))}
      shapes={shapesOf(outage.scope.polygons).map(({ corners }) => closed(corners))}
    />
  )
}
