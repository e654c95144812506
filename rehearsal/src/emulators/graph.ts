import { createHmac } from 'node:crypto'
import { drawing, noFaults, type Delivered, type Emulator } from '../emulator.ts'
import { graphError, readSend, type Refusal, type Template } from './graph-message.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'
import { sendWebhooks } from './webhook-sender.ts'

export interface GraphSettings {
  readonly token: string
  readonly appSecret: string
  readonly phoneNumberId: string
  readonly templates: readonly Template[]
  /** Meta takes 80 a second of a number unless it was asked for more; null: as many as come. */
  readonly perSecond: number | null
  /** Meta takes one each six seconds for one reader; null: as many as come. */
  readonly pairSeconds: number | null
  /** Milliseconds since 1970; a play that runs ahead of time has its own. */
  readonly now?: () => number
}

export interface Graph extends Emulator {
  /** Asks the address whether it is ours, as Meta does before it brings anything there, and says whether it was. */
  subscribe(url: string, verifyToken: string): Promise<boolean>
  /** Somebody writes to us; says by which id. */
  say(from: string, text: string): string
  /** Somebody sends something else than text: the fields that Meta has for it. */
  send(from: string, message: Readonly<Record<string, unknown>>): string
  /** From now on what is for this reader is taken, and fails afterwards with this number. */
  failAfterwards(to: string, code: number): void
  /** Receipts and messages that nobody has acknowledged yet. */
  readonly waiting: () => number
}

const dayMilliseconds = 24 * 3_600_000

/** The part of Meta's Graph API that WhatsApp Business uses for messages, and the people behind it, who read at once what they get. */
export async function emulateGraph(settings: GraphSettings): Promise<Graph> {
  const now = settings.now ?? Date.now
  const delivered: Delivered[] = []
  const wrote = new Map<string, number>()
  const failing = new Map<string, number>()
  const isTooFast = limiter(settings, now)
  let faults = noFaults
  let draw = drawing(faults.seed)
  let webhook: string | null = null
  let count = 0

  const nextId = (): string => `wamid.${Buffer.from(`pulih ${++count}`).toString('base64url')}`
  const hooks = sendWebhooks<Happening>({
    together: 50,
    request: things => (webhook === null ? null : { url: webhook, ...notification(settings, things) }),
  })
  const seconds = (): string => String(Math.floor(now() / 1_000))
  const report = (id: string, to: string, key: string | null): void => {
    const status = (says: string, errors?: readonly object[]): void =>
      hooks.push({
        kind: 'statuses',
        thing: {
          id,
          status: says,
          timestamp: seconds(),
          recipient_id: to,
          ...(key !== null && { biz_opaque_callback_data: key }),
          ...(errors !== undefined && { errors }),
        },
      })
    const code = failing.get(to)
    if (code !== undefined) return status('failed', [{ code, title: 'It cannot be delivered' }])
    for (const says of ['sent', 'delivered', 'read']) status(says)
  }

  const answer = ({ method, path, headers, body }: Request): Reply => {
    if (headers.authorization !== `Bearer ${settings.token}`) return graphError(401, 190, 'Invalid OAuth access token')
    if (method !== 'POST' || !path.endsWith(`/${settings.phoneNumberId}/messages`))
      return graphError(404, 100, 'Unknown path')
    if (draw() < faults.throttle) return graphError(429, 130_429, 'Rate limit hit')
    if (draw() < faults.fail) return graphError(500, 131_000, 'Something went wrong')
    const read = readSend(body.toString('utf8'), settings.templates)
    if ('status' in read) return refuse(read)
    const { to, key, text, isFree } = read
    const last = wrote.get(to)
    if (isFree && (last === undefined || now() - last >= dayMilliseconds))
      return graphError(400, 131_047, 'Re-engagement message')
    const limit = isTooFast(to)
    if (limit !== null) return refuse(limit)
    const id = nextId()
    if (!failing.has(to)) delivered.push({ key, to, text, at: now(), parts: 1 })
    report(id, to, key)
    const contacts = [{ input: to, wa_id: to }]
    return {
      status: 200,
      body: JSON.stringify({ messaging_product: 'whatsapp', contacts, messages: [{ id }] }),
    }
  }

  const service = await serveHttp(answer)
  const send: Graph['send'] = (from, message) => {
    const id = nextId()
    wrote.set(from, now())
    hooks.push({ kind: 'messages', thing: { from, id, timestamp: seconds(), ...message } })
    return id
  }
  return {
    port: service.port,
    delivered,
    clear: () => void (delivered.length = 0),
    behave(given) {
      faults = given
      draw = drawing(given.seed)
      // Its refusals have Meta's form, so that they are made here.
      service.behave({ ...given, throttle: 0, fail: 0 })
      hooks.behave(given)
    },
    async stop() {
      hooks.stop()
      await service.stop()
    },
    async subscribe(url, verifyToken) {
      const challenge = String(100_000 + Math.floor(draw() * 900_000))
      const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': challenge }
      const reply = await fetch(`${url}?${new URLSearchParams(query).toString()}`)
      const isOurs = reply.ok && (await reply.text()) === challenge
      webhook = isOurs ? url : null
      return isOurs
    },
    say: (from, text) => send(from, { type: 'text', text: { body: text } }),
    send,
    failAfterwards: (to, code) => void failing.set(to, code),
    waiting: hooks.waiting,
  }
}

interface Happening {
  readonly kind: 'statuses' | 'messages'
  readonly thing: Readonly<Record<string, unknown>>
}

/** Meta's form of several things in one body, signed. */
function notification({ phoneNumberId, appSecret }: GraphSettings, things: readonly Happening[]) {
  const metadata = { display_phone_number: '48220000000', phone_number_id: phoneNumberId }
  const changes = (['messages', 'statuses'] as const).flatMap(kind => {
    const ofKind = things.filter(thing => thing.kind === kind).map(({ thing }) => thing)
    return ofKind.length === 0
      ? []
      : [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, [kind]: ofKind } }]
  })
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] })
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } }
}

function refuse({ status, code, says }: Refusal): Reply {
  return graphError(status, code, says)
}

/** Counts what is taken in each second, and when each reader got something last. */
function limiter({ perSecond, pairSeconds }: GraphSettings, now: () => number): (to: string) => Refusal | null {
  const last = new Map<string, number>()
  let second = 0
  let taken = 0
  return to => {
    const at = now()
    const before = last.get(to)
    if (pairSeconds !== null && before !== undefined && at - before < pairSeconds * 1_000)
      return { status: 400, code: 131_056, says: 'Pair rate limit hit' }
    if (Math.floor(at / 1_000) !== second) [second, taken] = [Math.floor(at / 1_000), 0]
    if (perSecond !== null && taken >= perSecond) return { status: 429, code: 130_429, says: 'Rate limit hit' }
    taken++
    if (pairSeconds !== null) last.set(to, at)
    return null
  }
}
