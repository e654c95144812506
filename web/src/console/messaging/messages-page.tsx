import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { useMay } from '../session/me.ts'
import { InboundPart } from './inbound.tsx'
import { SubscriptionsPart } from './subscriptions.tsx'
import { ToDecidePart } from './to-decide.tsx'

/** What waits for a person, what people wrote, and who asked to be told. */
export function MessagesPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  return (
    <Page title={say('nav.messaging')}>
      <PageTabs
        label={say('outage.parts')}
        parts={[
          { name: 'to-decide', label: say('messaging.part.to-decide'), shows: <ToDecidePart /> },
          ...(may('listInbound')
            ? [{ name: 'inbound', label: say('messaging.part.inbound'), shows: <InboundPart /> }]
            : []),
          ...(may('listSubscriptions')
            ? [{ name: 'subscriptions', label: say('messaging.part.subscriptions'), shows: <SubscriptionsPart /> }]
            : []),
        ]}
      />
    </Page>
  )
}
