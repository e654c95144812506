import { Button, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { BalancesPart } from './balances.tsx'
import { GoodwillDialog } from './goodwill.tsx'
import { TransfersPart } from './transfers.tsx'
import { VerificationPart } from './verification.tsx'

const route = getRouteApi('/inside/ledger')
const parts = ['transfers', 'balances', 'verification'] as const

/** Every movement of value, what it adds up to, and the proof that nothing was changed. */
export function LedgerPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { part } = route.useSearch()
  const navigate = route.useNavigate()
  const [giving, setGiving] = useState(false)
  const offered = parts.filter(each => each !== 'verification' || may('verifyLedger'))
  const shown = offered.find(each => each === part) ?? 'transfers'
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
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={next => void navigate({ search: next === null || next === 'transfers' ? {} : { part: next } })}
      >
        <Tabs.List aria-label={say('ledger.parts')} className="unprinted">
          {offered.map(each => (
            <Tabs.Tab key={each} value={each}>
              {say(`ledger.part.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="transfers" pt="sm">
          <TransfersPart />
        </Tabs.Panel>
        <Tabs.Panel value="balances" pt="sm">
          <BalancesPart />
        </Tabs.Panel>
        <Tabs.Panel value="verification" pt="sm">
          <VerificationPart />
        </Tabs.Panel>
      </Tabs>
      {giving && <GoodwillDialog service={null} close={() => setGiving(false)} />}
    </Page>
  )
}
