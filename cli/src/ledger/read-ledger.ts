import { readBalances, readStatement } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { showInstant } from '../api/instants.ts'
import { itemTable, listEnd, title, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'

export async function statement(client: Client, service: string, limit: number): Promise<Said> {
  const params = { service }
  const { balances } = await client.ask(readStatement, { params, query: { limit: 1 } })
  const { items, more } = await every(client, readStatement, { params }, limit)
  return {
    value: { service, balances, items },
    lines: page => [
      title(page, `Service ${service}`),
      ...(balances.length === 0
        ? ['  Nothing was ever posted to it.']
        : balances.map(({ unit, amount }) => `  has ${amount} ${unit} to its credit`)),
      ...(items.length === 0 ? [] : ['']),
      ...(items.length === 0
        ? []
        : itemTable(
            page,
            [
              { heading: 'transfer', of: line => line.id, right: true },
              { heading: 'posted', of: line => showInstant(line.postedAt) },
              { heading: 'kind', of: line => line.kind },
              { heading: 'change', of: line => line.change, right: true },
              { heading: 'balance', of: line => line.balance, right: true },
              { heading: 'unit', of: line => line.unit },
              { heading: 'scheme', of: line => line.scheme, flexible: true },
              { heading: 'for', of: line => line.basis, flexible: true },
              { heading: 'claim until', of: line => line.claimUntil ?? '' },
              { heading: 'lapses', of: line => line.expiresOn ?? '' },
            ],
            items,
          )),
      ...listEnd(items.length, more, 'transfers'),
    ],
  }
}

export async function balances(client: Client): Promise<Said> {
  const { items } = await client.ask(readBalances, {})
  return {
    value: items,
    lines: page =>
      items.length === 0
        ? ['The ledger is empty.']
        : itemTable(
            page,
            [
              { heading: 'unit', of: row => row.unit },
              { heading: 'account', of: row => row.account },
              { heading: 'balance', of: row => row.balance, right: true },
              { heading: 'transfers', of: row => whole(row.transfers), right: true },
            ],
            items,
          ),
  }
}
