import { createPublicKey, verify } from 'node:crypto'
import type { Delivered, Emulator } from '../emulator.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'
import { newReceiver, readPushMessage, type Receiver } from './push-message.ts'

export interface PushService extends Emulator {
  /** The address of somebody's browser: a subscription as JSON. */
  subscribe(person: string): string
  /** He took it back: his browser is gone. */
  unsubscribe(person: string): void
  /** What is announced of a message besides what is encrypted, in the order of `delivered`. */
  readonly announced: readonly Announced[]
}

export interface Announced {
  readonly ttl: number
  readonly urgency: string | null
  readonly topic: string | null
}

const mostBytes = 4_096

/** A push service together with the browsers behind it: it checks who sends, and reads what it gets with the key of whoever it is for. */
export async function emulatePush(): Promise<PushService> {
  const browsers = new Map<string, Receiver | 'gone'>()
  const delivered: Delivered[] = []
  const announced: Announced[] = []

  const answer = ({ method, path, headers, body }: Request): Reply => {
    const person = decodeURIComponent(path.replace('/push/', ''))
    const browser = browsers.get(person)
    if (method !== 'POST' || browser === undefined) return { status: 404 }
    if (browser === 'gone') return { status: 410 }
    const ttl = Number(headers.ttl ?? Number.NaN)
    if (!Number.isInteger(ttl) || ttl < 0 || headers['content-encoding'] !== 'aes128gcm') return { status: 400 }
    if (!isSignedFor(`http://127.0.0.1:${service.port}`, headers.authorization ?? '')) return { status: 403 }
    if (body.length > mostBytes) return { status: 413 }
    try {
      const text = readPushMessage(body, browser)
      delivered.push({ key: null, to: person, text, at: Date.now(), parts: 1 })
      announced.push({ ttl, urgency: one(headers['urgency']), topic: one(headers['topic']) })
    } catch {
      return { status: 400, body: 'it cannot be decrypted' }
    }
    return { status: 201, headers: { location: `/message/${delivered.length}` } }
  }

  const service = await serveHttp(answer)
  return {
    ...service,
    delivered,
    announced,
    clear() {
      delivered.length = 0
      announced.length = 0
    },
    subscribe(person) {
      const receiver = newReceiver()
      browsers.set(person, receiver)
      return JSON.stringify({
        endpoint: `http://127.0.0.1:${service.port}/push/${encodeURIComponent(person)}`,
        expirationTime: null,
        keys: { p256dh: receiver.curve.getPublicKey('base64url'), auth: receiver.auth.toString('base64url') },
      })
    },
    unsubscribe: person => void browsers.set(person, 'gone'),
  }
}

const longestSeconds = 24 * 3_600

/** RFC 8292, 2 and 3: a JSON Web Token for this service, signed with the key that goes along. https://www.rfc-editor.org/rfc/rfc8292#section-3 */
function isSignedFor(origin: string, authorization: string): boolean {
  const [, token, key] = /^vapid t=([\w.-]+), ?k=([\w-]{87})$/.exec(authorization) ?? []
  const [header, claims, signature] = token?.split('.') ?? []
  if (key === undefined || header === undefined || claims === undefined || signature === undefined) return false
  const point = Buffer.from(key, 'base64url')
  const x = point.toString('base64url', 1, 33)
  const y = point.toString('base64url', 33)
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>
  const left = Number(exp) - Date.now() / 1_000
  return isGenuine && aud === origin && left > 0 && left <= longestSeconds && /^(mailto:|https:)/.test(String(sub))
}

function one(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null
}
