import { ActionIcon, Button, MultiSelect, Select, Textarea, TextInput, Tooltip } from '@mantine/core'
import type { Text } from '@pulih/kernel'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { useSay, type MessageId } from '../../../ui/language.tsx'
import styles from '../schemes.module.css'
import { useEditing, useMistake } from './editing.tsx'

/** One word of a few. */
export function Choice<Word extends string>({
  label,
  pointer,
  value,
  words,
  text,
  set,
  nothing,
}: {
  readonly label: string
  readonly pointer: string
  readonly value: Word | undefined
  readonly words: readonly Word[]
  readonly text: (word: Word) => string
  /** Where choosing changes more than the word itself. */
  readonly set?: (word: Word) => void
  /** What it is called that there is none. */
  readonly nothing?: string
}): ReactNode {
  const { put, drop } = useEditing()
  const error = useMistake(pointer)
  return (
    <Select
      label={label}
      error={error}
      data-pointer={pointer}
      allowDeselect={false}
      value={value ?? (nothing === undefined ? null : '')}
      onChange={next => {
        const word = words.find(each => each === next)
        if (word !== undefined) (set ?? (chosen => put(pointer, chosen)))(word)
        else if (nothing !== undefined) drop(pointer)
      }}
      data={[
        ...(nothing === undefined ? [] : [{ value: '', label: nothing }]),
        ...words.map(word => ({ value: word, label: text(word) })),
      ]}
    />
  )
}

/** Several of a list; none at all is none said, which means all. */
export function Several<Word extends string>({
  label,
  pointer,
  value,
  words,
  text,
  nothing,
  wide = false,
}: {
  readonly label: string
  readonly pointer: string
  readonly value: readonly Word[] | undefined
  readonly words: readonly Word[]
  readonly text: (word: Word) => string
  readonly nothing?: string
  readonly wide?: boolean
}): ReactNode {
  const { put, drop } = useEditing()
  const error = useMistake(pointer)
  const chosen = value ?? []
  return (
    <MultiSelect
      className={wide ? (styles['wide'] ?? '') : ''}
      label={label}
      error={error}
      data-pointer={pointer}
      searchable={words.length > 8}
      hidePickedOptions
      {...(nothing !== undefined && chosen.length === 0 ? { placeholder: nothing } : {})}
      value={[...chosen]}
      onChange={next => (next.length === 0 && nothing !== undefined ? drop(pointer) : put(pointer, next))}
      data={words.map(word => ({ value: word, label: text(word) }))}
    />
  )
}

export function TextField({
  label,
  pointer,
  value,
  optional = false,
  long = false,
  hint,
  set: setText,
}: {
  readonly label: string
  readonly pointer: string
  readonly value: string | undefined
  readonly set?: (text: string) => void
  readonly optional?: boolean
  readonly long?: boolean
  readonly hint?: string
}): ReactNode {
  const { put, drop } = useEditing()
  const error = useMistake(pointer)
  const about = {
    label,
    error,
    'data-pointer': pointer,
    value: value ?? '',
    ...(hint === undefined ? {} : { description: hint }),
  }
  const set = setText ?? ((next: string) => (next === '' && optional ? drop(pointer) : put(pointer, next)))
  return long ? (
    <Textarea
      {...about}
      className={styles['wide'] ?? ''}
      autosize
      minRows={1}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  ) : (
    <TextInput {...about} onChange={({ currentTarget }) => set(currentTarget.value)} />
  )
}

const textLanguages = ['en', 'id', 'pl'] as const

/** The same words in each language. */
export function Texts({
  name,
  pointer,
  value,
}: {
  readonly name: 'title' | 'question' | 'says' | 'why' | 'note'
  readonly pointer: string
  readonly value: Text | undefined
}): ReactNode {
  const say = useSay()
  const { put, drop } = useEditing()
  const empty: Text = { en: '', id: '', pl: '' }
  // A note that is empty in every language is none; the other texts have to be there.
  const set = (next: Text): void =>
    name === 'note' && Object.values(next).every(text => text === '') ? drop(pointer) : put(pointer, next)
  return textLanguages.map(language => (
    <TextField
      key={language}
      long
      set={text => set({ ...(value ?? empty), [language]: text })}
      label={say(`policy.text.${name}`, { language: say(`policy.language.${language}`) })}
      pointer={`${pointer}/${language}`}
      value={value?.[language]}
    />
  ))
}

/** Up, down, away: what can be done with an entry of a list. */
export function EntryActions({
  name,
  up,
  down,
  remove,
}: {
  readonly name: string
  readonly up?: (() => void) | null
  readonly down?: (() => void) | null
  readonly remove: (() => void) | null
}): ReactNode {
  return (
    <div className={styles['entryActions']}>
      {up !== undefined && <EntryAction message="policy.up" icon="down" turned name={name} act={up} />}
      {down !== undefined && <EntryAction message="policy.down" icon="down" name={name} act={down} />}
      <EntryAction message="policy.take" icon="close" name={name} act={remove} />
    </div>
  )
}

function EntryAction({
  message,
  icon,
  turned = false,
  name,
  act,
}: {
  readonly message: MessageId
  readonly icon: IconName
  readonly turned?: boolean
  readonly name: string
  readonly act: (() => void) | null
}): ReactNode {
  const say = useSay()
  const label = say(message, { name })
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={label}
        disabled={act === null}
        className={turned ? (styles['turned'] ?? '') : ''}
        onClick={() => act?.()}
      >
        <Icon name={icon} size={15} />
      </ActionIcon>
    </Tooltip>
  )
}

export function AddButton({ label, add }: { readonly label: string; readonly add: () => void }): ReactNode {
  return (
    <Button variant="light" size="xs" leftSection={<Icon name="plus" size={14} />} onClick={add}>
      {label}
    </Button>
  )
}

/** A part of the form with a name; what is rarely needed is folded. */
export function Part({
  title,
  aside,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <fieldset className={styles['part']}>
      <legend>{title}</legend>
      {aside}
      {children}
    </fieldset>
  )
}

export function More({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <details className={styles['more']}>
      <summary>{label}</summary>
      <div className={styles['fields']}>{children}</div>
    </details>
  )
}
