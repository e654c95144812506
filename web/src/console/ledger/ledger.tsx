import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { useMay } from '../session/me.ts'
import { BalancesPart } from './balances.tsx'
import { GoodwillDialog } from './goodwill.tsx'
import { TransfersPart } from './transfers.tsx'
import { VerificationPart } from './verification.tsx'

/** Every movement of value, what it adds up to, and the proof that nothing was changed. */
export function LedgerPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const [giving, setGiving] = useState(false)
  return (
    <Page
      title={say('ledger.title')}
      actions={
        may('giveGoodwill') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setGiving(true)}>
            {say('ledger.goodwill')}
          </Button>
        )
      }
    >
      <PageTabs
        label={say('ledger.parts')}
        parts={[
          { name: 'transfers', label: say('ledger.part.transfers'), shows: <TransfersPart /> },
          { name: 'balances', label: say('ledger.part.balances'), shows: <BalancesPart /> },
          ...(may('verifyLedger')
            ? [{ name: 'verification', label: say('ledger.part.verification'), shows: <VerificationPart /> }]
            : []),
        ]}
      />
      {giving && <GoodwillDialog service={null} close={() => setGiving(false)} />}
    </Page>
  )
}
