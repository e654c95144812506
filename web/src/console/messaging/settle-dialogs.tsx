import type { LookedAtMessage, NoticeView } from '@pulih/contracts'
import { Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { ReasonInput } from '../outages/life-dialogs.tsx'
import styles from './messaging.module.css'

/** Nobody knows whether a message arrived: a person says so, or has it sent again. */
export function SettleDialog({
  message,
  close,
}: {
  readonly message: LookedAtMessage
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('settleMessage')
  return (
    <ActionDialog
      title={say('messaging.doubt.settle', { address: message.address })}
      explain={say('messaging.doubt.explain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate({ params: { message: message.message }, body: decisionIn(text) }, { onSuccess: close })
      }
    >
      {message.text !== '' && (
        <p className={styles['said']} lang={message.language}>
          {message.text.trim()}
        </p>
      )}
      <Decision />
    </ActionDialog>
  )
}

/** The same for all doubts of a notice at once. */
export function SettleDoubtsDialog({
  notice,
  close,
}: {
  readonly notice: NoticeView
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('settleDoubts')
  return (
    <ActionDialog
      title={say('messaging.doubts.settle', { count: notice.messages.doubtful })}
      explain={say('messaging.doubts.explain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          { params: { notice: notice.notice }, body: decisionIn(text) },
          {
            onSuccess: ({ settled }) => {
              notifications.show({ message: say('messaging.doubts.done', { count: settled }) })
              close()
            },
          },
        )
      }
    >
      <Decision />
    </ActionDialog>
  )
}

function Decision(): ReactNode {
  const say = useSay()
  return (
    <>
      <Radio.Group name="arrived" label={say('messaging.doubt.question')} withAsterisk={false}>
        <Stack gap={6} mt={4}>
          <Radio value="yes" label={say('messaging.doubt.arrived')} required />
          <Radio value="no" label={say('messaging.doubt.again')} required />
        </Stack>
      </Radio.Group>
      <ReasonInput />
    </>
  )
}

function decisionIn(text: (name: string) => string | undefined) {
  return { arrived: text('arrived') === 'yes', reason: text('reason') ?? '' }
}
