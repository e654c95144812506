import { Agent, request, type Dispatcher } from 'undici'
import { lookupOver, privateAddressCode, refusedHost, systemResolve, type Resolve } from './address.ts'

/** One HTTP request to a system that somebody else runs. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Instead of `body`, where it is no text. */
  readonly bytes?: Uint8Array
  /** Where its answer may be longer than answers of this wire usually are. */
  readonly answerBytes?: number
  /** Ends the waiting for an answer. */
  readonly signal?: AbortSignal
}

/**
 * What came of it. `not-sent`: nothing left this machine, so nothing can have happened. `lost`: it may have arrived, and the
 * answer did not.
 */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string }

/** The real wire, or whatever a test puts in its place. */
export type Exchange = (call: Call) => Promise<Answer>

export interface Wire {
  readonly exchange: Exchange
  close(): Promise<void>
}

interface Limits {
  /** From the first byte out to the last byte in. */
  readonly timeoutSeconds: number
  readonly answerBytes: number
  /** Of a longer answer the beginning is enough (`cut`), or it is as good as none (`lost`). */
  readonly longer: 'lost' | 'cut'
  /** To one origin; what is more waits here, while its time runs. */
  readonly connections: number
  /** Let a call name an address inside our own network; link-local ones, and the metadata of clouds, stay shut. */
  readonly allowPrivate: boolean
  readonly resolve: Resolve
}

const usual: Limits = {
  timeoutSeconds: 20,
  answerBytes: 4 * 2 ** 20,
  longer: 'lost',
  connections: 32,
  allowPrivate: false,
  resolve: systemResolve,
}

/** The real wire. It follows no redirection, repeats nothing, reads no endless answer, and calls nobody at home unless allowed to. */
export function openWire(given: Partial<Limits> = {}): Wire {
  const limits = { ...usual, ...given }
  const agent = new Agent({
    connect: { timeout: 5_000, lookup: lookupOver(limits.resolve, limits.allowPrivate) },
    headersTimeout: limits.timeoutSeconds * 1_000,
    bodyTimeout: limits.timeoutSeconds * 1_000,
    pipelining: 1,
    connections: limits.connections,
  })
  return { exchange: call => exchange(agent, limits, call), close: () => agent.close() }
}

async function exchange(agent: Agent, limits: Limits, call: Call): Promise<Answer> {
  const home = refusedHost(new URL(call.url), limits.allowPrivate)
  if (home !== null) return { kind: 'not-sent', reason: `${home} is a private address` }
  const { answerBytes = limits.answerBytes } = call
  const timeout = AbortSignal.timeout(limits.timeoutSeconds * 1_000)
  const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal])
  let isBegun = false
  try {
    const answer = await request(call.url, {
      dispatcher: agent.compose(telling(() => (isBegun ||= !signal.aborted))),
      method: call.method,
      headers: call.headers,
      body: call.bytes ?? call.body ?? null,
      signal,
    })
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of answer.body) {
      // The stream is of bytes, because no encoding was set.
      const buffer = part as Buffer
      bytes += buffer.length
      parts.push(buffer)
      if (bytes <= answerBytes) continue
      if (limits.longer === 'lost') return { kind: 'lost', reason: `the answer is longer than ${answerBytes} bytes` }
      break
    }
    const headers = Object.entries(answer.headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ])
    return {
      kind: 'answer',
      status: answer.statusCode,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.concat(parts).subarray(0, answerBytes).toString('utf8'),
    }
  } catch (reason) {
    return failed(reason, isBegun)
  }
}

/** Says when a request leaves the queue, which one that was given up there does too, without being written. */
function telling(begins: () => void): Dispatcher.DispatcherComposeInterceptor {
  return dispatch => (options, handler) => {
    const starts = handler.onRequestStart?.bind(handler)
    // The handler is of this request alone.
    handler.onRequestStart = (controller, context) => {
      begins()
      starts?.(controller, context)
    }
    return dispatch(options, handler)
  }
}

/** Errors that can only happen before the request was written. Any other leaves room for the other side to have acted on it. */
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
  privateAddressCode,
])

function failed(reason: unknown, isBegun: boolean): Answer {
  const text = reason instanceof Error ? reason.message : String(reason)
  return !isBegun || codes(reason).some(code => beforeSending.has(code))
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
