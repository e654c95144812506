import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'pulih-signature'

/** `t=<seconds>,v1=<hex>`: a `v1` for each secret in force, over time and body, so that neither can be changed or sent again later. */
export function sign(body: string, at: Temporal.Instant, secrets: readonly string[]): string {
  const seconds = Math.floor(at.epochMilliseconds / 1_000)
  return [`t=${seconds}`, ...secrets.map(secret => `v1=${digest(secret, seconds, body).toString('hex')}`)].join(',')
}

export interface Received {
  /** The value of the header `Pulih-Signature`. */
  readonly header: string
  /** The body as it came, before anything parsed it. */
  readonly body: string | Uint8Array
  /** More than one while a receiver changes from one to the next. */
  readonly secrets: readonly string[]
  /** The receiver's clock, in seconds since 1970. */
  readonly nowSeconds: number
  /** How old, or how far ahead of the receiver's clock, a message may be. */
  readonly toleranceSeconds?: number
}

export type Verdict =
  | { readonly genuine: true; readonly sentAtSeconds: number }
  | { readonly genuine: false; readonly reason: 'unreadable' | 'not-signed-by-us' | 'too-old' }

/** What a receiver asks of every message before it believes it. Pure; it takes equally long for every wrong signature. */
export function verifySignature({ header, body, secrets, nowSeconds, toleranceSeconds = 300 }: Received): Verdict {
  const parts = header.split(',').map(part => part.trim().split('=', 2))
  const seconds = parts.find(([name]) => name === 't')?.[1] ?? ''
  // A flood of signatures costs no flood of comparisons.
  const given = parts.flatMap(([name, value = '']) => (name === 'v1' && /^[0-9a-f]{64}$/.test(value) ? [value] : []))
  if (!/^\d{1,12}$/.test(seconds) || given.length === 0 || given.length > mostSignatures)
    return { genuine: false, reason: 'unreadable' }
  const sentAtSeconds = Number(seconds)

  let matches = 0
  for (const secret of secrets) {
    const expected = digest(secret, sentAtSeconds, body)
    // All are compared, and in constant time: how long it takes says nothing about how much of one was right.
    for (const each of given) matches += Number(timingSafeEqual(expected, Buffer.from(each, 'hex')))
  }
  if (matches === 0) return { genuine: false, reason: 'not-signed-by-us' }
  if (Math.abs(nowSeconds - sentAtSeconds) > toleranceSeconds) return { genuine: false, reason: 'too-old' }
  return { genuine: true, sentAtSeconds }
}

const mostSignatures = 16

function digest(secret: string, seconds: number, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
}
