import { Alert } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Figures } from '../../ui/figures.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { OutageLink } from './about.tsx'
import styles from './runs.module.css'
import { useSchemeTitles } from './titles.ts'

const route = getRouteApi('/inside/runs/$run/services/$service')
const Derivation = lazy(() => import('./derivation.tsx').then(({ Derivation: it }) => ({ default: it })))

export type Explanation = ReplyTo<'explainCredit'>

/** Why a service gets what it gets: the facts that were kept, the rules that were kept, and the way from one to the other. */
export function ExplanationPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { language } = useLanguage()
  const { run: id, service } = route.useParams()
  const { period } = route.useSearch()
  const { data: run } = useSuspenseQuery(looking('getRun', { params: { run: id } }))
  const { data: found } = useSuspenseQuery(
    looking('explainCredit', {
      params: { run: id, service },
      query: { language, ...(period === undefined ? {} : { periodFrom: period }) },
    }),
  )
  return (
    <Page
      title={say('why.title', { service })}
      above={
        <>
          <TextLink to="/runs" size="xs">
            {say('runs.title')}
          </TextLink>{' '}
          /{' '}
          <TextLink to="/runs/$run" params={{ run: id }} size="xs">
            {say('run.title', { number: run.number })}
          </TextLink>
        </>
      }
      actions={
        may('readStatement') && (
          <ButtonLink to="/ledger/services/$service" params={{ service }} variant="default">
            {say('why.statement')}
          </ButtonLink>
        )
      }
    >
      {!found.agrees && (
        <Alert mb="sm" color="red" icon={<Icon name="warning" />}>
          {say('why.disagrees')}
        </Alert>
      )}
      <div className={styles['stack']}>
        <div className={styles['pair']}>
          <Facts found={found} />
          <Credits found={found} />
        </div>
        <Exclusions found={found} />
        <Card title={say('why.derivation')} flush>
          {/* Years and time zones are reckoned as in the engine, which older browsers cannot. */}
          {'Temporal' in globalThis ? (
            <Suspense fallback={<p className={styles['note']}>{say('common.loading')}</p>}>
              <Derivation found={found} />
            </Suspense>
          ) : (
            <pre className={`${styles['plain']} ${styles['note']}`}>{found.text.join('\n')}</pre>
          )}
        </Card>
        <p className={styles['note']}>
          {say(found.agrees ? 'why.agrees' : 'why.disagrees')}{' '}
          {say('why.period', { day: formats.day(found.periodFrom) })}
        </p>
      </div>
    </Page>
  )
}

interface KeptCase {
  readonly subscriber?: { readonly type?: string; readonly payment?: string; readonly region?: string }
  readonly service?: {
    readonly kind?: string
    readonly monthlyFee?: string
    readonly feeBeforeDiscount?: string
    readonly timeZone?: string
  }
  readonly billingPeriod?: { readonly from: string; readonly to: string }
  readonly interruptions?: readonly {
    readonly from: string
    readonly to: string
    readonly extent?: string
    readonly cause?: string
    readonly planned?: boolean
  }[]
}

/** What was known when the run was computed, and is kept as it was. */
function Facts({ found }: { readonly found: Explanation }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { subscriber = {}, service = {}, billingPeriod, interruptions = [] } = found.case as KeptCase
  const customers = ['consumer', 'small-business', 'business'] as const
  const customer = customers.find(each => each === subscriber.type)
  return (
    <Card title={say('why.facts')}>
      <dl className={styles['facts']}>
        {customer !== undefined && (
          <div>
            <dt>{say('why.customer')}</dt>
            <dd>{say(`customer.${customer}`)}</dd>
          </div>
        )}
        {service.monthlyFee !== undefined && (
          <div>
            <dt>{say('run.fee')}</dt>
            <dd>{formats.money(service.monthlyFee, found.currency)}</dd>
          </div>
        )}
        {service.feeBeforeDiscount !== undefined && (
          <div>
            <dt>{say('why.feeBefore')}</dt>
            <dd>{formats.money(service.feeBeforeDiscount, found.currency)}</dd>
          </div>
        )}
        {billingPeriod && (
          <div>
            <dt>{say('run.period')}</dt>
            <dd>
              {formats.day(billingPeriod.from)} – {formats.day(billingPeriod.to)}
            </dd>
          </div>
        )}
        <div className={styles['wide']}>
          <dt>{say('run.part.interruptions')}</dt>
          <dd>
            {interruptions.length === 0 ? (
              say('why.noInterruption')
            ) : (
              <ul className={styles['lines']}>
                {interruptions.map(({ from, to }) => (
                  <li key={from}>
                    <Icon name="outages" size={14} />
                    <span>
                      {formats.instant(from)} – {formats.instant(to)} ·{' '}
                      {formats.span(Date.parse(to) - Date.parse(from))}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  )
}

function Credits({ found }: { readonly found: Explanation }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  return (
    <Card title={say('why.amounts')} flush>
      {found.credits.length === 0 ? (
        <p className={styles['note']}>{say('why.nothing')}</p>
      ) : (
        <Figures
          rows={found.credits}
          keyOf={({ scheme, unit }) => `${scheme} ${unit}`}
          columns={[
            {
              id: 'scheme',
              header: say('run.scheme'),
              cell: ({ scheme, minimum, maximum, unit }) => (
                <>
                  {titleOf(scheme)}
                  <div className={styles['under']}>
                    {say('run.range', { minimum: formats.money(minimum, unit), maximum: formats.money(maximum, unit) })}
                  </div>
                </>
              ),
            },
            {
              id: 'before',
              header: say('run.before'),
              numeric: true,
              cell: ({ net, unit }) => formats.money(net, unit),
            },
            {
              id: 'due',
              header: say('run.due'),
              numeric: true,
              main: true,
              cell: ({ due, unit }) => formats.money(due, unit),
            },
          ]}
        />
      )}
    </Card>
  )
}

/** What somebody relied on concerns the customer, who may dispute it. */
function Exclusions({ found }: { readonly found: Explanation }): ReactNode {
  const say = useSay()
  if (found.exclusions.length === 0) return null
  return (
    <Card title={say('exclusions.title')}>
      {found.exclusions.map(({ outage, cause, decidedBy, reason, evidence }) => (
        <dl className={styles['facts']} key={`${outage} ${cause}`}>
          <div>
            <dt>{say('run.outage')}</dt>
            <dd>
              <OutageLink outage={outage} />
            </dd>
          </div>
          <div>
            <dt>{say('exclusions.person')}</dt>
            <dd>{decidedBy}</dd>
          </div>
          <div className={styles['wide']}>
            <dt>{say('common.reason')}</dt>
            <dd>{reason}</dd>
          </div>
          <div className={styles['wide']}>
            <dt>{say('exclusions.evidence')}</dt>
            <dd>{evidence}</dd>
          </div>
        </dl>
      ))}
    </Card>
  )
}
