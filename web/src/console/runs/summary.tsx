import type { RunSummaryView } from '@pulih/contracts'
import type { ReactNode } from 'react'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Figures } from '../../ui/figures.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Tile, TileLink, Tiles } from '../../ui/tile.tsx'
import { partOf } from './part-of.ts'
import styles from './runs.module.css'
import type { Run } from './status.tsx'
import { useSchemeTitles } from './titles.ts'
import { useOutcomeText, useReasonText } from './words.ts'

type SchemeFigures = RunSummaryView['schemes'][number]

interface Parts {
  readonly run: Run
  readonly summary: RunSummaryView
}

/** Every figure that is looked at before approving. Each leads to the rows that it counts. */
export function Summary({ run, summary }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const money = (amount: string) => formats.money(amount, run.currency)
  const to = '/runs/$run'
  const params = { run: run.id }
  const hasGoodwill = /[1-9]/.test(summary.goodwill.maximum)
  const range = (figures: RunSummaryView['owed']) =>
    say('run.range', { minimum: money(figures.minimum), maximum: money(figures.maximum) })
  return (
    <div>
      <div className={styles['tiles']}>
        <Tiles>
          <TileLink
            to={to}
            params={params}
            search={{ part: 'credits', onlyDue: 'true' }}
            label={say('run.due')}
            value={money(summary.due)}
            hint={say('run.due.hint', { credits: summary.credits })}
          />
          <TileLink
            to={to}
            params={params}
            search={{ part: 'credits' }}
            label={say('run.owed')}
            value={money(summary.owed[run.figure])}
            hint={range(summary.owed)}
          />
          {hasGoodwill && (
            <Tile
              label={say('run.goodwill')}
              value={money(summary.goodwill[run.figure])}
              hint={range(summary.goodwill)}
            />
          )}
          <TileLink
            to={to}
            params={params}
            search={{ part: 'services' }}
            label={say('run.services')}
            value={formats.count(summary.services)}
            hint={say('run.exposures', { exposures: summary.exposures })}
          />
          <TileLink
            to={to}
            params={params}
            search={{ part: 'unpaid', ...(summary.notPaid[0] ? { reason: summary.notPaid[0].reason } : {}) }}
            label={say('run.notPaid')}
            value={formats.count(summary.notPaid.reduce((sum, each) => sum + each.services, 0))}
            hint={say('run.notPaid.hint')}
          />
        </Tiles>
      </div>
      <div className={styles['stack']}>
        <Schemes run={run} summary={summary} />
        <div className={styles['pair']}>
          <Groups run={run} rows={summary.areas.map(each => ({ ...each, key: each.area }))} by="area" />
          <Groups run={run} rows={summary.segments.map(each => ({ ...each, key: each.segment }))} by="segment" />
        </div>
        <div className={styles['pair']}>
          <Top run={run} summary={summary} />
          <div className={styles['stack']}>
            <NotPaid run={run} summary={summary} />
            <LastRun run={run} summary={summary} />
          </div>
        </div>
        <NotOwed run={run} summary={summary} />
        <Fairness run={run} summary={summary} />
      </div>
    </div>
  )
}

function Schemes({ run, summary }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  return (
    <Card title={say('run.schemes')} flush>
      {summary.schemes.length === 0 ? (
        <p className={styles['note']}>{say('run.schemes.none')}</p>
      ) : (
        <>
          <Figures
            rows={summary.schemes}
            keyOf={({ scheme, unit }) => `${scheme} ${unit}`}
            columns={[
              {
                id: 'scheme',
                header: say('run.scheme'),
                cell: ({ scheme, status }) => (
                  <>
                    <TextLink to="/runs/$run" params={{ run: run.id }} search={{ part: 'credits', scheme }} size="sm">
                      {titleOf(scheme)}
                    </TextLink>
                    <div className={styles['under']}>
                      {scheme} · {say(`scheme.status.${statusOf(status)}`)}
                    </div>
                  </>
                ),
              },
              {
                id: 'credits',
                header: say('run.schemes.credits'),
                numeric: true,
                cell: ({ services }) => formats.count(services),
              },
              ...(['minimum', 'recommended', 'maximum'] as const).map(figure => ({
                id: figure,
                header: say(`run.figure.${figure}`),
                numeric: true,
                cell: (each: SchemeFigures) => formats.money(each[figure], each.unit),
              })),
              {
                id: 'due',
                header: say('run.due'),
                numeric: true,
                main: true,
                cell: ({ due, unit }) => formats.money(due, unit),
              },
            ]}
          />
          <p className={styles['note']}>{say('run.schemes.note')}</p>
        </>
      )}
    </Card>
  )
}

const statuses = [
  'law',
  'regulator-code',
  'contract',
  'goodwill',
  'bill',
  'superseded',
  'challenged',
  'dormant',
  'dropped',
] as const
export type SchemeStatus = (typeof statuses)[number]

export function statusOf(word: string): SchemeStatus {
  return statuses.find(each => each === word) ?? 'dropped'
}

const mostGroups = 12
const mostTop = 10

function Groups({
  run,
  rows,
  by,
}: {
  readonly run: Run
  readonly rows: readonly { readonly key: string; readonly services: number; readonly due: string }[]
  readonly by: 'area' | 'segment'
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useAreaNames()
  const greatest = Math.max(...rows.map(({ due }) => Math.abs(Number(due))), 0.01)
  return (
    <Card title={say(`run.by.${by}`)} flush>
      {rows.length === 0 ? (
        <p className={styles['note']}>{say('run.nothingDue')}</p>
      ) : (
        <Figures
          rows={rows.slice(0, mostGroups)}
          keyOf={({ key }) => key}
          columns={[
            {
              id: 'group',
              header: say(`run.${by}`),
              cell: ({ key, due }) => (
                <>
                  <TextLink
                    to="/runs/$run"
                    params={{ run: run.id }}
                    search={{ part: 'credits', [by]: key === '' ? '-' : key }}
                    size="sm"
                  >
                    {key === '' ? say(`run.${by}.none`) : by === 'area' ? nameOf(key) : key}
                  </TextLink>
                  <span className={styles['bar']} ref={partOf(Math.abs(Number(due)) / greatest)} />
                </>
              ),
            },
            {
              id: 'services',
              header: say('run.services'),
              numeric: true,
              cell: ({ services }) => formats.count(services),
            },
            { id: 'due', header: say('run.due'), numeric: true, cell: ({ due }) => formats.money(due, run.currency) },
          ]}
        />
      )}
      {rows.length > mostGroups && (
        <p className={styles['note']}>{say('run.moreGroups', { count: rows.length - mostGroups })}</p>
      )}
    </Card>
  )
}

function Top({ run, summary }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <Card title={say('run.top')} flush>
      {summary.top.length === 0 ? (
        <p className={styles['note']}>{say('run.nothingDue')}</p>
      ) : (
        <Figures
          rows={summary.top.slice(0, mostTop)}
          keyOf={({ service, periodFrom }) => `${service} ${periodFrom}`}
          columns={[
            {
              id: 'service',
              header: say('run.service'),
              cell: ({ service, periodFrom }) => (
                <TextLink
                  to="/runs/$run/services/$service"
                  params={{ run: run.id, service }}
                  search={{ period: periodFrom }}
                  size="sm"
                >
                  {service}
                </TextLink>
              ),
            },
            { id: 'period', header: say('run.period'), cell: ({ periodFrom }) => formats.day(periodFrom) },
            { id: 'due', header: say('run.due'), numeric: true, cell: ({ due }) => formats.money(due, run.currency) },
          ]}
        />
      )}
    </Card>
  )
}

function NotPaid({ run, summary }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const reasonText = useReasonText()
  return (
    <Card title={say('run.notPaid')} flush>
      {summary.notPaid.length === 0 ? (
        <p className={styles['good']}>
          <Icon name="check" size={16} />
          {say('run.notPaid.none')}
        </p>
      ) : (
        <Figures
          rows={summary.notPaid}
          keyOf={({ reason }) => reason}
          columns={[
            {
              id: 'reason',
              cell: ({ reason }) => (
                <TextLink to="/runs/$run" params={{ run: run.id }} search={{ part: 'unpaid', reason }} size="sm">
                  {reasonText(reason)}
                </TextLink>
              ),
            },
            { id: 'services', numeric: true, cell: ({ services }) => formats.count(services) },
          ]}
        />
      )}
    </Card>
  )
}

function LastRun({ run, summary: { lastRun } }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  if (lastRun === null)
    return (
      <Card title={say('run.last')} flush>
        <p className={styles['note']}>{say('run.last.none')}</p>
      </Card>
    )
  return (
    <Card
      title={say('run.last')}
      aside={
        <TextLink to="/runs/$run" params={{ run: lastRun.run }} size="sm">
          {say('run.title', { number: lastRun.number })}
        </TextLink>
      }
      flush
    >
      <Figures
        rows={['added', 'removed', 'changed', 'due'] as const}
        keyOf={each => each}
        columns={[
          {
            id: 'what',
            cell: each =>
              each === 'due' ? (
                say('run.last.due')
              ) : (
                <TextLink to="/runs/$run" params={{ run: run.id }} search={{ part: 'changes', change: each }} size="sm">
                  {say(`run.change.${each}`)}
                </TextLink>
              ),
          },
          {
            id: 'figure',
            numeric: true,
            cell: each => (each === 'due' ? formats.money(lastRun.due, run.currency) : formats.count(lastRun[each])),
          },
        ]}
      />
    </Card>
  )
}

function NotOwed({ run, summary }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  const outcomeText = useOutcomeText()
  if (summary.notOwed.length === 0) return null
  return (
    <Card title={say('run.notOwed')} flush>
      <Figures
        rows={summary.notOwed}
        keyOf={({ scheme, outcome, reason }) => `${scheme} ${outcome} ${reason}`}
        columns={[
          { id: 'scheme', header: say('run.scheme'), cell: ({ scheme }) => titleOf(scheme) },
          {
            id: 'why',
            header: say('run.why'),
            cell: ({ scheme, outcome, reason }) => (
              <TextLink
                to="/runs/$run"
                params={{ run: run.id }}
                search={{ part: 'services', scheme, outcome, ...(reason === '' ? {} : { reason }) }}
                size="sm"
              >
                {outcomeText(outcome, reason)}
              </TextLink>
            ),
          },
          {
            id: 'services',
            header: say('run.assessments'),
            numeric: true,
            cell: ({ services }) => formats.count(services),
          },
        ]}
      />
    </Card>
  )
}

function Fairness({ run, summary: { fairness } }: Parts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  return (
    <Card title={say('run.fairness')} flush>
      <p className={fairness.breaches.length === 0 ? styles['good'] : styles['note']}>
        {fairness.breaches.length === 0 && <Icon name="check" size={16} />}
        {say(fairness.breaches.length === 0 ? 'run.fairness.good' : 'run.fairness.bad', {
          services: fairness.services,
          groups: fairness.groups,
          breaches: fairness.breaches.length,
        })}
      </p>
      {fairness.breaches.length > 0 && (
        <Figures
          rows={fairness.breaches}
          keyOf={({ scheme, exposure, monthlyFee }) => `${scheme} ${exposure} ${monthlyFee}`}
          columns={[
            {
              id: 'scheme',
              header: say('run.scheme'),
              cell: ({ scheme, exposure, monthlyFee }) => (
                <TextLink
                  to="/runs/$run"
                  params={{ run: run.id }}
                  search={{ part: 'services', exposure: String(exposure), fee: monthlyFee }}
                  size="sm"
                >
                  {titleOf(scheme)}
                </TextLink>
              ),
            },
            {
              id: 'fee',
              header: say('run.fee'),
              numeric: true,
              cell: ({ monthlyFee }) => formats.money(monthlyFee, run.currency),
            },
            {
              id: 'services',
              header: say('run.assessments'),
              numeric: true,
              cell: ({ services }) => formats.count(services),
            },
            { id: 'least', header: say('run.least'), numeric: true, cell: ({ least }) => least },
            { id: 'most', header: say('run.most'), numeric: true, cell: ({ most }) => most },
          ]}
        />
      )}
    </Card>
  )
}
