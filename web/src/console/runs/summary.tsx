import type { RunSummaryView } from '@pulih/contracts'
import type { ReactNode } from 'react'
import { useAreaNames } from '../../ui/area-map.tsx'
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
        <div className={styles['scroll']}>
          <table className={styles['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('run.scheme')}</th>
                <th scope="col" className={styles['number']}>
                  {say('run.schemes.credits')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.figure.minimum')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.figure.recommended')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.figure.maximum')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.due')}
                </th>
              </tr>
            </thead>
            <tbody>
              {summary.schemes.map(each => (
                <tr key={`${each.scheme} ${each.unit}`}>
                  <th scope="row">
                    <TextLink
                      to="/runs/$run"
                      params={{ run: run.id }}
                      search={{ part: 'credits', scheme: each.scheme }}
                      size="sm"
                    >
                      {titleOf(each.scheme)}
                    </TextLink>
                    <div className={styles['under']}>
                      {each.scheme} · {say(`scheme.status.${statusOf(each.status)}`)}
                    </div>
                  </th>
                  <td className={styles['number']}>{formats.count(each.services)}</td>
                  <td className={styles['number']}>{formats.money(each.minimum, each.unit)}</td>
                  <td className={styles['number']}>{formats.money(each.recommended, each.unit)}</td>
                  <td className={styles['number']}>{formats.money(each.maximum, each.unit)}</td>
                  <td className={`${styles['number']} ${styles['main']}`}>{formats.money(each.due, each.unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles['note']}>{say('run.schemes.note')}</p>
        </div>
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
        <table className={styles['figures']}>
          <thead>
            <tr>
              <th scope="col">{say(`run.${by}`)}</th>
              <th scope="col" className={styles['number']}>
                {say('run.services')}
              </th>
              <th scope="col" className={styles['number']}>
                {say('run.due')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostGroups).map(({ key, services, due }) => (
              <tr key={key}>
                <th scope="row">
                  <TextLink
                    to="/runs/$run"
                    params={{ run: run.id }}
                    search={{ part: 'credits', [by]: key === '' ? '-' : key }}
                    size="sm"
                  >
                    {key === '' ? say(`run.${by}.none`) : by === 'area' ? nameOf(key) : key}
                  </TextLink>
                  <span className={styles['bar']} ref={partOf(Math.abs(Number(due)) / greatest)} />
                </th>
                <td className={styles['number']}>{formats.count(services)}</td>
                <td className={styles['number']}>{formats.money(due, run.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
        <table className={styles['figures']}>
          <thead>
            <tr>
              <th scope="col">{say('run.service')}</th>
              <th scope="col">{say('run.period')}</th>
              <th scope="col" className={styles['number']}>
                {say('run.due')}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.top.slice(0, mostTop).map(({ service, periodFrom, due }) => (
              <tr key={`${service} ${periodFrom}`}>
                <th scope="row">
                  <TextLink
                    to="/runs/$run/services/$service"
                    params={{ run: run.id, service }}
                    search={{ period: periodFrom }}
                    size="sm"
                  >
                    {service}
                  </TextLink>
                </th>
                <td>{formats.day(periodFrom)}</td>
                <td className={styles['number']}>{formats.money(due, run.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
        <table className={styles['figures']}>
          <tbody>
            {summary.notPaid.map(({ reason, services }) => (
              <tr key={reason}>
                <th scope="row">
                  <TextLink to="/runs/$run" params={{ run: run.id }} search={{ part: 'unpaid', reason }} size="sm">
                    {reasonText(reason)}
                  </TextLink>
                </th>
                <td className={styles['number']}>{formats.count(services)}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
      <table className={styles['figures']}>
        <tbody>
          {(['added', 'removed', 'changed'] as const).map(change => (
            <tr key={change}>
              <th scope="row">
                <TextLink to="/runs/$run" params={{ run: run.id }} search={{ part: 'changes', change }} size="sm">
                  {say(`run.change.${change}`)}
                </TextLink>
              </th>
              <td className={styles['number']}>{formats.count(lastRun[change])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say('run.last.due')}</th>
            <td className={styles['number']}>{formats.money(lastRun.due, run.currency)}</td>
          </tr>
        </tbody>
      </table>
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
      <div className={styles['scroll']}>
        <table className={styles['figures']}>
          <thead>
            <tr>
              <th scope="col">{say('run.scheme')}</th>
              <th scope="col">{say('run.why')}</th>
              <th scope="col" className={styles['number']}>
                {say('run.assessments')}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.notOwed.map(({ scheme, outcome, reason, services }) => (
              <tr key={`${scheme} ${outcome} ${reason}`}>
                <th scope="row">{titleOf(scheme)}</th>
                <td>
                  <TextLink
                    to="/runs/$run"
                    params={{ run: run.id }}
                    search={{ part: 'services', scheme, outcome, ...(reason === '' ? {} : { reason }) }}
                    size="sm"
                  >
                    {outcomeText(outcome, reason)}
                  </TextLink>
                </td>
                <td className={styles['number']}>{formats.count(services)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
        <div className={styles['scroll']}>
          <table className={styles['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('run.scheme')}</th>
                <th scope="col" className={styles['number']}>
                  {say('run.fee')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.assessments')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.least')}
                </th>
                <th scope="col" className={styles['number']}>
                  {say('run.most')}
                </th>
              </tr>
            </thead>
            <tbody>
              {fairness.breaches.map(each => (
                <tr key={`${each.scheme} ${each.exposure} ${each.monthlyFee}`}>
                  <th scope="row">
                    <TextLink
                      to="/runs/$run"
                      params={{ run: run.id }}
                      search={{ part: 'services', exposure: String(each.exposure), fee: each.monthlyFee }}
                      size="sm"
                    >
                      {titleOf(each.scheme)}
                    </TextLink>
                  </th>
                  <td className={styles['number']}>{formats.money(each.monthlyFee, run.currency)}</td>
                  <td className={styles['number']}>{formats.count(each.services)}</td>
                  <td className={styles['number']}>{each.least}</td>
                  <td className={styles['number']}>{each.most}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
