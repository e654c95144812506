import { CloseButton, Input, NumberInput, Select, TextInput } from '@mantine/core'
import type { ParameterUnit, Scheme } from '@pulih/engine'
import { useId, type ReactNode } from 'react'
import { useLanguage, useSay } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing, useMistake } from './editing.tsx'

/** Where a value really stands: in its place, or under the name that stands there. */
function placeOf(policy: Scheme, pointer: string, value: string | undefined) {
  if (value === undefined || !value.startsWith('$')) return { pointer, value, name: null }
  const name = value.slice(1)
  const values = policy.parameters[name]?.values ?? []
  return {
    pointer: `/parameters/${name}/values/${Math.max(values.length - 1, 0)}/value`,
    value: values.at(-1)?.value ?? '',
    name,
  }
}

/** One value of a rule in the form that its unit has: hours or days, a percentage or a part, money, a number. */
export function ValueField({
  label,
  pointer,
  value,
  unit,
  optional = false,
}: {
  readonly label: string
  readonly pointer: string
  readonly value: string | undefined
  readonly unit: ParameterUnit
  readonly optional?: boolean
}): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const { policy, currency, put, drop } = useEditing()
  const place = placeOf(policy, pointer, value)
  const named = place.name === null ? null : (policy.parameters[place.name]?.title?.[language] ?? place.name)
  const mistakes = [useMistake(pointer), useMistake(place.pointer)]
  const error = place.pointer === pointer ? mistakes[0] : mistakes.filter(each => each !== null).join(' ')
  const set = (next: string): void => (next === '' && optional ? drop(pointer) : put(place.pointer, next))
  const about = {
    label,
    error: error === '' ? null : error,
    'data-pointer': place.pointer,
    ...(named === null || named === label ? {} : { description: say('policy.named', { name: named }) }),
  }
  const text = place.value ?? ''
  if (unit === 'duration') return <TimeInput about={about} text={text} set={set} optional={optional} />
  if (unit === 'fraction') return <ShareInput about={about} text={text} set={set} optional={optional} />
  return (
    <NumberInput
      {...about}
      min={0}
      value={text}
      {...(unit === 'money' ? { suffix: ` ${currency}` } : { allowDecimal: false })}
      onChange={next => (next !== '' || optional) && set(String(next))}
    />
  )
}

interface About {
  readonly label: string
  readonly error: string | null | undefined
  readonly description?: string
  readonly 'data-pointer': string
}

interface Written {
  readonly about: About
  readonly text: string
  readonly set: (value: string) => void
  readonly optional: boolean
}

const times = { minutes: /^PT(\d+)M$/, hours: /^PT(\d+)H$/, days: /^P(\d+)D$/ } as const
type Time = keyof typeof times
const timeNames = ['minutes', 'hours', 'days'] as const satisfies readonly Time[]
const written: Readonly<Record<Time, (count: string) => string>> = {
  minutes: count => `PT${count}M`,
  hours: count => `PT${count}H`,
  days: count => `P${count}D`,
}

function TimeInput({ about, text, set, optional }: Written): ReactNode {
  const say = useSay()
  const time = timeNames.find(each => times[each].test(text)) ?? (text === '' ? 'hours' : null)
  // Such as P1DT12H: whoever wrote it that way meant it that way.
  if (time === null)
    return <TextInput {...about} value={text} onChange={({ currentTarget }) => set(currentTarget.value.trim())} />
  const count = times[time].exec(text)?.[1] ?? ''
  return (
    <TwoPart
      about={about}
      clear={optional && text !== '' ? () => set('') : null}
      unit={time}
      units={timeNames.map(value => ({ value, label: say(`policy.unit.${value}`) }))}
      choose={next => {
        const chosen = timeNames.find(each => each === next)
        if (chosen && count !== '') set(written[chosen](count))
      }}
    >
      {id => (
        <NumberInput
          id={id}
          data-pointer={about['data-pointer']}
          min={0}
          allowDecimal={false}
          error={about.error !== null && about.error !== undefined}
          value={count}
          onChange={next => (next === '' ? optional && set('') : set(written[time](String(next))))}
        />
      )}
    </TwoPart>
  )
}

/** A percentage, or a part such as 1/30 that no percentage is equal to. */
function ShareInput({ about, text, set, optional }: Written): ReactNode {
  const say = useSay()
  const percent = percentOf(text)
  return (
    <TwoPart
      about={about}
      clear={optional && text !== '' ? () => set('') : null}
      unit={percent === null ? 'part' : 'percent'}
      units={(['percent', 'part'] as const).map(value => ({ value, label: say(`policy.unit.${value}`) }))}
      choose={next => set(next === 'part' ? '1/30' : '10%')}
    >
      {id =>
        percent === null ? (
          <TextInput
            id={id}
            data-pointer={about['data-pointer']}
            error={about.error !== null && about.error !== undefined}
            value={text}
            onChange={({ currentTarget }) => set(currentTarget.value.trim())}
          />
        ) : (
          <NumberInput
            id={id}
            data-pointer={about['data-pointer']}
            min={0}
            decimalScale={6}
            error={about.error !== null && about.error !== undefined}
            value={percent}
            onChange={next => (next === '' ? optional && set('') : set(`${next}%`))}
          />
        )
      }
    </TwoPart>
  )
}

/** `0.995` and `99.5%` are the same; a part stays a part. */
function percentOf(text: string): string | null {
  if (text === '') return ''
  if (/^\d+(\.\d+)?%$/.test(text)) return text.slice(0, -1)
  return /^\d+(\.\d+)?$/.test(text) ? String(Number((Number(text) * 100).toFixed(6))) : null
}

function TwoPart({
  about,
  unit,
  units,
  choose,
  clear,
  children,
}: {
  readonly about: About
  readonly unit: string
  readonly units: { readonly value: string; readonly label: string }[]
  readonly choose: (unit: string | null) => void
  readonly clear: (() => void) | null
  readonly children: (id: string) => ReactNode
}): ReactNode {
  const say = useSay()
  const id = useId()
  return (
    <Input.Wrapper label={about.label} description={about.description} error={about.error} id={id}>
      <div className={styles['amount']}>
        {children(id)}
        <Select
          aria-label={say('policy.unitOf', { name: about.label })}
          allowDeselect={false}
          value={unit}
          onChange={choose}
          data={units}
        />
        {clear !== null && <CloseButton aria-label={say('policy.clear', { name: about.label })} onClick={clear} />}
      </div>
    </Input.Wrapper>
  )
}
