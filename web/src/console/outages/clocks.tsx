import type { ClockView } from '@pulih/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Failed } from '../../ui/problem.tsx'
import { ClockFace } from './clock.tsx'
import clockStyles from './clock.module.css'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

const refetchMilliseconds = 30_000

/** What law and promises want to be said of this outage, what is late first; what was said stands folded below. */
export function Clocks({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const { data, error, refetch } = useQuery({
    ...looking('listOutageClocks', { params: { outage: outage.number } }),
    refetchInterval: refetchMilliseconds,
  })
  const items = data?.items ?? []
  const open = items.filter(isOpen)
  const done = items.filter(clock => !isOpen(clock))
  return (
    <Card title={say('clocks.title')}>
      {error && <Failed reason={error} retry={() => void refetch()} />}
      {data && items.length === 0 && <p className={styles['who']}>{say('clocks.noneHere')}</p>}
      <ClockList clocks={open} />
      {done.length > 0 && (
        <details className={clockStyles['done']}>
          <summary>{say('clocks.done', { count: done.length })}</summary>
          <ClockList clocks={done} />
        </details>
      )}
    </Card>
  )
}

function isOpen({ state, metAt }: ClockView): boolean {
  return metAt === null && state !== 'over'
}

function ClockList({ clocks }: { readonly clocks: readonly ClockView[] }): ReactNode {
  return (
    <ul className={styles['plain']}>
      {clocks.map(clock => (
        <li key={`${clock.rule} ${clock.tell} ${clock.from}`}>
          <ClockFace clock={clock} />
        </li>
      ))}
    </ul>
  )
}
