import type { Scheme } from '@pulih/engine'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask, type ReplyTo } from '../../api/ask.ts'
import { isRefusal } from '../../api/refusal.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Placeholder, ProblemAlert } from '../../ui/problem.tsx'
import { Tile, Tiles } from '../../ui/tile.tsx'
import figures from '../../ui/figures.module.css'
import { OutageLink } from '../runs/about.tsx'
import runs from '../runs/runs.module.css'
import { Bars } from './bars.tsx'
import styles from './schemes.module.css'

type Simulated = ReplyTo<'simulatePolicy'>

/** One question for everybody who looks at the same policy. */
export function useSimulation(policy: Scheme, isSound: boolean) {
  return useQuery({
    queryKey: ['simulatePolicy', policy] as const,
    queryFn: ({ signal }) => ask('simulatePolicy', { body: { policy } }, { signal }),
    // What cannot be read is not tried; what was seen last stays.
    enabled: isSound,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    // Somebody else is simulating: it takes seconds.
    retry: (count, reason) => count < 5 && isRefusal(reason, 'compensation.busy'),
    retryDelay: 1500,
  })
}

/** What the policy would have cost on the last outages, beside what the rules in use come to. */
export function Simulation({
  policy,
  isSound,
  settled,
}: {
  readonly policy: Scheme
  readonly isSound: boolean
  readonly settled: boolean
}): ReactNode {
  const say = useSay()
  const found = useSimulation(policy, isSound)
  const busy = !settled || found.isFetching
  return (
    <div
      className={styles['beside']}
      aria-busy={busy && isSound}
      tabIndex={0}
      role="region"
      aria-label={say('policy.simulation')}
    >
      <div className={busy ? styles['faded'] : undefined}>
        {found.isError && <ProblemAlert reason={found.error} />}
        {found.data ? (
          <Results found={found.data} />
        ) : (
          !found.isError && (
            <Card title={say('policy.simulation')}>
              <Placeholder icon="clock" title={say(isSound ? 'policy.simulating' : 'policy.notTried')} />
            </Card>
          )
        )}
      </div>
      <p className="unseen" role="status">
        {say(!isSound ? 'policy.notTried' : busy ? 'policy.simulating' : 'policy.simulated')}
      </p>
    </div>
  )
}

function Results({ found }: { readonly found: Simulated }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const money = (amount: number) => formats.money(amount.toFixed(2), found.currency)
  const sum = (pick: (outage: Simulated['outages'][number]) => number) =>
    found.outages.reduce((all, outage) => all + pick(outage), 0)
  const now = sum(({ now: each }) => Number(each.recommended))
  const tried = sum(outage => Number(outage.tried.recommended))
  if (found.outages.length === 0)
    return (
      <Card title={say('policy.simulation')}>
        <Placeholder icon="outages" title={say('policy.noOutage')} />
      </Card>
    )
  return (
    <>
      <div className={runs['tiles']}>
        <Tiles>
          <Tile
            label={say('policy.now')}
            value={money(now)}
            hint={say('policy.outages', { outages: found.outages.length })}
          />
          <Tile label={say('policy.then')} value={money(tried)} hint={say('policy.recommended')} />
          <Tile
            label={say('policy.difference')}
            value={`${tried > now ? '+' : ''}${money(tried - now)}`}
            hint={say('policy.people', { gain: sum(({ gain }) => gain), lose: sum(({ lose }) => lose) })}
            tone={tried > now ? 'warn' : undefined}
          />
        </Tiles>
      </div>
      <div className={runs['stack']}>
        <Card title={say('policy.cost')}>
          <Bars
            label={say('policy.cost')}
            bars={found.outages.toReversed().map(outage => ({
              name: formats.day(outage.from.slice(0, 10)),
              now: Number(outage.now.recommended),
              tried: Number(outage.tried.recommended),
            }))}
            text={money}
          />
        </Card>
        <Card title={say('policy.spread')}>
          <Bars
            label={say('policy.spread')}
            bars={found.bins.map(bin => ({
              name: formats.count(Number(bin.from)),
              now: bin.now,
              tried: bin.tried,
            }))}
            text={count => formats.count(count)}
          />
        </Card>
        <Card title={say('policy.byOutage')} flush>
          <div className={runs['scroll']}>
            <table className={figures['figures']}>
              <thead>
                <tr>
                  <th scope="col">{say('run.outage')}</th>
                  <th scope="col" className={figures['number']}>
                    {say('run.services')}
                  </th>
                  <th scope="col" className={figures['number']}>
                    {say('policy.now')}
                  </th>
                  <th scope="col" className={figures['number']}>
                    {say('policy.then')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.outages.map(outage => (
                  <tr key={outage.outage}>
                    <th scope="row">
                      <OutageLink outage={outage.outage} />
                      <div className={runs['under']}>
                        {formats.instant(outage.from)} · {formats.span(Date.parse(outage.to) - Date.parse(outage.from))}
                      </div>
                    </th>
                    <td className={figures['number']}>{formats.count(outage.services)}</td>
                    <Cost cost={outage.now} currency={found.currency} />
                    <Cost cost={outage.tried} currency={found.currency} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {found.skipped > 0 && <p className={runs['note']}>{say('policy.skipped', { outages: found.skipped })}</p>}
        </Card>
      </div>
    </>
  )
}

function Cost({
  cost,
  currency,
}: {
  readonly cost: Simulated['outages'][number]['now']
  readonly currency: string
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const money = (amount: string) => formats.money(amount, currency)
  return (
    <td className={figures['number']}>
      <strong>{money(cost.recommended)}</strong>
      <div className={runs['under']}>
        {money(cost.minimum)} – {money(cost.maximum)}
      </div>
      <div className={runs['under']}>{say('policy.paid', { services: cost.services })}</div>
    </td>
  )
}
