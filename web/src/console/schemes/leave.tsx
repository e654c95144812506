import { Button, Group, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'

/** Whoever goes away from what he wrote and has not saved is asked first, also by the browser where it is closed. */
export function LeaveDialog({ unsaved }: { readonly unsaved: boolean }): ReactNode {
  const say = useSay()
  const blocker = useBlocker({ shouldBlockFn: () => unsaved, enableBeforeUnload: () => unsaved, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      onClose={blocker.reset}
      title={<strong>{say('policy.leave')}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{say('policy.leave.explain')}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={blocker.reset}>
            {say('policy.leave.stay')}
          </Button>
          <Button color="red" onClick={blocker.proceed}>
            {say('policy.leave.go')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
