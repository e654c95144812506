import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

/** How the people of the country write their telephone numbers. */
export function TelephonesForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const { callingCode } = value as { readonly callingCode: string }
  return (
    <TextField
      label={say('telephones.callingCode')}
      hint={say('telephones.callingCodeHint')}
      value={callingCode}
      change={code => change({ callingCode: code })}
      pattern="([1-9]\d{0,2})?"
      most={3}
    />
  )
}
