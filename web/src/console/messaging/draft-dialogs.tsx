import type { LookedAtMessage } from '@pulih/contracts'
import { Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { smsSize } from '../outages/sms.ts'

interface Of {
  readonly message: LookedAtMessage
  readonly close: () => void
}

const mostSubject = 200
const most = 4_000

/** A draft as it stands, to be changed and let go. */
export function DraftDialog({ message, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('sendDraft')
  const [subject, setSubject] = useState(message.subject)
  const [text, setText] = useState(message.text)
  const { characters, parts } = smsSize(text)
  return (
    <ActionDialog
      title={say('messaging.do.sendOf', { address: message.address })}
      explain={say('messaging.draft.explain', { channel: say(`channel.${message.channel}`) })}
      submit={say('messaging.do.send')}
      wide
      change={change}
      close={close}
      act={() =>
        change.mutate(
          {
            params: { message: message.message },
            // Also where they were not changed: what was read here is what goes out.
            body: {
              ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
              ...(text.trim() === '' ? {} : { text: text.trim() }),
            },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('messaging.draft.sent') })
              close()
            },
          },
        )
      }
    >
      {message.subject !== '' && (
        <TextInput
          label={say('messaging.subject')}
          lang={message.language}
          value={subject}
          onChange={({ currentTarget }) => setSubject(currentTarget.value)}
          maxLength={mostSubject}
        />
      )}
      <Textarea
        label={say('messaging.words')}
        lang={message.language}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        minRows={6}
        maxLength={most}
        required
        withAsterisk={false}
        data-autofocus
        {...(message.channel === 'sms' ? { description: say('statement.sms', { characters, parts }) } : {})}
      />
    </ActionDialog>
  )
}

export function DiscardDialog({ message, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('discardDraft')
  return (
    <ActionDialog
      title={say('messaging.do.discardOf', { address: message.address })}
      explain={say('messaging.discard.explain')}
      submit={say('messaging.do.discard')}
      danger
      change={change}
      close={close}
      act={() => change.mutate({ params: { message: message.message } }, { onSuccess: close })}
    >
      <Text size="sm" lang={message.language}>
        {message.text}
      </Text>
    </ActionDialog>
  )
}
