import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { ClockFace } from '../outages/clock.tsx'
import clockStyles from '../outages/clock.module.css'
import styles from './home.module.css'

const refetchMilliseconds = 30_000
/** What falls due first; the rest stands with its outages. */
const mostShown = 6

/** What law and promises want to be said now, of all outages, what is late first. */
export function WhatHasToBeSaid(): ReactNode {
  const say = useSay()
  const { data, error, refetch } = useQuery({
    ...looking('listOpenClocks', {}),
    refetchInterval: refetchMilliseconds,
  })
  const items = data?.items ?? []
  const more = (data?.open ?? 0) - Math.min(items.length, mostShown)
  return (
    <Card
      title={say('clocks.title')}
      aside={
        data && data.late > 0 ? (
          <Badge tone="bad">{say('clocks.late', { count: data.late })}</Badge>
        ) : (
          <span className={styles['facts']}>{say('clocks.hint')}</span>
        )
      }
      flush
    >
      {error && <Failed reason={error} retry={() => void refetch()} />}
      {data && items.length === 0 && (
        <Placeholder icon="check" title={say('clocks.none')} detail={say('clocks.noneDetail')} />
      )}
      <ul className={styles['list']}>
        {items.slice(0, mostShown).map(clock => (
          <li key={`${clock.outage} ${clock.rule} ${clock.tell} ${clock.from}`}>
            <ClockFace
              clock={clock}
              above={
                <TextLink to="/outages/$outage" params={{ outage: clock.number }} className={styles['title'] ?? ''}>
                  {clock.number} {clock.outageTitle}
                </TextLink>
              }
            />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={clockStyles['more']}>{say('clocks.more', { count: more })}</p>}
    </Card>
  )
}
