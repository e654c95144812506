import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'

export type Payout = ItemOf<'listPayouts'>
export type PayoutState = Payout['state']

const looks: Readonly<Record<PayoutState, { tone: Tone; mark: 'full' | 'hollow' }>> = {
  requested: { tone: 'plan', mark: 'hollow' },
  sending: { tone: 'plan', mark: 'full' },
  unknown: { tone: 'warn', mark: 'hollow' },
  'waiting-for-person': { tone: 'warn', mark: 'full' },
  accepted: { tone: 'good', mark: 'hollow' },
  rejected: { tone: 'bad', mark: 'full' },
  billed: { tone: 'good', mark: 'full' },
  withdrawn: { tone: 'quiet', mark: 'hollow' },
}
export const payoutStates = Object.keys(looks) as readonly PayoutState[]

export function PayoutBadge({ state }: { readonly state: PayoutState }): ReactNode {
  const say = useSay()
  return <Badge {...looks[state]}>{say(`payout.state.${state}`)}</Badge>
}
