import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable } from '../../ui/table.tsx'
import { useMessageColumns } from './message-columns.tsx'

/** What one customer was told, by what, and how far it came. */
export function CustomerMessages({ customer }: { readonly customer: string }): ReactNode {
  const say = useSay()
  const { told, channel, address, language, state, attempts, parts, sent, updated, reason } = useMessageColumns()
  return (
    <Card title={say('customer.part.messages')} flush>
      <ListTable
        name="listCustomerMessages"
        given={{ params: { customer } }}
        caption={`${customer} ${say('customer.part.messages')}`}
        columns={[told, channel, address, language, state, reason, attempts, parts, sent, updated]}
        keyOf={({ message }) => message}
        empty={say('customer.messages.none')}
      />
    </Card>
  )
}
