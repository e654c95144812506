import { Button, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { ChannelsPart } from './channels.tsx'
import { FilesPart } from './files.tsx'
import { PayoutsPart } from './list.tsx'
import { ReconciliationPart } from './reconciliation.tsx'
import { RequestDialog } from './request.tsx'
import { ResumeDialog, StopDialog } from './stop.tsx'

const route = getRouteApi('/inside/payouts')
const parts = ['payouts', 'channels', 'files', 'reconciliation'] as const

/** How credits reach the billers: what is under way, through what, in which files, and whether bills show it. */
export function PayoutsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { part } = route.useSearch()
  const navigate = route.useNavigate()
  const [dialog, setDialog] = useState<'request' | 'stop' | 'resume' | null>(null)
  const shown = parts.find(each => each === part) ?? 'payouts'
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
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={next => void navigate({ search: next === null || next === 'payouts' ? {} : { part: next } })}
      >
        <Tabs.List aria-label={say('payouts.parts')} className="unprinted">
          {parts.map(each => (
            <Tabs.Tab key={each} value={each}>
              {say(`payouts.part.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="payouts" pt="sm">
          <PayoutsPart />
        </Tabs.Panel>
        <Tabs.Panel value="channels" pt="sm">
          <ChannelsPart />
        </Tabs.Panel>
        <Tabs.Panel value="files" pt="sm">
          <FilesPart />
        </Tabs.Panel>
        <Tabs.Panel value="reconciliation" pt="sm">
          <ReconciliationPart />
        </Tabs.Panel>
      </Tabs>
      {dialog === 'request' && <RequestDialog close={close} />}
      {dialog === 'stop' && <StopDialog channel={null} close={close} />}
      {dialog === 'resume' && <ResumeDialog channel={null} close={close} />}
    </Page>
  )
}
