import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import styles from '../runs/runs.module.css'

/** A text to filter by, kept once somebody stops typing. */
export function TextFilter({
  label,
  value,
  set,
}: {
  readonly label: string
  readonly value: string
  readonly set: (next: string) => void
}): ReactNode {
  const [text, setText] = useState(value)
  const keep = useDebouncedCallback(set, 300)
  return (
    <TextInput
      className={styles['search'] ?? ''}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={15} />}
      value={text}
      onChange={({ currentTarget: { value: next } }) => {
        setText(next)
        keep(next.trim())
      }}
    />
  )
}
