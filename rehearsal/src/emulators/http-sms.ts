import { createHmac } from 'node:crypto'
import type { Delivered, Emulator } from '../emulator.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'
import { partsOf } from './sms-texts.ts'
import { sendWebhooks } from './webhook-sender.ts'

export interface SmsGatewaySettings {
  readonly token: string
  /** By which what it brings is signed. */
  readonly secret: string
  readonly receiptAfterMilliseconds: number
  /** Whose telephone is off for good. */
  readonly isUnreachable: (to: string) => boolean
}

/** A gateway for SMS that is asked by HTTP and knows the keys of whoever asks: what is asked twice is sent once. */
export interface SmsGateway extends Emulator {
  /** From now on it brings receipts, and what people write, there. */
  subscribe(url: string): void
  /** Somebody writes to us. */
  say(from: string, text: string): void
  /** What is not brought yet, or not acknowledged. */
  waiting(): number
}

type Brought =
  | { readonly kind: 'receipt'; readonly id: string; readonly status: 'delivered' | 'undeliverable' }
  | { readonly kind: 'message'; readonly id: string; readonly from: string; readonly text: string; readonly at: string }

const usual: SmsGatewaySettings = {
  token: 'of-the-gateway',
  secret: 'of-the-gateway',
  receiptAfterMilliseconds: 50,
  isUnreachable: () => false,
}
/** As many at most are in one body. */
const together = 50

/** Plays one, in the form that docs/channels.md describes. */
export async function emulateHttpSms(given: Partial<SmsGatewaySettings> = {}): Promise<SmsGateway> {
  const settings = { ...usual, ...given }
  const delivered: Delivered[] = []
  const known = new Map<string, string>()
  const timers = new Set<NodeJS.Timeout>()
  let address: string | null = null
  let [taken, said, bodies] = [0, 0, 0]

  const hooks = sendWebhooks<Brought>({
    together,
    request(things) {
      if (address === null) return null
      const receipts = things.flatMap(each => (each.kind === 'receipt' ? [{ id: each.id, status: each.status }] : []))
      const messages = things.flatMap(each =>
        each.kind === 'message' ? [{ id: each.id, from: each.from, text: each.text, at: each.at }] : [],
      )
      const body = JSON.stringify({ number: ++bodies, receipts, messages })
      const headers = { 'content-type': 'application/json', 'pulih-signature': signed(body, settings.secret) }
      return { url: address, headers, body }
    },
  })

  const take = (key: string, to: string, text: string): string => {
    const before = known.get(key)
    if (before !== undefined) return before
    const id = `gateway-${++taken}`
    known.set(key, id)
    const isUnreachable = settings.isUnreachable(to)
    if (!isUnreachable) delivered.push({ key, to, text, at: Date.now(), parts: partsOf(text, 0).length })
    const timer = setTimeout(() => {
      timers.delete(timer)
      hooks.push({ kind: 'receipt', id, status: isUnreachable ? 'undeliverable' : 'delivered' })
    }, settings.receiptAfterMilliseconds)
    timers.add(timer)
    return id
  }

  const answer = ({ method, headers, body }: Request): Reply => {
    if (method !== 'POST') return { status: 405 }
    if (headers.authorization !== `Bearer ${settings.token}`) return { status: 401 }
    const key = headers['idempotency-key']
    const { to, text } = fieldsIn(body)
    if (typeof key !== 'string' || typeof to !== 'string' || typeof text !== 'string' || text === '')
      return { status: 400 }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: take(key, to, text) }),
    }
  }

  const service = await serveHttp(answer)
  return {
    port: service.port,
    delivered,
    clear: () => void delivered.splice(0),
    behave(faults) {
      service.behave(faults)
      hooks.behave(faults)
    },
    subscribe: url => void (address = url),
    say: (from, text) =>
      hooks.push({ kind: 'message', id: `said-${++said}`, from, text, at: new Date().toISOString() }),
    waiting: () => timers.size + hooks.waiting(),
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      hooks.stop()
      await service.stop()
    },
  }
}

/** As webhooks of the house are signed; see docs/webhooks.md. */
function signed(body: string, secret: string): string {
  const time = Math.floor(Date.now() / 1_000)
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`
}

function fieldsIn(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const fields = JSON.parse(body.toString('utf8')) as unknown
    // Its fields are looked at one by one, whatever it is.
    return typeof fields === 'object' && fields !== null ? (fields as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}
