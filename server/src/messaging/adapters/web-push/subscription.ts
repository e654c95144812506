/** Where one browser is reached, as it said when somebody allowed it. */
export interface PushSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

const mostCharacters = 2_000
const mostOfEndpoint = 1_000

/** The subscription that an address is; null: it is none. RFC 8291, 2: https://www.rfc-editor.org/rfc/rfc8291#section-2 */
export function subscriptionIn(address: string): PushSubscription | null {
  if (address.length > mostCharacters) return null
  const { endpoint, keys } = asObject(parsed(address))
  const { p256dh, auth } = asObject(keys)
  if (typeof endpoint !== 'string' || typeof p256dh !== 'string' || typeof auth !== 'string') return null
  const isWhole = isEndpoint(endpoint) && isPoint(p256dh) && isSecret(auth)
  return isWhole ? { endpoint, keys: { p256dh: plain(p256dh), auth: plain(auth) } } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  // An array has no such names either.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Push services speak https. Plain http is for one on this machine, which the wire calls only where the operator allows it. */
function isEndpoint(text: string): boolean {
  if (text.length > mostOfEndpoint || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isHere = protocol === 'http:' && hostname === '127.0.0.1'
  return (protocol === 'https:' || isHere) && username === '' && password === ''
}

/** A point of P-256 that is not compressed: 65 bytes, the first of which says so. */
function isPoint(text: string): boolean {
  const bytes = bytesIn(text)
  return bytes?.length === 65 && bytes[0] === 4
}

function isSecret(text: string): boolean {
  return bytesIn(text)?.length === 16
}

function bytesIn(text: string): Buffer | null {
  return /^[\w-]{1,100}={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : null
}

function plain(text: string): string {
  return text.replaceAll('=', '')
}
