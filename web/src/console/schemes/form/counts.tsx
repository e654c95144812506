import { Checkbox } from '@mantine/core'
import {
  appointmentOutcomes,
  causes,
  comparisons,
  extents,
  proofs,
  type Clock,
  type Counts,
  type Limit,
  type ParameterUnit,
} from '@pulih/engine'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing } from './editing.tsx'
import { Choice, More, Several, TextField } from './fields.tsx'
import { nameOfComparison } from './measure.tsx'
import { ValueField } from './value.tsx'

/** Which interruptions count at all. */
export function CountsFields({ pointer, counts }: { readonly pointer: string; readonly counts: Counts }): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const field = (name: string) => `${pointer}/${name}`
  const list = counts.causes?.only ?? counts.causes?.except ?? []
  const mode = counts.causes === undefined ? 'any' : counts.causes.only === undefined ? 'except' : 'only'
  const { planned } = counts
  return (
    <>
      <div className={styles['fields']}>
        <Several
          label={say('policy.extent')}
          pointer={field('extent')}
          value={counts.extent}
          words={extents}
          text={word => say(`extent.${word}`)}
        />
        <Choice
          label={say('policy.causes')}
          pointer={field('causes')}
          value={mode}
          words={['any', 'except', 'only']}
          text={word => say(`policy.causes.${word}`)}
          set={word => {
            if (word === 'any') drop(field('causes'))
            else
              put(field('causes'), {
                [word]: list.length > 0 ? list : ['customer', 'customer-equipment', 'customer-power'],
                proof: counts.causes?.proof ?? 'provider',
              })
          }}
        />
        {counts.causes !== undefined && mode !== 'any' && (
          <>
            <Several
              wide
              label={say(`policy.causes.${mode}`)}
              pointer={field(`causes/${mode}`)}
              value={list}
              words={causes}
              text={word => say(`cause.${word}`)}
            />
            <Choice
              label={say('policy.proof')}
              pointer={field('causes/proof')}
              value={counts.causes.proof}
              words={proofs}
              text={word => say(`policy.proof.${word}`)}
            />
          </>
        )}
        <Choice
          label={say('policy.planned')}
          pointer={field('planned')}
          value={typeof planned === 'string' ? planned : 'with-notice'}
          words={['counts', 'excluded', 'with-notice']}
          text={word => say(`policy.planned.${word}`)}
          set={word => put(field('planned'), word === 'with-notice' ? { excludedWithNotice: 'P3D' } : word)}
        />
        {typeof planned === 'object' && (
          <>
            <ValueField
              label={say('policy.notice')}
              pointer={field('planned/excludedWithNotice')}
              value={planned.excludedWithNotice}
              unit="duration"
            />
            <ValueField
              optional
              label={say('policy.noticeUpTo')}
              pointer={field('planned/upTo')}
              value={planned.upTo}
              unit="duration"
            />
          </>
        )}
      </div>
      <More label={say('policy.more')}>
        <LimitFields
          label={say('policy.length')}
          pointer={field('length')}
          limit={counts.length}
          unit="duration"
          first="PT1H"
        />
        <LimitFields
          label={say('policy.hit')}
          pointer={field('subscribersHit')}
          limit={counts.subscribersHit}
          unit="count"
          first="1000"
        />
        <LimitFields
          label={say('policy.sites')}
          pointer={field('sitesHit')}
          limit={counts.sitesHit}
          unit="count"
          first="10"
        />
        <Checkbox
          className={styles['wide'] ?? ''}
          label={say('policy.allServices')}
          checked={counts.allServices === true}
          onChange={({ currentTarget }) =>
            currentTarget.checked ? put(field('allServices'), true) : drop(field('allServices'))
          }
        />
      </More>
    </>
  )
}

function LimitFields({
  label,
  pointer,
  limit,
  unit,
  first,
}: {
  readonly label: string
  readonly pointer: string
  readonly limit: Limit | undefined
  readonly unit: ParameterUnit
  readonly first: string
}): ReactNode {
  const say = useSay()
  const { put } = useEditing()
  return (
    <>
      <Choice
        label={label}
        pointer={pointer}
        value={limit?.is}
        words={comparisons}
        text={word => say(`policy.is.${nameOfComparison[word]}`)}
        set={is => put(pointer, { is, than: limit?.than ?? first })}
        nothing={say('policy.noLimit')}
      />
      {limit !== undefined && (
        <ValueField
          label={say('policy.limitOf', { name: label })}
          pointer={`${pointer}/than`}
          value={limit.than}
          unit={unit}
        />
      )}
    </>
  )
}

/** From when time counts, and how much of it is free. */
export function ClockFields({
  pointer,
  clock,
}: {
  readonly pointer: string
  readonly clock: Clock | undefined
}): ReactNode {
  const say = useSay()
  const { put } = useEditing()
  const free = clock?.free
  const kind =
    free === undefined ? undefined : 'time' in free ? 'time' : 'calendarDays' in free ? 'calendarDays' : 'workingDays'
  const start = {
    time: { time: 'PT24H' },
    calendarDays: { calendarDays: '1' },
    workingDays: { workingDays: '2', calendar: '' },
  }
  return (
    <div className={styles['fields']}>
      <Choice
        label={say('policy.clock')}
        pointer={pointer}
        value={clock?.start}
        words={['onset', 'report', 'known', 'earlier-of-known-and-report']}
        text={word => say(`policy.clock.${word}`)}
        set={word => put(pointer, { ...clock, start: word })}
        nothing={say('policy.clock.none')}
      />
      {clock !== undefined && (
        <Choice
          label={say('policy.free')}
          pointer={`${pointer}/free`}
          value={kind}
          words={['time', 'calendarDays', 'workingDays']}
          text={word => say(`policy.free.${word}`)}
          set={word => put(`${pointer}/free`, start[word])}
          nothing={say('policy.free.none')}
        />
      )}
      {free !== undefined && 'time' in free && (
        <ValueField
          label={say('policy.free.time')}
          pointer={`${pointer}/free/time`}
          value={free.time}
          unit="duration"
        />
      )}
      {free !== undefined && 'calendarDays' in free && (
        <ValueField
          label={say('policy.free.calendarDays')}
          pointer={`${pointer}/free/calendarDays`}
          value={free.calendarDays}
          unit="count"
        />
      )}
      {free !== undefined && 'workingDays' in free && (
        <>
          <ValueField
            label={say('policy.free.workingDays')}
            pointer={`${pointer}/free/workingDays`}
            value={free.workingDays}
            unit="count"
          />
          <TextField
            label={say('policy.calendar')}
            pointer={`${pointer}/free/calendar`}
            value={typeof free.calendar === 'string' ? free.calendar : free.calendar.otherwise}
          />
        </>
      )}
      {clock !== undefined && (
        <Several
          label={say('policy.pausedBy')}
          pointer={`${pointer}/pausedBy`}
          value={clock.pausedBy}
          words={appointmentOutcomes}
          text={word => say(`policy.appointment.${word}`)}
          nothing={say('policy.pausedBy.none')}
        />
      )}
    </div>
  )
}
