import { Input, NumberInput, Select, TextInput } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import styles from './schemes.module.css'

const times = { minutes: /^PT(\d+)M$/, hours: /^PT(\d+)H$/, days: /^P(\d+)D$/ } as const
type Time = keyof typeof times
const written: Readonly<Record<Time, (count: string) => string>> = {
  minutes: count => `PT${count}M`,
  hours: count => `PT${count}H`,
  days: count => `P${count}D`,
}

/** One value in the form that its unit has: hours or days, a percentage, money, or as the rule writes it. */
export function ParameterInput({
  label,
  unit,
  currency,
  value,
  set,
}: {
  readonly label: string
  readonly unit: string
  readonly currency: string
  readonly value: string
  readonly set: (value: string) => void
}): ReactNode {
  const time = (Object.keys(times) as Time[]).find(each => times[each].test(value))
  if (unit === 'duration' && time !== undefined)
    return <TimeInput label={label} time={time} count={times[time].exec(value)?.[1] ?? '0'} set={set} />
  if (unit === 'fraction' && /^\d+(\.\d+)?%$/.test(value))
    return (
      <NumberInput
        label={label}
        suffix=" %"
        min={0}
        value={value.slice(0, -1)}
        onChange={next => next !== '' && set(`${next}%`)}
      />
    )
  if ((unit === 'money' || unit === 'count') && /^\d+(\.\d+)?$/.test(value))
    return (
      <NumberInput
        label={label}
        min={0}
        value={value}
        {...(unit === 'money' ? { suffix: ` ${currency}` } : { allowDecimal: false })}
        onChange={next => next !== '' && set(String(next))}
      />
    )
  return <TextInput label={label} value={value} onChange={({ currentTarget }) => set(currentTarget.value.trim())} />
}

function TimeInput({
  label,
  time,
  count,
  set,
}: {
  readonly label: string
  readonly time: Time
  readonly count: string
  readonly set: (value: string) => void
}): ReactNode {
  const say = useSay()
  const id = useId()
  const [unit, setUnit] = useState(time)
  return (
    <Input.Wrapper label={label} id={id}>
      <div className={styles['amount']}>
        <NumberInput
          id={id}
          min={0}
          allowDecimal={false}
          value={count}
          onChange={next => next !== '' && set(written[unit](String(next)))}
        />
        <Select
          aria-label={say('policy.unitOf', { name: label })}
          allowDeselect={false}
          value={unit}
          onChange={next => {
            const chosen = (Object.keys(times) as Time[]).find(each => each === next) ?? 'hours'
            setUnit(chosen)
            set(written[chosen](count))
          }}
          data={(Object.keys(times) as Time[]).map(each => ({ value: each, label: say(`policy.unit.${each}`) }))}
        />
      </div>
    </Input.Wrapper>
  )
}
