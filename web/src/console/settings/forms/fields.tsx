import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/icons.tsx'
import { useSay } from '../../../ui/language.tsx'
import styles from '../settings.module.css'

/** A text; where it may be missing, an empty one is none. */
export function TextField({
  label,
  hint,
  value,
  change,
  pattern,
  most = 200,
  required = false,
  type = 'text',
}: {
  readonly label: string
  readonly hint?: string
  readonly value: string | null
  readonly change: (value: string) => void
  readonly pattern?: string
  readonly most?: number
  readonly required?: boolean
  readonly type?: 'text' | 'url' | 'email' | 'tel'
}): ReactNode {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value ?? ''}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      {...(pattern === undefined ? {} : { pattern })}
      maxLength={most}
      required={required}
      withAsterisk={false}
      type={type}
    />
  )
}

export function WholeField({
  label,
  hint,
  value,
  change,
  least,
  most,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly change: (value: number) => void
  readonly least: number
  readonly most: number
}): ReactNode {
  return (
    <TextInput
      type="number"
      label={label}
      description={hint}
      value={value}
      min={least}
      max={most}
      step={1}
      required
      withAsterisk={false}
      w={260}
      onChange={({ currentTarget }) => change(currentTarget.valueAsNumber || 0)}
    />
  )
}

/** Rows to add to and take from. */
export function RowsField<Row>({
  label,
  rows,
  fresh,
  change,
  row,
}: {
  readonly label: string
  readonly rows: readonly Row[]
  readonly fresh: Row
  readonly change: (rows: readonly Row[]) => void
  readonly row: (row: Row, put: (change: Partial<Row>) => void) => ReactNode
}): ReactNode {
  const say = useSay()
  return (
    <div className={styles['rows']} role="group" aria-label={label}>
      <strong>{label}</strong>
      {rows.map((each, at) => (
        <div key={at} className={styles['row']}>
          {row(each, part => change(rows.map((other, index) => (index === at ? { ...other, ...part } : other))))}
          <ActionIcon
            variant="default"
            size={34}
            aria-label={say('setting.removeRow')}
            onClick={() => change(rows.filter((_, index) => index !== at))}
          >
            <Icon name="minus" size={15} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" size="xs" onClick={() => change([...rows, fresh])}>
          {say('setting.addRow')}
        </Button>
      </div>
    </div>
  )
}

export const orNone = (text: string): string | null => (text.trim() === '' ? null : text)
