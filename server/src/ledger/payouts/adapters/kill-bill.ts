import type { ChannelSettings } from '@pulih/contracts'
import {
  foundOnce,
  keyIn,
  markedText,
  notSent,
  type Found,
  type PayoutRequest,
  type RequestAdapter,
  type Sent,
} from '../adapter.ts'
import { exactNumber, listOf, member, parseExact, textMember } from '../exact-json.ts'
import { ask, below, json, readAsking, readSending, type Exchange } from '../exchange.ts'
import { formatAmount, readBooked, unitKind } from '../unit.ts'

/**
 * Kill Bill, account credits: https://killbill.github.io/slate/credit.html
 *
 * A credit has no external key and is not deduplicated (https://github.com/killbill/killbill/issues/1768), so our key stands in its
 * description, and the account's invoices are read for it: before each request and whenever an outcome is unknown. The plain
 * list of invoices comes without items, so it is asked for with its components.
 */
export function killBill(settings: Settings, secrets: KillBillSecrets, exchange: Exchange): RequestAdapter {
  const headers = {
    ...json,
    authorization: `Basic ${Buffer.from(`${settings.user}:${secrets.password}`).toString('base64')}`,
    'x-killbill-apikey': secrets.apiKey,
    'x-killbill-apisecret': secrets.apiSecret,
  }

  async function look(request: PayoutRequest): Promise<Found | 'no-account'> {
    const url = below(
      settings.url,
      `/1.0/kb/accounts/${request.address}/invoices?includeInvoiceComponents=true&includeVoidedInvoices=false`,
    )
    const answer = await exchange({ method: 'GET', url, headers })
    if (answer.kind === 'answer' && answer.status === 404) return 'no-account'
    const early = readAsking(answer)
    if (early) return early
    const invoices = answer.kind === 'answer' ? listOf(parseExact(answer.body)) : null
    if (!invoices) return { outcome: 'cannot-tell', reason: 'the list of invoices cannot be read' }
    const items = invoices.map(invoice => listOf(member(invoice, 'items')))
    if (items.includes(null)) return { outcome: 'cannot-tell', reason: 'an invoice came without its items' }
    const ours = items
      .flatMap(list => list ?? [])
      .filter(
        item =>
          textMember(item, 'itemType') === 'CREDIT_ADJ' && keyIn(textMember(item, 'description') ?? '') === request.key,
      )
    const amountOf = (item: unknown) => readBooked(textMember(item, 'amount') ?? '', request.unit)
    return foundOnce(new Map(ours.map(item => [textMember(item, 'invoiceItemId') ?? 'without id', amountOf(item)])))
  }

  /** An account that is not there says nothing of an earlier request: we may be asking the wrong tenant by now. */
  async function query(request: PayoutRequest): Promise<Found> {
    if (!uuid.test(request.address)) return { outcome: 'absent' }
    const found = await look(request)
    return found === 'no-account' ? { outcome: 'cannot-tell', reason: unknownAccount(request) } : found
  }

  async function send(request: PayoutRequest): Promise<Sent> {
    if (!uuid.test(request.address))
      return {
        outcome: 'rejected',
        reason: `${request.address} is no account of Kill Bill: it wants a UUID`,
        permanent: true,
      }
    if (unitKind(request.unit) !== 'monetary')
      return { outcome: 'rejected', reason: `Kill Bill credits money, not ${request.unit}`, permanent: true }
    const before = await look(request)
    if (before === 'no-account') return { outcome: 'rejected', reason: unknownAccount(request), permanent: true }
    if (before.outcome === 'found') return { outcome: 'accepted', reference: before.reference }
    if (before.outcome === 'cannot-tell') return notSent(before)
    const answer = await exchange({
      method: 'POST',
      url: below(settings.url, '/1.0/kb/credits?autoCommit=true'),
      headers: {
        ...headers,
        'x-killbill-createdby': 'pulih',
        'x-killbill-reason': 'service interruption',
        'x-killbill-comment': request.key,
      },
      body: JSON.stringify([
        {
          accountId: request.address,
          amount: exactNumber(formatAmount(request.amount, request.unit)),
          currency: request.unit,
          description: markedText(request, 255),
        },
      ]),
    })
    const early = readSending(answer)
    if (early) return early
    const [item] = (answer.kind === 'answer' ? listOf(parseExact(answer.body)) : null) ?? []
    const reference = textMember(item, 'invoiceItemId')
    return reference === null
      ? { outcome: 'unknown', reason: 'the answer names no credit' }
      : { outcome: 'accepted', reference }
  }

  const test = () =>
    ask(exchange, { method: 'GET', url: below(settings.url, '/1.0/kb/accounts/pagination?limit=1'), headers })
  return { name: 'kill-bill', form: 'request', queryable: true, send, query, test }
}

type Settings = Extract<ChannelSettings, { adapter: 'kill-bill' }>

export interface KillBillSecrets {
  readonly password: string
  readonly apiKey: string
  readonly apiSecret: string
}

function unknownAccount({ address }: PayoutRequest): string {
  return `Kill Bill knows no account ${address}`
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
