import { keyIn } from '../adapter.ts'
import { exactNumber, listOf, parseExact, textMember } from '../exact-json.ts'
import { readBooked } from '../unit.ts'
import { answer, type Service, type SimulatedCredit } from './simulator.ts'

/** Kill Bill as far as credits go: each becomes an invoice with a negative item and its counterpart on the account. */
export function killBillService(knows: (account: string) => boolean = () => true): Service {
  const credits: SimulatedCredit[] = []
  const invoices: { readonly accountId: string; readonly invoiceId: string; readonly items: readonly object[] }[] = []
  return {
    name: 'kill-bill',
    deduplicates: false,
    credits,
    handle(call) {
      const url = new URL(call.url)
      if (call.headers['authorization'] === undefined || call.headers['x-killbill-apikey'] === undefined)
        return answer(401, null)
      if (call.method === 'GET') {
        const account = /\/accounts\/([^/]+)\/invoices$/.exec(url.pathname)?.[1]
        if (account !== undefined && !knows(account)) return noAccount(account)
        const withItems = url.searchParams.get('includeInvoiceComponents') === 'true'
        return answer(
          200,
          invoices
            .filter(({ accountId }) => accountId === account)
            .map(invoice => ({ ...invoice, items: withItems ? invoice.items : [] })),
        )
      }
      if (call.headers['x-killbill-createdby'] === undefined)
        return answer(400, { message: 'X-Killbill-CreatedBy needs to be set' })
      const [item] = listOf(parseExact(call.body ?? '')) ?? []
      const [accountId, unit, text] = [
        textMember(item, 'accountId'),
        textMember(item, 'currency'),
        textMember(item, 'amount'),
      ]
      const amount = unit === null || text === null ? null : readBooked(text, unit)
      if (accountId === null || unit === null || text === null || amount === null)
        return answer(400, { message: 'invalid credit' })
      if (!knows(accountId)) return noAccount(accountId)
      const description = textMember(item, 'description') ?? ''
      const reference = `00000000-0000-4000-8000-${(credits.length + 1).toString().padStart(12, '0')}`
      const invoiceId = reference.replace('4000', '4001')
      const credit = {
        invoiceItemId: reference,
        invoiceId,
        accountId,
        itemType: 'CREDIT_ADJ',
        currency: unit,
        description,
      }
      const balance = {
        ...credit,
        invoiceItemId: reference.replace('4000', '4002'),
        itemType: 'CBA_ADJ',
        description: 'Adjustment (account credit)',
      }
      invoices.push({
        accountId,
        invoiceId,
        items: [
          { ...credit, amount: exactNumber(`-${text}`) },
          { ...balance, amount: exactNumber(text) },
        ],
      })
      credits.push({ key: keyIn(description), reference, address: accountId, unit, amount })
      return answer(201, [{ ...credit, amount: exactNumber(text) }])
    },
  }
}

function noAccount(account: string) {
  return answer(404, { code: 3002, message: `Account does not exist for id ${account}` })
}
