import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { OutageBadge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Line, Lines, None } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import { Lasting, When } from '../../ui/times.tsx'
import { openStatuses } from '../outages/status.ts'
import { useMay } from '../session/me.ts'
import type { Element } from './element.tsx'

const mostAbove = 12

/** Outages of this element and of those whose failure alone cuts it off. */
export function OutagesAbove({ element: { element, path } }: { readonly element: Element }): ReactNode {
  const say = useSay()
  const may = useMay()
  const places = [element, ...path.map(each => each.element)].slice(0, mostAbove)
  const answers = useQueries({
    queries: places.map(place => ({
      ...looking('listOutages', { query: { element: place, status: openStatuses, limit: 20 } }),
      enabled: may('listOutages'),
    })),
  })
  const failed = answers.find(({ error }) => error !== null)
  const waiting = answers.some(({ isLoading }) => isLoading)
  const found = answers.flatMap(({ data }, at) =>
    (data?.items ?? []).map(outage => ({ ...outage, place: places[at] ?? element })),
  )
  return (
    <Card
      title={say('network.outages')}
      aside={
        <TextLink to="/outages" search={{ element }} size="xs">
          {say('network.outages.all')}
        </TextLink>
      }
      flush
    >
      {failed ? (
        <Failed reason={failed.error} />
      ) : waiting ? (
        <None>{say('common.loading')}</None>
      ) : found.length === 0 ? (
        <None>{say('network.outages.none')}</None>
      ) : (
        <Lines>
          {found.map(outage => (
            <Line
              key={`${outage.id} ${outage.place}`}
              under={
                <>
                  {outage.number} · <When at={outage.startedAt} /> ·{' '}
                  <Lasting from={outage.startedAt} to={outage.restoredAt} />
                  {outage.place !== element && ` · ${say('network.outages.at', { element: outage.place })}`}
                </>
              }
              end={<OutageBadge {...outage} />}
            >
              <TextLink to="/outages/$outage" params={{ outage: outage.number }} size="sm" fw={600}>
                {outage.title}
              </TextLink>
            </Line>
          ))}
        </Lines>
      )}
    </Card>
  )
}
