import type { NoticeView } from '@pulih/contracts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { useRefusalText } from '../../ui/refusal-text.ts'
import type { PreviewOfNotice } from './preview.tsx'

interface Of {
  readonly notice: NoticeView
  readonly close: () => void
}

export function ReleaseDialog({
  notice,
  preview,
  close,
}: Of & { readonly preview: PreviewOfNotice | undefined }): ReactNode {
  const say = useSay()
  const change = useChange('releaseNotice')
  const reached = preview?.people.filter(({ channel, subscribed }) => channel !== null && !subscribed) ?? []
  const people = reached.reduce((sum, each) => sum + each.people, 0)
  return (
    <ActionDialog
      title={say('messaging.release')}
      explain={
        preview
          ? say('messaging.release.explain', { people: people + preview.subscribers })
          : say('messaging.release.unknown')
      }
      submit={say('messaging.release')}
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { params: { notice: notice.notice } },
          {
            onSuccess: () => {
              notifications.show({ message: say('messaging.release.done') })
              close()
            },
          },
        )
      }
    />
  )
}

export function CancelDialog({ notice, close }: Of): ReactNode {
  const say = useSay()
  const change = useChange('cancelNotice')
  return (
    <ActionDialog
      title={say('messaging.cancel')}
      explain={say('messaging.cancel.explain')}
      submit={say('messaging.cancel')}
      danger
      change={change}
      close={close}
      act={() => change.mutate({ params: { notice: notice.notice } }, { onSuccess: close })}
    />
  )
}

/** Stops the clock with one click: there may be few seconds left. */
export function HoldButton({ notice }: Pick<Of, 'notice'>): ReactNode {
  const say = useSay()
  const refusalText = useRefusalText()
  const change = useChange('holdNotice')
  return (
    <Button
      size="sm"
      variant="default"
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { params: { notice: notice.notice } },
          { onError: reason => notifications.show({ color: 'red', message: refusalText(reason) }) },
        )
      }
    >
      {say('messaging.hold')}
    </Button>
  )
}
