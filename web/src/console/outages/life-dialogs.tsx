import { TagsInput, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import type { OperationName } from '../../api/ask.ts'
import { useChange } from '../../api/queries.ts'
import { ActionDialog, MomentInput } from '../../ui/dialog.tsx'
import { isSameMinute } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import type { Outage } from './outage.tsx'

export interface DialogOf {
  readonly outage: Outage
  readonly close: () => void
}

/** A change of this very outage: refused if somebody else changed it since it was read. */
export function useStep<Name extends OperationName>(name: Name, { outage, close }: DialogOf) {
  const say = useSay()
  const change = useChange(name)
  const options = {
    onSuccess: () => {
      notifications.show({ message: say('do.done', { number: outage.number }) })
      close()
    },
  }
  const named = { params: { outage: outage.id }, version: outage.revision }
  return { change, options, named }
}

export function ConfirmDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('confirmOutage', of)
  return (
    <ActionDialog
      title={say('do.confirm')}
      explain={say('do.confirm.explain')}
      submit={say('do.confirm')}
      change={change}
      close={of.close}
      act={({ text }) => change.mutate({ ...named, body: withNote(text('note')) }, options)}
    >
      <NoteInput />
    </ActionDialog>
  )
}

export function EtrDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('setEtr', of)
  return (
    <ActionDialog
      title={say('do.etr')}
      explain={say('do.etr.explain')}
      submit={say('common.save')}
      change={change}
      close={of.close}
      act={({ instant, text }) => {
        const reason = text('reason')
        const next = instant('next') ?? null
        change.mutate(
          {
            ...named,
            body: {
              etr: instant('etr') ?? null,
              // Who moves the estimate alone promises no further update.
              ...(isSameMinute(next, of.outage.nextUpdateBy) ? {} : { nextUpdateBy: next }),
              ...(reason === undefined ? {} : { reason }),
            },
          },
          options,
        )
      }}
    >
      <MomentInput
        name="etr"
        label={say('do.etr.field')}
        initial={of.outage.etr}
        description={say('do.etr.withdraw')}
      />
      <MomentInput name="next" label={say('do.etr.next')} initial={of.outage.nextUpdateBy} />
      <Textarea label={say('common.reason')} description={say('common.optional')} name="reason" maxLength={4000} />
    </ActionDialog>
  )
}

export function RestoreDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('restoreOutage', of)
  const [now] = useState(() => new Date().toISOString())
  return (
    <ActionDialog
      title={say('do.restore')}
      explain={say('do.restore.explain')}
      submit={say('do.restore')}
      change={change}
      close={of.close}
      act={({ instant, text }) =>
        change.mutate({ ...named, body: { restoredAt: instant('at') ?? now, ...withNote(text('note')) } }, options)
      }
    >
      <MomentInput name="at" label={say('do.restore.at')} initial={now} required />
      <NoteInput />
    </ActionDialog>
  )
}

export function PartDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('restorePart', of)
  const [now] = useState(() => new Date().toISOString())
  const { elements = [], areas = [] } = of.outage.scope
  return (
    <ActionDialog
      title={say('do.part')}
      explain={say('do.part.explain')}
      submit={say('do.part')}
      change={change}
      close={of.close}
      act={({ instant, text, list }) =>
        change.mutate(
          {
            ...named,
            body: {
              elements: list('elements'),
              areas: list('areas'),
              restoredAt: instant('at') ?? now,
              ...withNote(text('note')),
            },
          },
          options,
        )
      }
    >
      <KeysInput name="elements" label={say('do.part.elements')} offered={elements} />
      <KeysInput name="areas" label={say('do.part.areas')} offered={areas} />
      <MomentInput name="at" label={say('do.restore.at')} initial={now} required />
      <NoteInput />
    </ActionDialog>
  )
}

export function CloseDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('closeOutage', of)
  return (
    <ActionDialog
      title={say('do.close')}
      explain={say('do.close.explain')}
      submit={say('do.close')}
      change={change}
      close={of.close}
      act={({ text }) => change.mutate({ ...named, body: withNote(text('note')) }, options)}
    >
      <NoteInput />
    </ActionDialog>
  )
}

export function RetractDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('retractOutage', of)
  const over = of.outage.restoredAt !== null
  return (
    <ActionDialog
      title={say('do.retract')}
      explain={say(over ? 'do.retract.over' : 'do.retract.explain')}
      submit={say('do.retract')}
      danger
      change={change}
      close={of.close}
      act={({ text }) => change.mutate({ ...named, body: { reason: text('reason') ?? '' } }, options)}
    >
      <ReasonInput />
    </ActionDialog>
  )
}

export function MergeDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('mergeOutage', of)
  return (
    <ActionDialog
      title={say('do.merge')}
      explain={say('do.merge.explain')}
      submit={say('do.merge')}
      change={change}
      close={of.close}
      act={({ text }) => change.mutate({ ...named, body: { into: (text('into') ?? '').toUpperCase() } }, options)}
    >
      <TextInput
        label={say('do.merge.into')}
        name="into"
        placeholder="OUT-000123"
        pattern="[Oo][Uu][Tt]-[0-9]{6,15}"
        required
        withAsterisk={false}
      />
    </ActionDialog>
  )
}

export function NoteDialog(of: DialogOf): ReactNode {
  const say = useSay()
  const { change, options, named } = useStep('addUpdate', of)
  return (
    <ActionDialog
      title={say('do.note')}
      explain={say('do.note.explain')}
      submit={say('common.save')}
      change={change}
      close={of.close}
      act={({ text }) =>
        change.mutate({ params: named.params, body: { text: text('text') ?? '', public: false } }, options)
      }
    >
      <Textarea label={say('do.note.text')} name="text" required withAsterisk={false} maxLength={4000} data-autofocus />
    </ActionDialog>
  )
}

function NoteInput(): ReactNode {
  const say = useSay()
  return <Textarea label={say('common.note')} description={say('common.optional')} name="note" maxLength={4000} />
}

export function ReasonInput(): ReactNode {
  const say = useSay()
  return (
    <Textarea
      label={say('common.reason')}
      description={say('common.reasonHint')}
      name="reason"
      required
      withAsterisk={false}
      minLength={3}
      maxLength={1000}
    />
  )
}

/** Keys of the network, some of which are offered. */
export function KeysInput({
  name,
  label,
  offered,
  initial = [],
}: {
  readonly name: string
  readonly label: string
  readonly offered?: readonly string[]
  readonly initial?: readonly string[]
}): ReactNode {
  const say = useSay()
  return (
    <TagsInput
      name={name}
      label={label}
      description={say('do.part.keys')}
      data={[...(offered ?? [])]}
      defaultValue={[...initial]}
      splitChars={[',', ' ', '\n']}
      acceptValueOnBlur
    />
  )
}

function withNote(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note }
}
