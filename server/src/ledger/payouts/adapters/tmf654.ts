import type { ChannelSettings } from '@pulih/contracts'
import {
  foundOnce,
  keyIn,
  markedText,
  type Found,
  type PayoutRequest,
  type RequestAdapter,
  type Sent,
} from '../adapter.ts'
import { exactNumber, listOf, member, parseExact, textMember } from '../exact-json.ts'
import { ask, bearer, below, json, readAsking, readSending, type Answer, type Exchange } from '../exchange.ts'
import { formatAmount, readBooked, unitKind, unitSymbol } from '../unit.ts'

/**
 * TM Forum Prepay Balance Management (TMF654), `adjustBalance` and `topupBalance`.
 * 4.0.0: https://github.com/tmforum-apis/TMF654_PrepayBalanceManagement, 4.1.0: https://github.com/tmforum-apis/Open_Api_And_Data_Model
 *
 * Neither version has a field for a foreign key nor a filter by one, so our key stands in `description` and the list of actions
 * is read for it. The versions differ: in 4.0.0 `adjustType` is one of two words, `logicalResource` and `product` are lists, and
 * bucket (for a top-up also the account) must be named; in 4.1.0 `adjustType` says the direction.
 * Addresses: the bucket, or `<bucket>/<account>` where the account is called otherwise.
 */
export function tmf654(settings: Settings, secret: string | null, exchange: Exchange): RequestAdapter {
  const headers = { ...json, ...(secret === null ? {} : bearer(secret)) }
  const actions = below(settings.url, `/${settings.action}`)

  async function send(request: PayoutRequest): Promise<Sent> {
    const answer = await exchange({
      method: 'POST',
      url: actions,
      headers,
      body: JSON.stringify(action(settings, request)),
    })
    return readSending(answer) ?? readCreated(answer)
  }

  async function query(request: PayoutRequest): Promise<Found> {
    // By their identity: a list that grows while it is read may show one action on two pages.
    const found = new Map<string, bigint | null>()
    const seen = new Set<string>()
    for (let offset = 0, count = 0; ; count++) {
      if (count === mostPages) return { outcome: 'cannot-tell', reason: `more than ${offset} actions to look through` }
      const page = await read(offset)
      if ('outcome' in page) return page
      const { items, ids, total } = page
      if (items.length > 0 && ids.every(id => id !== null && seen.has(id))) {
        // Either the offset is ignored, or the list has grown by a page: then it no longer begins as this page does.
        const first = await read(0)
        if ('outcome' in first) return first
        if (first.ids.join('\n') === ids.join('\n')) {
          const isWhole = items.length !== pageSize && (total === null || total <= seen.size)
          if (isWhole) break
          return { outcome: 'cannot-tell', reason: 'the list of actions begins again before its end' }
        }
      }
      for (const item of items) {
        if (keyIn(textMember(item, 'description') ?? '') !== request.key) continue
        const status = textMember(item, 'status')
        if (status === 'failed' || status === 'cancelled') continue
        const amount = textMember(member(item, 'amount'), 'amount')
        found.set(textMember(item, 'id') ?? 'without id', amount === null ? null : readBooked(amount, request.unit))
      }
      for (const id of ids) if (id !== null) seen.add(id)
      offset += items.length
      if (items.length === 0 || (total !== null && offset >= total)) break
    }
    return foundOnce(found)
  }

  async function read(offset: number): Promise<Page | Found> {
    const answer = await exchange({ method: 'GET', url: `${actions}?offset=${offset}&limit=${pageSize}`, headers })
    const early = readAsking(answer)
    if (early) return early
    const items = answer.kind === 'answer' ? listOf(parseExact(answer.body)) : null
    if (!items) return { outcome: 'cannot-tell', reason: 'the list of actions cannot be read' }
    return { items, ids: items.map(item => textMember(item, 'id')), total: total(answer) }
  }

  const sends = {
    name: 'tmf654',
    form: 'request' as const,
    send,
    test: () => ask(exchange, { method: 'GET', url: `${actions}?offset=0&limit=1`, headers }),
  }
  return settings.lookup === 'list' ? { ...sends, queryable: true, query } : { ...sends, queryable: false }
}

type Settings = Extract<ChannelSettings, { adapter: 'tmf654' }>

interface Page {
  readonly items: readonly unknown[]
  readonly ids: readonly (string | null)[]
  /** Null where the biller does not say it. */
  readonly total: number | null
}

const pageSize = 100
const mostPages = 200

function action(settings: Settings, request: PayoutRequest): Record<string, unknown> {
  const first = settings.version === '4.0.0'
  const [bucket = '', account = bucket] = request.address.split('/')
  return {
    description: markedText(request, 250),
    reason: request.text,
    ...(settings.action === 'adjustBalance' ? { adjustType: first ? 'oneTime' : 'goodWillCredit' } : {}),
    amount: { amount: exactNumber(formatAmount(request.amount, request.unit)), units: unitSymbol(request.unit) },
    usageType: unitKind(request.unit),
    bucket: { id: bucket },
    // A 4.0.0 adjustment has no account of its own: it is that of the bucket.
    ...(first && settings.action === 'adjustBalance' ? {} : { partyAccount: { id: account } }),
    channel: { id: 'pulih', name: 'pulih' },
  }
}

/** 201 with the action; it may already say that it failed, and one without an identity is not believed. */
function readCreated(answer: Answer): Sent {
  const created = answer.kind === 'answer' ? parseExact(answer.body) : undefined
  const reference = textMember(created, 'id')
  if (reference === null) return { outcome: 'unknown', reason: 'the answer names no action' }
  const status = textMember(created, 'status')
  if (status === 'failed' || status === 'cancelled')
    return { outcome: 'rejected', reason: `action ${reference} is ${status}`, permanent: true }
  return { outcome: 'accepted', reference }
}

/**
 * How many there are, by `X-Total-Count`. Without it only an empty page is the last, or the same one again: a biller may give less
 * on a page than it was asked for, and what stands on the next one would be taken for absent and sent again.
 */
function total(answer: Answer): number | null {
  const said = answer.kind === 'answer' ? answer.headers['x-total-count'] : undefined
  return said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : null
}
