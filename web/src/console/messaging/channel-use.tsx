import type { MessageChannelView } from '@pulih/contracts'
import { Alert, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { ReasonInput } from '../outages/life-dialogs.tsx'

interface Of {
  readonly channel: MessageChannelView
  readonly close: () => void
}

/** One message to an address of one's own. The answer stays in the dialog, so that something can be mended and tried again. */
export function TestChannelDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('testMessageChannel')
  const answer = change.data
  return (
    <ActionDialog
      title={say('channels.testOf', { name: channel.channel })}
      explain={say('channels.test.explain')}
      submit={say('channels.test')}
      change={change}
      close={close}
      act={({ text }) => change.mutate({ params: { channel: channel.channel }, body: { to: text('to') ?? '' } })}
    >
      <TextInput
        name="to"
        label={say(`channels.to.${channel.kind}`)}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
      {answer && (
        <Alert role="status" color={answer.outcome === 'accepted' ? 'green' : 'red'}>
          {say(`channels.outcome.${answer.outcome}`)} {answer.says !== null && <q lang="en">{answer.says}</q>}
        </Alert>
      )}
    </ActionDialog>
  )
}

export function StopChannelDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('stopMessageChannel')
  return (
    <ActionDialog
      title={say('channels.stopOf', { name: channel.channel })}
      explain={say('channels.stop.explain')}
      submit={say('channels.stop')}
      danger
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          { params: { channel: channel.channel }, body: { reason: text('reason') ?? '' } },
          { onSuccess: close },
        )
      }
    >
      <ReasonInput />
    </ActionDialog>
  )
}

export function ResumeChannelDialog({ channel, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('resumeMessageChannel')
  return (
    <ActionDialog
      title={say('channels.resumeOf', { name: channel.channel })}
      explain={say('channels.resume.explain', { count: channel.waiting })}
      submit={say('channels.resume')}
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { params: { channel: channel.channel } },
          {
            onSuccess: () => {
              notifications.show({ message: say('channels.resume.done', { name: channel.channel }) })
              close()
            },
          },
        )
      }
    />
  )
}
