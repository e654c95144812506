import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

/** Every estimate that was given, with the next update that was promised, and by how much each moved the one before. */
export function Estimates({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data } = useQuery(looking('listEtrs', { params: { outage: outage.number } }))
  const items = data?.items ?? []
  const nameOf = useNames(items.map(({ actor }) => actor))
  const shift = (index: number): string | null => {
    const given = items[index]?.etr
    const before = items[index + 1]?.etr
    if (!given || !before || given === before) return null
    const moved = Date.parse(given) - Date.parse(before)
    return say(moved > 0 ? 'outage.etrs.late' : 'outage.etrs.early', { span: formats.span(moved) })
  }
  /** Withdrawn is only what was given before. */
  const none = (index: number) =>
    items[index + 1]?.etr ? ('outage.etrs.withdrawn' as const) : ('outage.etrs.noEstimate' as const)
  return (
    <Card title={say('outage.etrs')}>
      {items.length === 0 ? (
        <p className={styles['who']}>{say('outage.etrs.none')}</p>
      ) : (
        <ol className={styles['plain']}>
          {items.map(({ etr, nextUpdateBy, at, actor, reason }, index) => (
            <li key={`${at} ${index}`}>
              <div className={styles['grow']}>
                <strong>{etr === null ? say(none(index)) : <When at={etr} />}</strong>
                {shift(index) !== null && <span className={styles['who']}> · {shift(index)}</span>}
                {nextUpdateBy !== null && (
                  <div className={styles['who']}>{say('outage.etrs.next', { at: formats.instant(nextUpdateBy) })}</div>
                )}
                {reason !== null && <div>{reason}</div>}
              </div>
              <span className={styles['who']}>
                <When at={at} /> · {nameOf(actor)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
