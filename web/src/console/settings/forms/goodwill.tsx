import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { RowsField, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

interface Limit {
  readonly unit: string
  readonly amount: string
}

export function GoodwillForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  return (
    <RowsField
      label={say('goodwill.limits')}
      rows={value as readonly Limit[]}
      fresh={{ unit: '', amount: '' }}
      change={change}
      row={({ unit, amount }, put) => (
        <>
          <TextField
            label={say('setting.unit')}
            value={unit}
            change={next => put({ unit: next })}
            pattern="[A-Z]{3}|[a-z][a-z\-]*:.{1,60}"
            required
          />
          <TextField
            label={say('goodwill.most')}
            value={amount}
            change={next => put({ amount: next })}
            pattern="\d{1,15}(\.\d{1,4})?"
            required
          />
        </>
      )}
    />
  )
}
