import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { useMay } from '../session/me.ts'
import { ChannelsPart } from './channels.tsx'
import { FilesPart } from './files.tsx'
import { PayoutsPart } from './list.tsx'
import { ReconciliationPart } from './reconciliation.tsx'
import { RequestDialog } from './request.tsx'
import { ResumeDialog, StopDialog } from './stop.tsx'

/** How credits reach the billers: what is under way, through what, in which files, and whether bills show it. */
export function PayoutsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const [dialog, setDialog] = useState<'request' | 'stop' | 'resume' | null>(null)
  const close = (): void => setDialog(null)
  return (
    <Page
      title={say('payouts.title')}
      actions={
        may('stopPayouts') && (
          <>
            <Button variant="default" leftSection={<Icon name="close" size={16} />} onClick={() => setDialog('stop')}>
              {say('payouts.stopAll')}
            </Button>
            <Button variant="default" leftSection={<Icon name="right" size={16} />} onClick={() => setDialog('resume')}>
              {say('payouts.resumeAll')}
            </Button>
            <Button leftSection={<Icon name="coins" size={16} />} onClick={() => setDialog('request')}>
              {say('payouts.request')}
            </Button>
          </>
        )
      }
    >
      <PageTabs
        label={say('payouts.parts')}
        parts={[
          { name: 'payouts', label: say('payouts.part.payouts'), shows: <PayoutsPart /> },
          { name: 'channels', label: say('payouts.part.channels'), shows: <ChannelsPart /> },
          { name: 'files', label: say('payouts.part.files'), shows: <FilesPart /> },
          { name: 'reconciliation', label: say('payouts.part.reconciliation'), shows: <ReconciliationPart /> },
        ]}
      />
      {dialog === 'request' && <RequestDialog close={close} />}
      {dialog === 'stop' && <StopDialog channel={null} close={close} />}
      {dialog === 'resume' && <ResumeDialog channel={null} close={close} />}
    </Page>
  )
}
