import { keyIn } from '../adapter.ts'
import { exactNumber, listOf, member, parseExact, textMember } from '../exact-json.ts'
import { readBooked } from '../unit.ts'
import { answer, type Service, type SimulatedCredit } from './simulator.ts'

/** Lago's wallets and credit notes: the same request twice is two credits. */
export function lagoService(currency: string): Service {
  const credits: SimulatedCredit[] = []
  const booked: { readonly list: string; readonly owner: string; readonly item: object }[] = []
  const identity = () => `10000000-0000-4000-8000-${(credits.length + 1).toString().padStart(12, '0')}`

  function page(list: string, owner: string, url: URL) {
    const [number, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 20)]
    const all = booked.filter(each => each.list === list && each.owner === owner).map(({ item }) => item)
    const meta = {
      current_page: number,
      total_pages: Math.max(1, Math.ceil(all.length / size)),
      total_count: all.length,
    }
    return answer(200, { [list]: all.slice((number - 1) * size, number * size), meta })
  }

  return {
    name: 'lago',
    deduplicates: false,
    credits,
    handle(call) {
      const url = new URL(call.url)
      if (call.headers['authorization'] === undefined) return answer(401, { status: 401, error: 'Unauthorized' })
      const wallet = /\/wallets\/([^/]+)(\/wallet_transactions)?$/.exec(url.pathname)
      if (call.method === 'GET' && wallet?.[2] !== undefined)
        return page('wallet_transactions', decodeURIComponent(wallet[1] ?? ''), url)
      if (call.method === 'GET' && wallet)
        return answer(200, { wallet: { lago_id: wallet[1], status: 'active', currency, rate_amount: '1.0' } })
      if (call.method === 'GET') return page('credit_notes', url.searchParams.get('external_customer_id') ?? '', url)
      const body = parseExact(call.body ?? '')
      const reference = identity()
      if (url.pathname.endsWith('/wallet_transactions')) {
        const asked = member(body, 'wallet_transaction')
        const [owner, text] = [textMember(asked, 'wallet_id'), textMember(asked, 'granted_credits')]
        const amount = text === null ? null : readBooked(text, currency)
        if (owner === null || text === null || amount === null) return answer(422, { code: 'validation_errors' })
        const metadata = listOf(member(asked, 'metadata')) ?? []
        const item = {
          lago_id: reference,
          lago_wallet_id: owner,
          status: 'settled',
          transaction_type: 'inbound',
          amount: text,
          credit_amount: text,
          metadata,
        }
        booked.push({ list: 'wallet_transactions', owner, item })
        credits.push({ key: textMember(metadata[0], 'value'), reference, address: owner, unit: currency, amount })
        return answer(200, { wallet_transactions: [item] })
      }
      const asked = member(body, 'credit_note')
      const [invoice, cents] = [textMember(asked, 'invoice_id'), textMember(asked, 'credit_amount_cents')]
      const [line] = listOf(member(asked, 'items')) ?? []
      if (invoice === null || cents === null || textMember(line, 'amount_cents') !== cents)
        return answer(422, { code: 'validation_errors' })
      const description = textMember(asked, 'description') ?? ''
      // The customer of an invoice is what stands before its first dash, which spares a table of invoices.
      const owner = invoice.split('-')[0] ?? ''
      const item = {
        lago_id: reference,
        lago_invoice_id: invoice,
        currency,
        description,
        credit_amount_cents: exactNumber(cents),
      }
      booked.push({ list: 'credit_notes', owner, item })
      credits.push({ key: keyIn(description), reference, address: invoice, unit: currency, amount: BigInt(cents) })
      return answer(200, { credit_note: item })
    },
  }
}
