import { Checkbox, Group, Select, TagsInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { orNone, RowsField, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

/** As the setting `compensation.operator` has it; policies have a page of their own and go along untouched. */
interface Operator {
  readonly jurisdiction: string
  readonly currency: string
  readonly timeZone: string
  readonly figure: string
  readonly designated: boolean
  readonly signatoryOf: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
  readonly schemes: readonly string[] | null
  readonly policies: readonly unknown[]
  readonly secondPersonAbove: string
  readonly budget: string | null
}

const figures = ['minimum', 'recommended', 'maximum'] as const
const amount = '\\d{1,15}(\\.\\d{1,4})?'

export function OperatorForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const operator = value as Operator
  const put = (part: Partial<Operator>): void => change({ ...operator, ...part })
  const [parameters, setParameters] = useState(() =>
    Object.entries(operator.parameters).map(([name, given]) => ({ name, given })),
  )
  return (
    <>
      <Group grow align="start">
        <TextField
          label={say('operator.jurisdiction')}
          hint={say('operator.jurisdictionHint')}
          value={operator.jurisdiction}
          change={jurisdiction => put({ jurisdiction: jurisdiction.toUpperCase() })}
          pattern="[A-Z]{2}"
          most={2}
          required
        />
        <TextField
          label={say('operator.currency')}
          hint="ISO 4217"
          value={operator.currency}
          change={currency => put({ currency: currency.toUpperCase() })}
          pattern="[A-Z]{3}"
          most={3}
          required
        />
      </Group>
      <TextField
        label={say('operator.timeZone')}
        value={operator.timeZone}
        change={timeZone => put({ timeZone })}
        most={60}
        required
      />
      <Select
        label={say('operator.figure')}
        description={say('operator.figureHint')}
        value={operator.figure}
        allowDeselect={false}
        onChange={figure => put({ figure: figure ?? operator.figure })}
        data={figures.map(each => ({ value: each, label: say(`operator.figure.${each}`) }))}
      />
      <Checkbox
        label={say('operator.designated')}
        description={say('operator.designatedHint')}
        checked={operator.designated}
        onChange={({ currentTarget }) => put({ designated: currentTarget.checked })}
      />
      <TagsInput
        label={say('operator.signatoryOf')}
        description={say('operator.signatoryOfHint')}
        value={[...operator.signatoryOf]}
        onChange={signatoryOf => put({ signatoryOf })}
        acceptValueOnBlur
      />
      <Checkbox
        label={say('operator.allSchemes')}
        description={say('operator.allSchemesHint')}
        checked={operator.schemes === null}
        onChange={({ currentTarget }) => put({ schemes: currentTarget.checked ? null : [] })}
      />
      {operator.schemes !== null && (
        <TagsInput
          label={say('operator.schemes')}
          value={[...operator.schemes]}
          onChange={schemes => put({ schemes })}
          acceptValueOnBlur
        />
      )}
      <Group grow align="start">
        <TextField
          label={say('operator.secondPerson')}
          hint={say('operator.secondPersonHint')}
          value={operator.secondPersonAbove}
          change={secondPersonAbove => put({ secondPersonAbove })}
          pattern={amount}
          required
        />
        <TextField
          label={say('operator.budget')}
          hint={say('operator.budgetHint')}
          value={operator.budget}
          change={budget => put({ budget: orNone(budget) })}
          pattern={amount}
        />
      </Group>
      <RowsField
        label={say('operator.parameters')}
        rows={parameters}
        fresh={{ name: '', given: '' }}
        change={rows => {
          setParameters([...rows])
          put({
            parameters: Object.fromEntries(
              rows.filter(({ name }) => name !== '').map(({ name, given }) => [name, given]),
            ),
          })
        }}
        row={({ name, given }, set) => (
          <>
            <TextField
              label={say('operator.parameter')}
              value={name}
              change={next => set({ name: next })}
              most={100}
              required
            />
            <TextField
              label={say('operator.parameterValue')}
              value={given}
              change={next => set({ given: next })}
              most={100}
              required
            />
          </>
        )}
      />
    </>
  )
}
