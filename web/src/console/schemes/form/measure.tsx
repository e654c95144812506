import {
  appointmentOutcomes,
  comparisons,
  denominators,
  spans,
  thresholdKind,
  type Gate,
  type Measure,
} from '@pulih/engine'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing } from './editing.tsx'
import { AddButton, Choice, EntryActions, More, Several, TextField } from './fields.tsx'
import { bounds, measures, newMeasure } from './shapes.ts'
import { ValueField } from './value.tsx'

/** What is counted, and how. */
export function MeasureFields({
  label,
  pointer,
  measure,
  set,
}: {
  readonly label: string
  readonly pointer: string
  readonly measure: Measure
  readonly set?: (measure: Measure) => void
}): ReactNode {
  const say = useSay()
  const { put } = useEditing()
  const change = set ?? ((next: Measure) => put(pointer, next))
  const field = (name: string) => `${pointer}/${name}`
  const over = 'over' in measure ? measure.over : undefined
  const mayBeShare = ['duration', 'calendar-days', 'working-days', 'blocks', 'windows', 'activation-days'] as const
  return (
    <>
      <Choice
        label={label}
        pointer={field('measure')}
        value={measure.measure}
        words={measures}
        text={word => say(`policy.measure.${word}`)}
        set={word => change(newMeasure(word))}
      />
      {measure.measure === 'availability' && (
        <Choice
          label={say('policy.availabilityOf')}
          pointer={field('of')}
          value={measure.of}
          words={['month', 'cycle']}
          text={word => say(`policy.over.${word}`)}
        />
      )}
      {measure.measure === 'calendar-days' && (
        <>
          <Choice
            label={say('policy.whichDays')}
            pointer={field('which')}
            value={measure.which}
            words={['touched', 'whole', 'with-more-than', 'with-at-least']}
            text={word => say(`policy.which.${word}`)}
            set={which => {
              const { time = 'PT4H', ...rest } = measure
              change(which === 'touched' || which === 'whole' ? { ...rest, which } : { ...rest, which, time })
            }}
          />
          {measure.time !== undefined && (
            <ValueField label={say('policy.dayTime')} pointer={field('time')} value={measure.time} unit="duration" />
          )}
        </>
      )}
      {measure.measure === 'working-days' && (
        <TextField
          label={say('policy.calendar')}
          pointer={field('calendar')}
          value={typeof measure.calendar === 'string' ? measure.calendar : measure.calendar.otherwise}
        />
      )}
      {measure.measure === 'blocks' && (
        <>
          <ValueField
            label={say('policy.blockLength')}
            pointer={field('length')}
            value={measure.length}
            unit="duration"
          />
          <Choice
            label={say('policy.blockEach')}
            pointer={field('each')}
            value={measure.each}
            words={['started', 'full', 'full-or-fraction-above']}
            text={word => say(`policy.each.${word}`)}
            set={each => {
              const { fraction = 'PT30M', ...rest } = measure
              change(each === 'full-or-fraction-above' ? { ...rest, each, fraction } : { ...rest, each })
            }}
          />
          {measure.fraction !== undefined && (
            <ValueField
              label={say('policy.blockFraction')}
              pointer={field('fraction')}
              value={measure.fraction}
              unit="duration"
            />
          )}
        </>
      )}
      {measure.measure === 'windows' && (
        <>
          <ValueField
            label={say('policy.blockLength')}
            pointer={field('length')}
            value={measure.length}
            unit="duration"
          />
          <ValueField
            label={say('policy.windowAtLeast')}
            pointer={field('atLeast')}
            value={measure.atLeast}
            unit="duration"
          />
        </>
      )}
      {measure.measure === 'appointments' && (
        <Several
          label={say('policy.outcomes')}
          pointer={field('outcomes')}
          value={measure.outcomes}
          words={appointmentOutcomes}
          text={word => say(`policy.appointment.${word}`)}
        />
      )}
      {mayBeShare.some(name => name === measure.measure) && (
        <More label={say('policy.more')}>
          {measure.measure !== 'windows' && measure.measure !== 'activation-days' && (
            <Choice
              label={say('policy.span')}
              pointer={field('of')}
              value={'of' in measure && measure.measure !== 'availability' ? measure.of : undefined}
              words={spans}
              text={word => say(`policy.span.${word}`)}
              nothing={say('policy.span.all')}
            />
          )}
          {(measure.measure === 'duration' || measure.measure === 'blocks') && (
            <ValueField
              optional
              label={say('policy.less')}
              pointer={field('less')}
              value={measure.less}
              unit="duration"
            />
          )}
          {measure.measure === 'calendar-days' && (
            <ValueField
              optional
              label={say('policy.lessDays')}
              pointer={field('less')}
              value={measure.less}
              unit="count"
            />
          )}
          {(measure.measure === 'calendar-days' || measure.measure === 'working-days') && (
            <ValueField
              optional
              label={say('policy.plusDays')}
              pointer={field('plus')}
              value={measure.plus}
              unit="count"
            />
          )}
          <Choice
            label={say('policy.over')}
            pointer={field('over')}
            value={over}
            words={denominators}
            text={word => say(`policy.over.${word}`)}
            nothing={say('policy.over.none')}
          />
        </More>
      )}
    </>
  )
}

/** What must hold before anything is due: conditions of which all or any must. */
export function GateFields({
  name,
  pointer,
  gate,
}: {
  readonly name: string
  readonly pointer: string
  readonly gate: Gate | undefined
}): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const fresh: Gate = { when: newMeasure('duration'), is: '>=', than: 'PT6H' }
  if (gate === undefined) return <AddButton label={say('policy.condition.add')} add={() => put(pointer, fresh)} />
  if ('when' in gate)
    return (
      <>
        <Condition name={name} pointer={pointer} gate={gate} remove={() => drop(pointer)} />
        <AddButton label={say('policy.condition.add')} add={() => put(pointer, { all: [gate, fresh] })} />
      </>
    )
  const kind = 'all' in gate ? 'all' : 'any'
  const inner = 'all' in gate ? gate.all : gate.any
  const set = (rest: readonly Gate[]): void => {
    const [only] = rest
    if (only === undefined) drop(pointer)
    else put(pointer, rest.length === 1 ? only : { [kind]: rest })
  }
  return (
    <>
      <Choice
        label={say('policy.condition.kind')}
        pointer={pointer}
        value={kind}
        words={['all', 'any']}
        text={word => say(`policy.condition.${word}`)}
        set={word => put(pointer, { [word]: inner })}
      />
      {inner.map((each, index) => {
        const remove = (): void => set(inner.filter((_, other) => other !== index))
        const here = `${pointer}/${kind}/${index}`
        const numbered = say('policy.numbered', { name, number: index + 1 })
        return 'when' in each ? (
          <Condition key={here} name={numbered} pointer={here} gate={each} remove={remove} />
        ) : (
          <div key={here} className={styles['nested']}>
            <GateFields name={numbered} pointer={here} gate={each} />
          </div>
        )
      })}
      <AddButton label={say('policy.condition.add')} add={() => set([...inner, fresh])} />
    </>
  )
}

function Condition({
  name,
  pointer,
  gate,
  remove,
}: {
  readonly name: string
  readonly pointer: string
  readonly gate: Extract<Gate, { readonly when: Measure }>
  readonly remove: () => void
}): ReactNode {
  const say = useSay()
  const { put } = useEditing()
  return (
    <div className={styles['entry']}>
      <div className={styles['fields']}>
        <MeasureFields
          label={say('policy.condition.what')}
          pointer={`${pointer}/when`}
          measure={gate.when}
          set={when =>
            put(pointer, {
              ...gate,
              when,
              than: thresholdKind(when) === thresholdKind(gate.when) ? gate.than : (bounds(when).at(-1) ?? '1'),
            })
          }
        />
        <Choice
          label={say('policy.condition.is')}
          pointer={`${pointer}/is`}
          value={gate.is}
          words={comparisons}
          text={word => say(`policy.is.${nameOfComparison[word]}`)}
        />
        <ValueField
          label={say('policy.condition.than')}
          pointer={`${pointer}/than`}
          value={gate.than}
          unit={thresholdKind(gate.when)}
        />
      </div>
      <EntryActions name={name} remove={remove} />
    </div>
  )
}

/** A message cannot be called by a sign. */
export const nameOfComparison = { '>': 'above', '>=': 'atLeast', '<': 'below', '<=': 'atMost' } as const
