import { Checkbox, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { WholeField } from './fields.tsx'
import type { FormOf } from './index.ts'

/** As the setting `messaging.promises` has it. */
interface Promises {
  readonly firstMinutes: number | null
  readonly updateMinutes: number | null
  readonly restoredMinutes: number | null
  readonly plannedHours: number | null
  readonly keepWord: boolean
  readonly warnMinutes: number
}

const aWeekMinutes = 10_080
const limits = {
  firstMinutes: [1, aWeekMinutes],
  updateMinutes: [15, aWeekMinutes],
  restoredMinutes: [1, aWeekMinutes],
  plannedHours: [1, 2_160],
} as const

/** What the operator promises besides the law; what is empty is not promised. */
export function PromisesForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const promises = value as Promises
  const put = (part: Partial<Promises>): void => change({ ...promises, ...part })
  return (
    <>
      {(Object.keys(limits) as (keyof typeof limits)[]).map(name => (
        <TextInput
          key={name}
          type="number"
          label={say(`promises.${name}`)}
          description={say('promises.empty')}
          value={promises[name] ?? ''}
          min={limits[name][0]}
          max={limits[name][1]}
          step={1}
          w={260}
          onChange={({ currentTarget: { value: text, valueAsNumber } }) =>
            put({ [name]: text === '' ? null : valueAsNumber })
          }
        />
      ))}
      <Checkbox
        label={say('promises.keepWord')}
        description={say('promises.keepWord.hint')}
        checked={promises.keepWord}
        onChange={({ currentTarget }) => put({ keepWord: currentTarget.checked })}
      />
      <WholeField
        label={say('promises.warnMinutes')}
        value={promises.warnMinutes}
        change={warnMinutes => put({ warnMinutes })}
        least={2}
        most={1_440}
      />
    </>
  )
}
