import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { WholeField } from './fields.tsx'
import type { FormOf } from './index.ts'

interface Patience {
  readonly mostAttempts: number
  readonly mostDays: number
  readonly disableAfterDays: number
  readonly keepDays: number
}

/** How patient we are with receivers of webhooks. */
export function PatienceForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const patience = value as Patience
  const field = (name: keyof Patience, most: number): ReactNode => (
    <WholeField
      label={say(`patience.${name}`)}
      value={patience[name]}
      change={next => change({ ...patience, [name]: next })}
      least={1}
      most={most}
    />
  )
  return (
    <>
      {field('mostAttempts', 50)}
      {field('mostDays', 30)}
      {field('disableAfterDays', 60)}
      {field('keepDays', 3650)}
    </>
  )
}

interface Retention {
  readonly answerHours: number
  readonly eventDays: number
}

/** What the platform keeps, and for how long. */
export function RetentionForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const retention = value as Retention
  return (
    <>
      <WholeField
        label={say('retention.answerHours')}
        hint={say('retention.answerHoursHint')}
        value={retention.answerHours}
        change={answerHours => change({ ...retention, answerHours })}
        least={1}
        most={720}
      />
      <WholeField
        label={say('retention.eventDays')}
        hint={say('retention.eventDaysHint')}
        value={retention.eventDays}
        change={eventDays => change({ ...retention, eventDays })}
        least={7}
        most={3660}
      />
    </>
  )
}
