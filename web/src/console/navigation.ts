import type { OperationName } from '../api/ask.ts'
import type { IconName } from '../ui/icons.tsx'
import type { MessageId } from '../ui/language.tsx'

interface Place {
  readonly to: '/' | '/outages'
  readonly label: MessageId
  readonly icon: IconName
  /** Whoever may not ask this has no use for the page. */
  readonly needs: OperationName
}

/** The pages, as they stand in the navigation and in the palette. */
export const places: readonly Place[] = [
  { to: '/', label: 'nav.home', icon: 'home', needs: 'readHome' },
  { to: '/outages', label: 'nav.outages', icon: 'outages', needs: 'listOutages' },
]
