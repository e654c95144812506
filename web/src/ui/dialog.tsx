import { Button, Group, Modal, Stack, Text, TextInput, type ModalProps } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react'
import { instantOfWall, useFormats, wallOfInstant } from './formats.ts'
import { useSay } from './language.tsx'
import { ProblemAlert } from './problem.tsx'

/** What was entered; what is empty was not. */
export interface Entered {
  readonly text: (name: string) => string | undefined
  /** What the operator's clock shows, as an instant. */
  readonly instant: (name: string) => string | undefined
  readonly list: (name: string) => string[]
}

interface Change {
  readonly isPending: boolean
  readonly error: unknown
}

/** Whoever closes a dialog goes on where it was opened. The dialog is gone before it could see to that by itself. */
function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) setTimeout(() => opener.focus({ preventScroll: true }))
    },
    [opener],
  )
}

/** A mouse that bounces, or somebody who doubts that it was heard, wants it once. */
const soonMilliseconds = 500

/** Whether the same was asked for a moment ago. */
function useOnce(): () => boolean {
  const last = useRef(-Infinity)
  return () => {
    const now = performance.now()
    const isSoon = now - last.current < soonMilliseconds
    if (!isSoon) last.current = now
    return isSoon
  }
}

/** A refusal stands where a long form begins, and whoever sent it looks at its end. */
function useInSight(error: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error === null) return
    place.current?.scrollIntoView({ block: 'nearest' })
    place.current?.focus({ preventScroll: true })
  }, [error])
  return place
}

/** What stands over the page as long as it is drawn. */
export function Dialog(props: Omit<ModalProps, 'opened'>): ReactNode {
  useFocusReturn()
  return <Modal opened {...props} />
}

/** Something to be done, with what it needs to know. It stays open until it is done, and says why when it is not. */
export function ActionDialog({
  title,
  explain,
  submit,
  danger = false,
  wide = false,
  change,
  act,
  close,
  children,
}: {
  readonly title: string
  readonly explain?: string | undefined
  readonly submit: string
  readonly danger?: boolean
  readonly wide?: boolean
  readonly change: Change
  readonly act: (entered: Entered) => void
  readonly close: () => void
  readonly children?: ReactNode
}): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  useFocusReturn()
  const wasJustAsked = useOnce()
  const refusal = useInSight(change.error)
  const [isTouched, setIsTouched] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    // A dialog stands inside the page that opened it, also for events.
    event.stopPropagation()
    if (change.isPending || wasJustAsked()) return
    act(enteredIn(new FormData(event.currentTarget), zone))
  }
  return (
    <Modal
      opened
      onClose={close}
      title={<strong>{title}</strong>}
      size={wide ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': say('common.close') }}
      // What was typed is not lost by a key or a click beside it.
      closeOnEscape={!isTouched}
      closeOnClickOutside={!isTouched}
    >
      <form onSubmit={onSubmit} onInput={() => setIsTouched(true)}>
        <Stack gap="sm">
          {explain !== undefined && <Text size="sm">{explain}</Text>}
          <div ref={refusal} tabIndex={-1}>
            {change.error !== null && <ProblemAlert reason={change.error} />}
          </div>
          {children}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={close}>
              {say('common.cancel')}
            </Button>
            <Button type="submit" {...(danger ? { color: 'red' } : {})} loading={change.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

export function enteredIn(form: FormData, zone: string): Entered {
  const text = (name: string): string | undefined => {
    const value = form.get(name)
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  return {
    text,
    instant: name => {
      const wall = text(name)
      return wall === undefined ? undefined : instantOfWall(wall, zone)
    },
    list: name =>
      form
        .getAll(name)
        .flatMap(value => (typeof value === 'string' ? value.split(',') : []))
        .map(each => each.trim())
        .filter(each => each !== ''),
  }
}

/** A moment by the operator's clock. */
export function MomentInput({
  name,
  label,
  initial,
  required = false,
  description,
}: {
  readonly name: string
  readonly label: string
  readonly initial?: string | null | undefined
  readonly required?: boolean
  readonly description?: string | undefined
}): ReactNode {
  const { zone } = useFormats()
  const say = useSay()
  const [value, setValue] = useState(() => (initial ? wallOfInstant(initial, zone) : ''))
  return (
    <TextInput
      type="datetime-local"
      name={name}
      label={label}
      description={description ?? say('common.zone', { zone })}
      value={value}
      onChange={({ currentTarget }) => setValue(currentTarget.value)}
      required={required}
      withAsterisk={false}
    />
  )
}
