import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import type { Answer, Call, Exchange } from './exchange.ts'

export interface Wire {
  readonly exchange: Exchange
  close(): Promise<void>
}

interface Limits {
  /** From the first byte out to the last byte in. */
  readonly timeoutSeconds: number
  readonly answerBytes: number
  /** Let a channel name an address inside our own network. */
  readonly allowPrivate: boolean
}

const usual: Limits = { timeoutSeconds: 20, answerBytes: 4 * 2 ** 20, allowPrivate: false }

/** The real wire. It follows no redirection, repeats nothing, reads no endless answer, and calls nobody at home unless allowed to. */
export function openWire(given: Partial<Limits> = {}): Wire {
  const limits = { ...usual, ...given }
  const agent = new Agent({
    connect: { timeout: 5_000, lookup: limits.allowPrivate ? lookup : publicOnly },
    headersTimeout: limits.timeoutSeconds * 1_000,
    bodyTimeout: limits.timeoutSeconds * 1_000,
    pipelining: 1,
    connections: 32,
  })
  return { exchange: call => exchange(agent, limits, call), close: () => agent.close() }
}

async function exchange(agent: Agent, limits: Limits, call: Call): Promise<Answer> {
  const host = new URL(call.url).hostname.replace(/^\[|\]$/g, '')
  // A literal address is not looked up, so the lookup cannot refuse it.
  if (!limits.allowPrivate && isIP(host) !== 0 && !isPublic(host))
    return { kind: 'not-sent', reason: `${host} is a private address` }
  try {
    const answer = await request(call.url, {
      dispatcher: agent,
      method: call.method,
      headers: call.headers,
      body: call.body ?? null,
      signal: AbortSignal.timeout(limits.timeoutSeconds * 1_000),
    })
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of answer.body) {
      // The stream is of bytes, because no encoding was set.
      const buffer = part as Buffer
      bytes += buffer.length
      if (bytes > limits.answerBytes) {
        answer.body.destroy()
        return { kind: 'lost', reason: `the answer is longer than ${limits.answerBytes} bytes` }
      }
      parts.push(buffer)
    }
    const headers = Object.entries(answer.headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ])
    return {
      kind: 'answer',
      status: answer.statusCode,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.concat(parts).toString('utf8'),
    }
  } catch (reason) {
    return failed(reason)
  }
}

/** Errors that can only happen before the request was written. Any other leaves room for the biller to have booked. */
const beforeSending = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'PULIH_PRIVATE_ADDRESS',
])

function failed(reason: unknown): Answer {
  const text = reason instanceof Error ? reason.message : String(reason)
  return codes(reason).some(code => beforeSending.has(code))
    ? { kind: 'not-sent', reason: text }
    : { kind: 'lost', reason: text }
}

/** An attempt at several addresses fails with all their errors: nothing was sent only if each of them says so. */
function codes(reason: unknown): string[] {
  if (!(reason instanceof Error)) return []
  if (reason instanceof AggregateError) {
    const all = reason.errors.map(codes)
    return all.every(list => list.some(code => beforeSending.has(code))) ? all.flat() : []
  }
  return [...('code' in reason && typeof reason.code === 'string' ? [reason.code] : []), ...codes(reason.cause)]
}

/** Looks a name up and refuses it if any of its addresses is private, so that a name cannot be pointed at us between two look-ups. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const [first] = addresses
    if (!first || addresses.some(({ address }) => !isPublic(address)))
      return done(
        Object.assign(new Error(`${hostname} is at a private address`), { code: 'PULIH_PRIVATE_ADDRESS' }),
        [],
      )
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })
}

function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}
