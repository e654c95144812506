import { drawing, noFaults, type Delivered, type Emulator } from '../emulator.ts'
import { serveHttp, type Reply, type Request } from './http-service.ts'
import { sendWebhooks } from './webhook-sender.ts'

export interface TelegramSettings {
  readonly token: string
  /** Telegram takes some 30 a second of a bot; null: as many as come. */
  readonly perSecond: number | null
  /** Telegram takes about one a second for one chat; null: as many as come. */
  readonly chatSeconds: number | null
  /** Milliseconds since 1970; a play that runs ahead of time has its own. */
  readonly now?: () => number
}

export interface TelegramService extends Emulator {
  /** Somebody writes to the bot, which may write to him from then on. */
  say(from: number, text: string): void
  /** Somebody wrote to the bot before the play began. */
  meet(person: number): void
  /** Anything else that happens: the fields of an update. */
  happen(update: Fields): void
  /** Somebody wants nothing more from the bot. */
  block(person: number): void
  /** Updates that nobody has confirmed. */
  readonly waiting: () => number
  /** How often it was asked for updates. */
  readonly questions: () => number
}

type Fields = Readonly<Record<string, unknown>>
type Update = Fields & { readonly update_id: number }

/** Telegram's Bot API as far as messages need it, and the people behind it. */
export async function emulateTelegram(settings: TelegramSettings): Promise<TelegramService> {
  const now = settings.now ?? Date.now
  const delivered: Delivered[] = []
  const people = new Map<number, 'knows' | 'blocked'>()
  const updates: Update[] = []
  const restOf = limiter(settings, now)
  let faults = noFaults
  let draw = drawing(faults.seed)
  let webhook: { readonly url: string; readonly secret: string | null } | null = null
  let poller: ((reply: Reply) => void) | null = null
  let count = 0
  let questions = 0

  const hooks = sendWebhooks<Update>({
    together: 1,
    request: ([update]) =>
      webhook === null
        ? null
        : {
            url: webhook.url,
            headers: {
              'content-type': 'application/json',
              ...(webhook.secret !== null && { 'x-telegram-bot-api-secret-token': webhook.secret }),
            },
            body: JSON.stringify(update),
          },
  })

  const getUpdates = ({ offset, limit, timeout }: Fields): Reply | Promise<Reply> => {
    questions++
    if (webhook !== null)
      return refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    // Whoever asks last wins.
    poller?.(
      refused(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'),
    )
    poller = null
    const confirmed = updates.findIndex(update => update.update_id >= Number(offset ?? 0))
    updates.splice(0, confirmed < 0 ? updates.length : confirmed)
    const next = (): Reply => done(updates.slice(0, Number(limit ?? 100)))
    if (updates.length > 0) return next()
    return new Promise(resolve => {
      const over = setTimeout(() => poller?.(next()), Number(timeout ?? 0) * 1_000)
      poller = reply => {
        clearTimeout(over)
        poller = null
        resolve(reply)
      }
    })
  }

  const sendMessage = ({ chat_id: to, text }: Fields): Reply => {
    if (draw() < faults.throttle) return tooMany(1)
    if (draw() < faults.fail) return refused(500, 'Internal Server Error')
    const chat = Number(to)
    if (typeof text !== 'string' || text === '') return refused(400, 'Bad Request: message text is empty')
    if (text.length > 4_096) return refused(400, 'Bad Request: message is too long')
    const person = people.get(chat)
    if (person === undefined) return refused(400, 'Bad Request: chat not found')
    if (person === 'blocked') return refused(403, 'Forbidden: bot was blocked by the user')
    const rest = restOf(chat)
    if (rest > 0) return tooMany(rest)
    delivered.push({ key: null, to: String(chat), text, at: now(), parts: 1 })
    return done({ message_id: ++count, date: seconds(), chat: { id: chat, type: 'private' }, text })
  }

  const setWebhook = ({ url, secret_token: secret }: Fields): Reply => {
    webhook = typeof url === 'string' && url !== '' ? { url, secret: typeof secret === 'string' ? secret : null } : null
    poller?.(refused(409, 'Conflict: terminated by setWebhook request'))
    if (webhook !== null) for (const update of updates.splice(0)) hooks.push(update)
    return done(true)
  }

  const methods: Readonly<Record<string, (fields: Fields) => Reply | Promise<Reply>>> = {
    getUpdates,
    sendMessage,
    setWebhook,
    deleteWebhook: () => setWebhook({}),
    getMe: () => done({ id: 1, is_bot: true, first_name: 'Pulih', username: 'pulih_bot' }),
  }

  const answer = ({ path, body }: Request): Reply | Promise<Reply> => {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? []
    if (token !== settings.token) return refused(401, 'Unauthorized')
    const asked = Object.hasOwn(methods, method) ? methods[method] : undefined
    return asked?.(fieldsIn(body)) ?? refused(404, 'Not Found')
  }

  const seconds = (): number => Math.floor(now() / 1_000)
  const happen = (fields: Fields): void => {
    const update = { update_id: ++count, ...fields }
    if (webhook !== null) return hooks.push(update)
    updates.push(update)
    poller?.(done(updates.slice(0, 100)))
  }
  const service = await serveHttp(answer)
  return {
    port: service.port,
    delivered,
    clear: () => void (delivered.length = 0),
    behave(given) {
      faults = given
      draw = drawing(given.seed)
      // Its refusals have Telegram's form, so that they are made here.
      service.behave({ ...given, throttle: 0, fail: 0 })
      hooks.behave(given)
    },
    async stop() {
      hooks.stop()
      await service.stop()
    },
    say(from, text) {
      people.set(from, 'knows')
      const chat = { id: from, type: 'private' }
      happen({ message: { message_id: ++count, from: { id: from, is_bot: false }, chat, date: seconds(), text } })
    },
    meet: person => void people.set(person, 'knows'),
    happen,
    block(person) {
      people.set(person, 'blocked')
      const chat = { id: person, type: 'private' }
      happen({ my_chat_member: { chat, from: { id: person }, date: seconds(), new_chat_member: { status: 'kicked' } } })
    },
    waiting: () => updates.length + hooks.waiting(),
    questions: () => questions,
  }
}

function done(result: unknown): Reply {
  return reply(200, { ok: true, result })
}

function refused(status: number, description: string, parameters?: object): Reply {
  return reply(status, { ok: false, error_code: status, description, ...(parameters !== undefined && { parameters }) })
}

function tooMany(seconds: number): Reply {
  return refused(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}

function reply(status: number, body: object): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function fieldsIn(body: Buffer): Fields {
  try {
    const fields = JSON.parse(body.toString('utf8')) as unknown
    // Its fields are looked at one by one, whatever it is.
    return typeof fields === 'object' && fields !== null ? (fields as Fields) : {}
  } catch {
    return {}
  }
}

/** Says for how many seconds a chat gets nothing more, or the bot says nothing more; 0: it may. */
function limiter({ perSecond, chatSeconds }: TelegramSettings, now: () => number): (chat: number) => number {
  const last = new Map<number, number>()
  let second = 0
  let taken = 0
  return chat => {
    const at = now()
    const before = last.get(chat)
    if (chatSeconds !== null && before !== undefined && at - before < chatSeconds * 1_000)
      return Math.ceil(chatSeconds - (at - before) / 1_000)
    if (Math.floor(at / 1_000) !== second) [second, taken] = [Math.floor(at / 1_000), 0]
    if (perSecond !== null && taken >= perSecond) return 1
    taken++
    if (chatSeconds !== null) last.set(chat, at)
    return 0
  }
}
