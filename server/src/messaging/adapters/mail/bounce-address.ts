import { createHmac } from 'node:crypto'
import { isSameSecret } from '../same-secret.ts'

/** The address that bounces go to, and the secret that tells ours from others'. */
export interface Signing {
  readonly address: string
  readonly secret: string
}

const digits = 16
/** RFC 5321, 4.5.3.1.1. */
const longestLocalPart = 64

/**
 * The envelope sender of one message: what a mail server cannot deliver it returns there, and by that address alone we know which it was.
 * A key that is too long for an address goes without; nothing hangs on its bounce.
 */
export function bounceAddress(key: string, { address, secret }: Signing): string {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+${key}.${signatureOf(key, secret)}`
  return local.length > longestLocalPart ? address : `${local}${address.slice(at)}`
}

const mostCandidates = 20

/**
 * The key of ours that a mail vouches for: somewhere in its beginning stands an address that only we could make. Whoever wrote it has seen
 * that message, and can say nothing of another. null: there is none.
 */
export function vouchedKey(mail: Buffer, { secret }: Signing): string | null {
  const beginning = mail.subarray(0, mostBytes).toString('latin1')
  let candidates = 0
  // Mail servers on the way may write an address in lower case, or fold nothing of it: an address has no line breaks.
  for (const [, key = '', signature = ''] of beginning.matchAll(/\+(pulih-[a-z0-9-]{1,50})\.([0-9a-f]{16})@/gi)) {
    if (++candidates > mostCandidates) return null
    if (isSameSecret(signature.toLowerCase(), signatureOf(key.toLowerCase(), secret))) return key.toLowerCase()
  }
  return null
}

const mostBytes = 256 * 1024

function signatureOf(key: string, secret: string): string {
  return createHmac('sha256', secret).update(`bounce ${key}`).digest('hex').slice(0, digits)
}
