import { Alert, Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Badge, OutageBadge, SeverityBadge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { OutageActions } from './actions.tsx'
import { AlarmsPart } from './alarms.tsx'
import { AppealsPart } from './appeals.tsx'
import { ChangesPart } from './changes.tsx'
import { Estimates } from './estimates.tsx'
import { Facts, Where } from './facts.tsx'
import { ImpactCard, ImpactMap } from './impact.tsx'
import styles from './outages.module.css'
import { ReviewPart } from './review.tsx'
import { ServicesPart } from './services.tsx'
import { Tasks } from './tasks.tsx'
import { Timeline } from './timeline.tsx'

const route = getRouteApi('/inside/outages/$outage')
const parts = ['overview', 'services', 'alarms', 'appeals', 'review', 'changes'] as const

export type Outage = ReplyTo<'getOutage'>

/** One outage: what is known, whom it hits, what was said, and what can be done next. */
export function OutagePage(): ReactNode {
  const say = useSay()
  const { outage: name } = route.useParams()
  const { part } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: outage } = useSuspenseQuery(looking('getOutage', { params: { outage: name } }))
  const shown = parts.find(each => each === part) ?? 'overview'
  return (
    <Page
      title={outage.title}
      above={
        <>
          <TextLink to="/outages" size="xs" underline="always">
            {say('outages.title')}
          </TextLink>{' '}
          / {outage.number}
        </>
      }
      beside={
        <>
          <OutageBadge {...outage} />
          <SeverityBadge severity={outage.severity} />
          {outage.planned && <Badge tone="plan">{say('planned.yes')}</Badge>}
        </>
      }
      actions={<OutageActions outage={outage} />}
    >
      {outage.mergedInto !== null && (
        <Alert mb="sm">
          {say('outage.merged')}{' '}
          <TextLink to="/outages/$outage" params={{ outage: outage.mergedInto }}>
            {say('outage.mergedLink')}
          </TextLink>
        </Alert>
      )}
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={next =>
          void navigate({ replace: true, search: next === null || next === 'overview' ? {} : { part: next } })
        }
      >
        <Tabs.List aria-label={say('outage.parts')} className="unprinted">
          {parts.map(each => (
            <Tabs.Tab key={each} value={each}>
              {say(`outage.part.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview outage={outage} />
        </Tabs.Panel>
        <Tabs.Panel value="services" pt="sm">
          <ServicesPart outage={outage} />
        </Tabs.Panel>
        <Tabs.Panel value="alarms" pt="sm">
          <AlarmsPart outage={outage} />
        </Tabs.Panel>
        <Tabs.Panel value="appeals" pt="sm">
          <AppealsPart outage={outage} />
        </Tabs.Panel>
        <Tabs.Panel value="review" pt="sm">
          <ReviewPart outage={outage} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" pt="sm">
          <ChangesPart outage={outage} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Overview({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <Card title={say('outage.facts')}>
          <Facts outage={outage} />
        </Card>
        <ImpactCard outage={outage} />
        <Timeline outage={outage} />
      </div>
      <div className={styles['stack']}>
        <Card title={say('outage.where')} flush>
          <ImpactMap outage={outage} />
          <Where outage={outage} />
        </Card>
        <Estimates outage={outage} />
        <Tasks outage={outage} />
      </div>
    </div>
  )
}
