import { Alert } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Badge, OutageBadge, SeverityBadge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { OutageActions } from './actions.tsx'
import { AlarmsPart } from './alarms.tsx'
import { AppealsPart } from './appeals.tsx'
import { useMay } from '../session/me.ts'
import { CallsPart } from '../messaging/calls.tsx'
import { TellingPart } from '../messaging/telling.tsx'
import { ChangesPart } from './changes.tsx'
import { Clocks } from './clocks.tsx'
import { Estimates } from './estimates.tsx'
import { Facts, Where } from './facts.tsx'
import { ImpactCard, ImpactMap } from './impact.tsx'
import styles from './outages.module.css'
import { ReviewPart } from './review.tsx'
import { ServicesPart } from './services.tsx'
import { Tasks } from './tasks.tsx'
import { Timeline } from './timeline.tsx'

const route = getRouteApi('/inside/outages/$outage')
const parts = ['overview', 'telling', 'calls', 'services', 'alarms', 'appeals', 'review', 'changes'] as const
type Part = (typeof parts)[number]

export type Outage = ReplyTo<'getOutage'>

/** One outage: what is known, whom it hits, what was said, and what can be done next. */
export function OutagePage(): ReactNode {
  const say = useSay()
  const { outage: name } = route.useParams()
  const may = useMay()
  const { data: outage } = useSuspenseQuery(looking('getOutage', { params: { outage: name } }))
  const offered = parts.filter(part => part !== 'calls' || may('listCalls'))
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
      <PageTabs
        label={say('outage.parts')}
        parts={offered.map(name => ({ name, label: say(`outage.part.${name}`), shows: partOf(name, outage) }))}
      />
    </Page>
  )
}

function partOf(part: Part, outage: Outage): ReactNode {
  switch (part) {
    case 'overview':
      return <Overview outage={outage} />
    case 'telling':
      return <TellingPart outage={outage} />
    case 'calls':
      return <CallsPart outage={outage} />
    case 'services':
      return <ServicesPart outage={outage} />
    case 'alarms':
      return <AlarmsPart outage={outage} />
    case 'appeals':
      return <AppealsPart outage={outage} />
    case 'review':
      return <ReviewPart outage={outage} />
    case 'changes':
      return <ChangesPart outage={outage} />
  }
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
        <Clocks outage={outage} />
        <Estimates outage={outage} />
        <Tasks outage={outage} />
      </div>
    </div>
  )
}
