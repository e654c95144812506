import type { ReactNode } from 'react'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Fact, Facts } from '../../ui/parts.tsx'
import { When } from '../../ui/times.tsx'
import { RunBadge } from '../runs/status.tsx'
import styles from './outages.module.css'
import type { Review } from './review.tsx'

interface OfFacts {
  readonly facts: Review['facts']
}

const steps = ['began', 'known', 'recorded', 'confirmed', 'firstStatement', 'restored', 'closed'] as const

/** From the beginning to the end, each step with the time since it began. */
export function SpeedTable({ facts }: OfFacts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const since = (at: string): string => {
    const gone = Date.parse(at) - Date.parse(facts.began)
    return gone < 0 ? say('review.step.before', { span: formats.span(gone) }) : formats.span(gone)
  }
  return (
    <Card title={say('review.speed')} flush>
      <Plain
        caption={say('review.speed')}
        headers={[say('review.step'), say('review.at'), say('review.after')]}
        rows={steps.map(step => {
          const at = facts[step]
          return {
            key: step,
            cells: [
              say(`review.step.${step}`),
              at === null ? say('common.none') : <When at={at} />,
              at === null || step === 'began' ? '' : since(at),
            ],
          }
        })}
      />
    </Card>
  )
}

export function UpdatesTable({ facts: { updates } }: OfFacts): ReactNode {
  const say = useSay()
  const late = useDifference()
  const promised = updates.filter(update => update.promised !== null)
  const kept = promised.filter(update => update.late !== null && update.late <= 0)
  return (
    <Card title={say('review.updates')} flush>
      {updates.length === 0 ? (
        <p className={`${styles['who']} ${styles['lead']}`}>{say('review.updates.none')}</p>
      ) : (
        <>
          {promised.length > 0 && (
            <p className={styles['lead']}>
              {say('review.updates.summary', { kept: kept.length, promised: promised.length })}
            </p>
          )}
          <Plain
            caption={say('review.updates')}
            headers={[say('review.promised'), say('review.came'), say('review.difference')]}
            rows={updates.map(({ promised: by, came, late: seconds }, nth) => ({
              key: String(nth),
              cells: [
                by === null ? say('review.noPromise') : <When at={by} />,
                came === null ? <span className={styles['late']}>{say('review.missing')}</span> : <When at={came} />,
                late(seconds),
              ],
            }))}
          />
        </>
      )}
    </Card>
  )
}

export function EstimatesTable({ facts: { estimates } }: OfFacts): ReactNode {
  const say = useSay()
  const late = useDifference()
  return (
    <Card title={say('review.estimates')} flush>
      {estimates.length === 0 ? (
        <p className={`${styles['who']} ${styles['lead']}`}>{say('review.estimates.none')}</p>
      ) : (
        <Plain
          caption={say('review.estimates')}
          headers={[say('review.given'), say('review.estimate'), say('review.difference')]}
          rows={estimates.map(({ given, etr, missed }, nth) => ({
            key: String(nth),
            cells: [<When key="given" at={given} />, <When key="etr" at={etr} />, late(missed)],
          }))}
        />
      )}
    </Card>
  )
}

export function HitFacts({ facts: { services, compensated, customers, appeals } }: OfFacts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const count = (value: number | null) => (value === null ? say('common.none') : formats.count(value))
  return (
    <Card title={say('review.hit')}>
      <Facts>
        <Fact name={say('review.customers')}>{count(customers)}</Fact>
        <Fact name={say('review.services')}>{count(services)}</Fact>
        <Fact name={say('review.compensated')}>{count(compensated)}</Fact>
        <Fact name={say('review.appeals')}>
          {formats.count(appeals.open + appeals.upheld + appeals.rejected)}
          <div className={styles['who']}>{say('review.appeals.split', { ...appeals })}</div>
        </Fact>
      </Facts>
    </Card>
  )
}

export function MoneyTable({ facts: { money } }: OfFacts): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <Card title={say('review.money')} flush>
      {money.length === 0 ? (
        <p className={`${styles['who']} ${styles['lead']}`}>{say('review.money.none')}</p>
      ) : (
        <>
          <Plain
            caption={say('review.money')}
            headers={[say('review.run'), say('appeals.state'), say('review.credits')]}
            numbers={[say('review.owed'), say('review.granted')]}
            rows={money.map(({ run, number, status, credits, currency, owed, granted }) => ({
              key: run,
              cells: [
                <TextLink key="run" to="/runs/$run" params={{ run }} size="sm">
                  {say('run.title', { number })}
                </TextLink>,
                <RunBadge key="status" status={status} />,
                formats.count(credits),
              ],
              numbers: [formats.money(owed, currency), formats.money(granted, currency)],
            }))}
          />
          <p className={`${styles['who']} ${styles['lead']}`}>{say('review.money.hint')}</p>
        </>
      )}
    </Card>
  )
}

/** How much later than was said, and red where it was. */
function useDifference(): (seconds: number | null) => ReactNode {
  const say = useSay()
  const formats = useFormats()
  return seconds => {
    if (seconds === null) return ''
    const span = formats.span(seconds * 1000)
    if (seconds >= 60) return <span className={styles['late']}>{say('review.late', { span })}</span>
    return seconds > -60 ? say('review.inTime') : say('review.early', { span })
  }
}

interface PlainRow {
  readonly key: string
  readonly cells: readonly ReactNode[]
  readonly numbers?: readonly string[]
}

/** A short table that is shown and printed whole. */
export function Plain({
  caption,
  headers,
  numbers = [],
  rows,
}: {
  readonly caption: string
  readonly headers: readonly string[]
  readonly numbers?: readonly string[]
  readonly rows: readonly PlainRow[]
}): ReactNode {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {headers.map(header => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
            {numbers.map(header => (
              <th key={header} scope="col" className={styles['figure']}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, numbers: figures = [] }) => (
            <tr key={key}>
              {cells.map((cell, nth) => (
                <td key={headers[nth]}>{cell}</td>
              ))}
              {figures.map((figure, nth) => (
                <td key={numbers[nth]} className={styles['figure']}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
