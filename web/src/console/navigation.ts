import type { OperationName } from '../api/ask.ts'
import type { IconName } from '../ui/icons.tsx'
import type { MessageId } from '../ui/language.tsx'

interface Place {
  readonly to:
    | '/'
    | '/outages'
    | '/messaging'
    | '/runs'
    | '/payouts'
    | '/ledger'
    | '/schemes'
    | '/customers'
    | '/network'
    | '/imports'
    | '/settings'
    | '/audit'
  readonly label: MessageId
  readonly icon: IconName
  /** Whoever may not ask this has no use for the page. */
  readonly needs: OperationName
}

/** The pages, as they stand in the navigation and in the palette. */
export const places: readonly Place[] = [
  { to: '/', label: 'nav.home', icon: 'home', needs: 'readHome' },
  { to: '/outages', label: 'nav.outages', icon: 'outages', needs: 'listOutages' },
  { to: '/messaging', label: 'nav.messaging', icon: 'megaphone', needs: 'listMessagesToDecide' },
  { to: '/runs', label: 'nav.runs', icon: 'coins', needs: 'listRuns' },
  { to: '/payouts', label: 'nav.payouts', icon: 'send', needs: 'listPayouts' },
  { to: '/ledger', label: 'nav.ledger', icon: 'ledger', needs: 'listTransfers' },
  { to: '/schemes', label: 'nav.schemes', icon: 'book', needs: 'listSchemes' },
  { to: '/customers', label: 'nav.customers', icon: 'people', needs: 'findCustomers' },
  { to: '/network', label: 'nav.network', icon: 'tree', needs: 'listElements' },
  { to: '/imports', label: 'nav.imports', icon: 'upload', needs: 'listImports' },
  { to: '/audit', label: 'nav.audit', icon: 'shield', needs: 'listAudit' },
  { to: '/settings', label: 'nav.settings', icon: 'gear', needs: 'readMe' },
]
