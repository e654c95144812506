import { JsonInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import type { FormOf } from './index.ts'

export function JsonForm({ value, change, broken }: FormOf): ReactNode {
  const say = useSay()
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  return (
    <JsonInput
      label={say('setting.json')}
      value={text}
      autosize
      minRows={6}
      maxRows={24}
      validationError={say('setting.notJson')}
      onChange={next => {
        setText(next)
        try {
          change(JSON.parse(next))
          broken(false)
        } catch {
          broken(true)
        }
      }}
    />
  )
}
