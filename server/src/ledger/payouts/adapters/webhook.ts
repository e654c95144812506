import { createHmac } from 'node:crypto'
import type { ChannelSettings } from '@pulih/contracts'
import type { Found, PayoutRequest, RequestAdapter, Sent } from '../adapter.ts'
import { parseExact, textMember } from '../exact-json.ts'
import { below, json, readAsking, readSending, type Exchange } from '../exchange.ts'
import { formatAmount, readBooked } from '../unit.ts'

/**
 * Any receiver that takes signed JSON. The signature is HMAC-SHA256 over `<timestamp>.<body>`, and the timestamp is signed with it, so
 * that an old request cannot be played again; the same key comes in `Idempotency-Key`
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). The receiver answers 200 with `reference`.
 */
export function webhook(
  settings: Settings,
  secret: string,
  exchange: Exchange,
  now: () => Temporal.Instant,
): RequestAdapter {
  const signed = (body: string): Record<string, string> => {
    const timestamp = Math.floor(now().epochMilliseconds / 1000).toString()
    return { ...json, 'pulih-timestamp': timestamp, 'pulih-signature': signature(secret, timestamp, body) }
  }
  const call = (body: string, key?: string) =>
    exchange({
      method: 'POST',
      url: settings.url,
      headers: { ...signed(body), ...(key === undefined ? {} : { 'idempotency-key': key }) },
      body,
    })

  async function send(request: PayoutRequest): Promise<Sent> {
    const answer = await call(creditBody(request), request.key)
    const early = readSending(answer)
    if (early) return early
    const reference = textMember(answer.kind === 'answer' ? parseExact(answer.body) : undefined, 'reference')
    return reference === null
      ? { outcome: 'unknown', reason: 'the answer has no reference' }
      : { outcome: 'accepted', reference }
  }

  const sends = {
    name: 'webhook',
    form: 'request' as const,
    send,
    async test() {
      const answer = await call(JSON.stringify({ type: 'payout.test' }))
      if (answer.kind !== 'answer') return answer.reason
      return answer.status < 300 ? null : `HTTP ${answer.status}`
    },
  }
  const { lookupUrl } = settings
  if (lookupUrl === null) return { ...sends, queryable: false }

  async function query(request: PayoutRequest): Promise<Found> {
    const answer = await exchange({
      method: 'GET',
      url: below(lookupUrl ?? '', `/${request.key}`),
      headers: signed(''),
    })
    if (answer.kind === 'answer' && answer.status === 404) return { outcome: 'absent' }
    const early = readAsking(answer)
    if (early) return early
    const body = answer.kind === 'answer' ? parseExact(answer.body) : undefined
    const [reference, amount] = [textMember(body, 'reference'), textMember(body, 'amount')]
    if (reference === null || textMember(body, 'key') !== request.key)
      return { outcome: 'cannot-tell', reason: 'the receiver answered without the key or a reference' }
    return { outcome: 'found', reference, amount: amount === null ? null : readBooked(amount, request.unit), times: 1 }
  }
  return { ...sends, queryable: true, query }
}

type Settings = Extract<ChannelSettings, { adapter: 'webhook' }>

/** What the receiver computes too, and compares in constant time. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

function creditBody(request: PayoutRequest): string {
  return JSON.stringify({
    type: 'payout.credit',
    key: request.key,
    address: request.address,
    unit: request.unit,
    amount: formatAmount(request.amount, request.unit),
    text: request.text,
    requestedAt: request.requestedAt.toString(),
  })
}
