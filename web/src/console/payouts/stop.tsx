import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'

interface Of {
  /** null: every channel. */
  readonly channel: string | null
  readonly close: () => void
}

/** Nothing more is sent; what is under way is finished and recorded. */
export function StopDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('stopPayouts')
  return (
    <ActionDialog
      title={channel === null ? say('payouts.stopAll') : say('payouts.stop', { channel })}
      explain={say('payouts.stop.explain')}
      submit={say('payouts.stop.submit')}
      danger
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          { body: { reason: text('reason') ?? '', ...(channel === null ? {} : { channel }) } },
          {
            onSuccess: ({ stopped }) => {
              notifications.show({ message: say('payouts.stopped.done', { channels: stopped }) })
              close()
            },
          },
        )
      }
    >
      <TextInput
        name="reason"
        label={say('common.reason')}
        description={say('common.reasonHint')}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
    </ActionDialog>
  )
}

export function ResumeDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('resumePayouts')
  return (
    <ActionDialog
      title={channel === null ? say('payouts.resumeAll') : say('payouts.resume', { channel })}
      explain={say('payouts.resume.explain')}
      submit={say('payouts.resume.submit')}
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { body: channel === null ? {} : { channel } },
          {
            onSuccess: ({ resumed }) => {
              notifications.show({ message: say('payouts.resumed.done', { channels: resumed }) })
              close()
            },
          },
        )
      }
    />
  )
}
