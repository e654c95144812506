import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { AreaMap, useAreaNames } from '../../ui/area-map.tsx'
import { OutageBadge, SeverityBadge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { Lasting, useNow } from '../../ui/times.tsx'
import { openStatuses } from '../outages/status.ts'
import { HomeTiles } from './figures.tsx'
import styles from './home.module.css'
import { Needs } from './needs.tsx'
import { WhatHasToBeSaid } from './said.tsx'

const refetchMilliseconds = 30_000

/** What is happening now, what waits for somebody, and the figures of the day. */
export function HomePage(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { data: home } = useSuspenseQuery({ ...looking('readHome', {}), refetchInterval: refetchMilliseconds })
  return (
    <Page
      title={say('home.title')}
      actions={<span className={styles['facts']}>{say('home.asOf', { at: formats.instant(home.at) })}</span>}
    >
      <HomeTiles home={home} />
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          {home.outages && <WhatHasToBeSaid />}
          {home.outages && <HappeningNow />}
          <Needs home={home} />
        </div>
        {home.outages && <Where areas={home.outages.areas} />}
      </div>
    </Page>
  )
}

function HappeningNow(): ReactNode {
  const say = useSay()
  const { data, error, refetch } = useQuery(looking('listOutages', { query: { status: openStatuses, limit: 100 } }))
  const now = useNow()
  const going = (data?.items ?? [])
    .filter(({ startedAt }) => Date.parse(startedAt) <= now)
    .toSorted((one, other) => (other.services ?? 0) - (one.services ?? 0))
    .slice(0, 10)
  return (
    <Card
      title={say('home.now')}
      aside={
        <TextLink to="/outages" size="sm">
          {say('home.allOutages')}
        </TextLink>
      }
      flush
    >
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : data && going.length === 0 ? (
        <Placeholder icon="check" title={say('home.nowNone')} detail={say('home.nowNoneDetail')} />
      ) : (
        <ul className={styles['list']}>
          {going.map(outage => (
            <OutageRow key={outage.id} outage={outage} now={now} />
          ))}
        </ul>
      )}
    </Card>
  )
}

type Line = ReplyTo<'listOutages'>['items'][number]

function OutageRow({ outage, now }: { readonly outage: Line; readonly now: number }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { number, title, status, planned, startedAt, severity, etr, services, restoredAt } = outage
  return (
    <li>
      <div className={styles['grow']}>
        <TextLink to="/outages/$outage" params={{ outage: number }} className={styles['title'] ?? ''}>
          {title}
        </TextLink>
        <div className={styles['facts']}>
          <span>{number}</span>
          <span>
            {say('home.since', { at: formats.instant(startedAt) })} (<Lasting from={startedAt} to={restoredAt} />)
          </span>
          <span className={etr !== null && Date.parse(etr) < now ? styles['late'] : undefined}>
            {etr === null ? say('home.etrNone') : say('home.etr', { at: formats.instant(etr) })}
          </span>
        </div>
        <div className={styles['facts']}>
          <OutageBadge status={status} planned={planned} startedAt={startedAt} />
          <SeverityBadge severity={severity} />
        </div>
      </div>
      {services !== null && (
        <div className={styles['figure']}>
          <strong>{formats.count(services)}</strong>
          <span>{say('home.servicesUnit', { services })}</span>
        </div>
      )}
    </li>
  )
}

function Where({ areas }: { readonly areas: NonNullable<ReplyTo<'readHome'>['outages']>['areas'] }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useAreaNames()
  const navigate = useNavigate()
  return (
    <Card title={say('home.map')} flush>
      <AreaMap
        figures={areas}
        choose={area => void navigate({ to: '/outages', search: { area, status: openStatuses } })}
      />
      {areas.length === 0 ? (
        <Placeholder icon="check" title={say('home.mapNone')} />
      ) : (
        <table className={styles['areas']}>
          <thead>
            <tr>
              <th scope="col">{say('home.area')}</th>
              <th scope="col" className={styles['figure']}>
                {say('home.services')}
              </th>
            </tr>
          </thead>
          <tbody>
            {areas.slice(0, 8).map(({ area, services }) => (
              <tr key={area}>
                <th scope="row">
                  <TextLink to="/outages" search={{ area, status: openStatuses }} size="sm">
                    {nameOf(area)}
                  </TextLink>
                </th>
                <td className="number">{formats.count(services)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
