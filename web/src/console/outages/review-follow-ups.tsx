import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { useFormats, wallOfInstant } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { useNow } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import type { Review } from './review.tsx'

type FollowUp = Review['followUps'][number]
const states = ['open', 'in-progress', 'done', 'dropped'] as const satisfies readonly FollowUp['state'][]

/** What follows from it. How far each one is can be said long after the review was closed. */
export function FollowUps({ outage, review }: { readonly outage: Outage; readonly review: Review }): ReactNode {
  const say = useSay()
  const may = useMay()
  const change = useChange('changeFollowUp')
  if (review.state === 'none') return null
  return (
    <>
      <h3 className={styles['part']}>{say('review.followUps')}</h3>
      {change.isError && <ProblemAlert reason={change.error} />}
      {review.followUps.length === 0 && <p className={styles['who']}>{say('review.followUps.none')}</p>}
      <ul className={styles['plain']}>
        {review.followUps.map(followUp => (
          <li key={followUp.id}>
            <div className={styles['grow']}>
              {followUp.title}
              <Under followUp={followUp} />
            </div>
            {may('changeFollowUp') ? (
              <Select
                size="xs"
                w={150}
                aria-label={say('review.followUp.stateOf', { title: followUp.title })}
                value={followUp.state}
                allowDeselect={false}
                disabled={change.isPending}
                data={states.map(state => ({ value: state, label: say(`task.${state}`) }))}
                onChange={chosen => {
                  const state = states.find(each => each === chosen)
                  if (state && state !== followUp.state)
                    change.mutate({
                      params: { outage: outage.id, followUp: followUp.id },
                      version: review.version,
                      body: { state },
                    })
                }}
              />
            ) : (
              <span className={styles['who']}>{say(`task.${followUp.state}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Under({ followUp: { owner, dueOn, state } }: { readonly followUp: FollowUp }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const now = useNow()
  const today = wallOfInstant(new Date(now).toISOString(), formats.zone).slice(0, 10)
  const isOver = state === 'done' || state === 'dropped'
  return (
    <div className={styles['who']}>
      {owner ?? say('review.followUp.noOwner')}
      {dueOn !== null && (
        <>
          {' · '}
          <time dateTime={dueOn} className={!isOver && dueOn < today ? styles['late'] : undefined}>
            {formats.day(dueOn)}
          </time>
        </>
      )}
    </div>
  )
}
