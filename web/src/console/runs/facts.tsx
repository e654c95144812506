import type { ReactNode } from 'react'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { When } from '../../ui/times.tsx'
import { useMe } from '../session/me.ts'
import { RunAbout } from './about.tsx'
import { partOf } from './part-of.ts'
import styles from './runs.module.css'
import type { Run } from './status.tsx'

/** What the run is about and who had a hand in it, and beside it what stands between it and the money. */
export function RunFacts({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const people = [run.createdBy, run.reviewedBy, run.approvedBy].filter(actor => actor !== null)
  const nameOf = useNames(people)
  return (
    <div className={styles['pair']}>
      <Card title={say('run.facts')}>
        <dl className={styles['facts']}>
          <Fact name={say('runs.column.about')} wide>
            <RunAbout run={run} />
          </Fact>
          <Fact name={say('run.startedBy')}>
            {nameOf(run.createdBy)} · <When at={run.createdAt} />
          </Fact>
          {run.computedAt !== null && (
            <Fact name={say('run.computedAt')}>
              <When at={run.computedAt} />
            </Fact>
          )}
          {run.reviewedBy !== null && <Fact name={say('run.reviewedBy')}>{nameOf(run.reviewedBy)}</Fact>}
          {run.approvedBy !== null && (
            <Fact name={say('run.approvedBy')}>
              {nameOf(run.approvedBy)}
              {run.approvedAt !== null && (
                <>
                  {' '}
                  · <When at={run.approvedAt} />
                </>
              )}
            </Fact>
          )}
          {run.postedAt !== null && (
            <Fact name={say('run.postedAt')}>
              <When at={run.postedAt} />
            </Fact>
          )}
          {run.settledAt !== null && (
            <Fact name={say('run.settledAt')}>
              <When at={run.settledAt} />
            </Fact>
          )}
          <Fact name={say('run.figure')}>{say(`run.figure.${run.figure}`)}</Fact>
          {run.note !== null && (
            <Fact name={say('common.note')} wide>
              {run.note}
            </Fact>
          )}
          {run.posted > 0 && (
            <Fact name={say('runs.column.posted')}>
              {say('run.postedOf', {
                posted: formats.count(run.posted),
                all: formats.count(run.credits ?? run.posted),
              })}
            </Fact>
          )}
        </dl>
      </Card>
      <Gates run={run} />
    </div>
  )
}

function Fact({
  name,
  wide = false,
  children,
}: {
  readonly name: string
  readonly wide?: boolean
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className={wide ? styles['wide'] : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What has to hold before money moves: fair, within budget, looked at by somebody else. */
function Gates({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const me = useMe()
  const { summary, budget, currency } = run
  const money = (amount: string) => formats.money(amount, currency)
  const mine = run.createdBy === me.id || run.reviewedBy === me.id
  const above = summary !== null && isAbove(summary.due, run.secondPersonAbove)
  const isOver = budget !== null && summary !== null && isAbove(summary.due, budget)
  const breaches = summary?.fairness.breaches.length ?? 0
  return (
    <Card title={say('run.gates')}>
      <ul className={styles['gates']}>
        <Gate state={summary === null ? 'open' : breaches === 0 ? 'met' : 'failed'}>
          {summary === null
            ? say('run.gate.fairOpen')
            : breaches === 0
              ? say('run.gate.fair', { groups: summary.fairness.groups })
              : say('run.gate.unfair', { breaches })}
        </Gate>
        <Gate state={budget === null ? 'met' : isOver ? 'failed' : 'met'}>
          {budget === null ? (
            say('run.gate.noBudget')
          ) : (
            <div>
              {say(isOver ? 'run.gate.overBudget' : 'run.gate.budget', {
                due: money(run.due ?? '0'),
                budget: money(budget),
              })}
              <div
                className={`${styles['meter']} ${isOver ? (styles['over'] ?? '') : ''}`}
                ref={partOf(Number(run.due ?? 0) / Math.max(Number(budget), 0.01))}
              >
                <span />
              </div>
            </div>
          )}
        </Gate>
        <Gate state={run.approvedBy !== null ? 'met' : 'open'}>
          {run.approvedBy !== null
            ? say('run.gate.approved')
            : above
              ? say(mine ? 'run.gate.notYou' : 'run.gate.second', { limit: money(run.secondPersonAbove) })
              : say('run.gate.any', { limit: money(run.secondPersonAbove) })}
        </Gate>
        <Gate state={['posted', 'settled'].includes(run.status) ? 'met' : 'open'}>{say('run.gate.facts')}</Gate>
      </ul>
    </Card>
  )
}

function Gate({
  state,
  children,
}: {
  readonly state: 'met' | 'open' | 'failed'
  readonly children: ReactNode
}): ReactNode {
  const icon = { met: 'check', open: 'clock', failed: 'warning' } as const
  return (
    <li className={styles[state]}>
      <Icon name={icon[state]} size={16} />
      <div>{children}</div>
    </li>
  )
}

/** Only for what is shown: the server compares exactly. */
function isAbove(amount: string, limit: string): boolean {
  return Math.abs(Number(amount)) > Number(limit)
}
