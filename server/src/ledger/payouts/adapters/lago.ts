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
import { ask, bearer, below, json, readAsking, readSending, type Exchange } from '../exchange.ts'
import { formatAmount, readBooked, unitKind } from '../unit.ts'

/**
 * Lago: a wallet top-up (https://getlago.com/docs/api-reference/wallets/top-up) or a credit note
 * (https://getlago.com/docs/api-reference/credit-notes/create).
 *
 * The same top-up twice is two top-ups (https://github.com/getlago/lago-api/issues/5870), so our key travels as metadata, or in a
 * credit note's description, and is looked for before each request and whenever an outcome is unknown.
 * Addresses: a wallet's `lago_id`, or `<external customer>/<invoice>/<fee>` for a credit note.
 */
export function lago(settings: Settings, secret: string, exchange: Exchange): RequestAdapter {
  const headers = { ...json, ...bearer(secret) }
  const get = (path: string) => exchange({ method: 'GET', url: below(settings.url, path), headers })
  const form = settings.form === 'wallet' ? walletTopUp : creditNote

  async function query(request: PayoutRequest): Promise<Found> {
    const found = new Map<string, bigint | null>()
    for (let page = 1; page <= mostPages; page++) {
      const answer = await get(`${form.list(request.address)}page=${page}&per_page=100`)
      const early = readAsking(answer)
      if (early) return early
      const body = answer.kind === 'answer' ? parseExact(answer.body) : undefined
      const items = listOf(member(body, form.items))
      const pages = textMember(member(body, 'meta'), 'total_pages')
      if (!items || pages === null)
        return { outcome: 'cannot-tell', reason: `the list of ${form.items} cannot be read` }
      for (const item of items) {
        if (form.keyOf(item) === request.key && textMember(item, 'status') !== 'failed')
          found.set(textMember(item, 'lago_id') ?? 'without id', form.amountOf(item, request.unit))
      }
      if (page >= Number(pages)) return foundOnce(found)
    }
    return { outcome: 'cannot-tell', reason: `more than ${mostPages * 100} ${form.items} to look through` }
  }

  async function send(request: PayoutRequest): Promise<Sent> {
    if (unitKind(request.unit) !== 'monetary')
      return { outcome: 'rejected', reason: `Lago credits money here, not ${request.unit}`, permanent: true }
    const unfit = await form.check(get, request)
    if (unfit) return unfit
    const before = await query(request)
    if (before.outcome === 'found') return { outcome: 'accepted', reference: before.reference }
    if (before.outcome === 'cannot-tell') return notSent(before)
    const answer = await exchange({
      method: 'POST',
      url: below(settings.url, form.path),
      headers,
      body: JSON.stringify(form.body(request)),
    })
    const early = readSending(answer)
    if (early) return early
    const reference = textMember(
      form.created(answer.kind === 'answer' ? parseExact(answer.body) : undefined),
      'lago_id',
    )
    return reference === null
      ? { outcome: 'unknown', reason: 'the answer names no credit' }
      : { outcome: 'accepted', reference }
  }

  return {
    name: 'lago',
    form: 'request',
    queryable: true,
    send,
    query,
    test: () =>
      ask(exchange, { method: 'GET', url: below(settings.url, '/api/v1/wallets?page=1&per_page=1'), headers }),
  }
}

type Settings = Extract<ChannelSettings, { adapter: 'lago' }>
type Get = (path: string) => ReturnType<Exchange>

const mostPages = 50

/** What differs between Lago's two forms of credit. */
interface Form {
  readonly path: string
  readonly items: string
  list(address: string): string
  check(get: Get, request: PayoutRequest): Promise<Sent | null>
  body(request: PayoutRequest): object
  created(body: unknown): unknown
  keyOf(item: unknown): string | null
  amountOf(item: unknown, unit: string): bigint | null
}

const walletTopUp: Form = {
  path: '/api/v1/wallet_transactions',
  items: 'wallet_transactions',
  list: address => `/api/v1/wallets/${encodeURIComponent(address)}/wallet_transactions?`,
  // Credits are money only at the rate of one, and a wallet has one currency: a top-up elsewhere would be another sum.
  async check(get, request) {
    const answer = await get(`/api/v1/wallets/${encodeURIComponent(request.address)}`)
    if (answer.kind === 'answer' && answer.status === 404)
      return { outcome: 'rejected', reason: `there is no wallet ${request.address}`, permanent: true }
    const early = readAsking(answer)
    if (early?.outcome === 'cannot-tell') return notSent(early)
    const wallet = answer.kind === 'answer' ? member(parseExact(answer.body), 'wallet') : undefined
    if (wallet === undefined) return { outcome: 'retry', afterSeconds: 0, reason: 'the wallet could not be read' }
    if (textMember(wallet, 'status') !== 'active')
      return { outcome: 'rejected', reason: 'the wallet is not active', permanent: true }
    const sameMoney =
      textMember(wallet, 'currency') === request.unit && /^1(\.0*)?$/.test(textMember(wallet, 'rate_amount') ?? '')
    return sameMoney
      ? null
      : { outcome: 'rejected', reason: `the wallet does not hold ${request.unit} at the rate of 1`, permanent: true }
  },
  body: request => ({
    wallet_transaction: {
      wallet_id: request.address,
      granted_credits: formatAmount(request.amount, request.unit),
      name: request.text,
      metadata: [{ key: 'pulih_key', value: request.key }],
    },
  }),
  created: body => listOf(member(body, 'wallet_transactions'))?.[0],
  keyOf: item => {
    const entry = (listOf(member(item, 'metadata')) ?? []).find(each => textMember(each, 'key') === 'pulih_key')
    return textMember(entry, 'value')
  },
  amountOf: (item, unit) => readBooked(textMember(item, 'amount') ?? '', unit),
}

const creditNote: Form = {
  path: '/api/v1/credit_notes',
  items: 'credit_notes',
  list: address => `/api/v1/credit_notes?external_customer_id=${encodeURIComponent(address.split('/')[0] ?? '')}&`,
  check: (_get, { address }) =>
    Promise.resolve(
      address.split('/').length === 3
        ? null
        : { outcome: 'rejected', reason: `${address} is not <external customer>/<invoice>/<fee>`, permanent: true },
    ),
  body: request => {
    const [, invoice = '', fee = ''] = request.address.split('/')
    const cents = exactNumber(request.amount.toString())
    return {
      credit_note: {
        invoice_id: invoice,
        reason: 'product_unsatisfactory',
        description: markedText(request, 255),
        credit_amount_cents: cents,
        refund_amount_cents: 0,
        items: [{ fee_id: fee, amount_cents: cents }],
      },
    }
  },
  created: body => member(body, 'credit_note'),
  keyOf: item => keyIn(textMember(item, 'description') ?? ''),
  amountOf: item => {
    const cents = textMember(item, 'credit_amount_cents')
    return cents !== null && /^\d{1,18}$/.test(cents) ? BigInt(cents) : null
  },
}
