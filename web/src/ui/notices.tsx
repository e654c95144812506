import { MantineThemeProvider, Notification } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useMemo, type ReactNode } from 'react'
import { useSay } from './language.tsx'

/** What was done just now, in a corner; its closing button has no word of its own, so that it is given one in the reader's language. */
export function Notices(): ReactNode {
  const say = useSay()
  const theme = useMemo(
    () => ({
      components: {
        Notification: Notification.extend({
          defaultProps: { closeButtonProps: { 'aria-label': say('common.close') } },
        }),
      },
    }),
    [say],
  )
  return (
    <MantineThemeProvider theme={theme}>
      <Notifications position="bottom-right" limit={3} />
    </MantineThemeProvider>
  )
}
