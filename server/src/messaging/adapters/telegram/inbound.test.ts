import { setTimeout as pause } from 'node:timers/promises'
import { emulateTelegram, noFaults, type TelegramService } from '@pulih/rehearsal'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { openWire } from '../../../platform/index.ts'
import { NotUnderstood, type Arrival, type Knock, type RawArrival } from '../door.ts'
import { openDoor } from '../../testing/a-door.ts'
import { normalise } from './normalise.ts'
import { poll, type Pace, type Polling } from './polling.ts'
import { telegram } from './telegram.ts'

const token = '123456:AA-token'
const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const quick: Pace = { longPoll: 1, afterFailure: 0.01, longest: 0.05, afterConflict: 0.3 }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function aTelegram(): Promise<TelegramService> {
  const service = await emulateTelegram({ token, perSecond: null, chatSeconds: null })
  closing.push(() => service.stop())
  return service
}

interface Office {
  readonly polling: Polling
  /** Every time something was kept, in its order. */
  readonly kept: readonly RawArrival[]
  readonly logged: readonly string[]
}

/** A process that asks. `refuse`: its database does not keep this one. */
function anOffice({ port }: { readonly port: number }, refuse: (raw: RawArrival) => boolean = () => false): Office {
  const kept: RawArrival[] = []
  const logged: string[] = []
  const receive = (raw: RawArrival): Promise<void> => {
    if (refuse(raw)) return Promise.reject(new Error('the database is away'))
    kept.push(raw)
    return Promise.resolve()
  }
  const { exchange } = openWire({ allowPrivate: true, timeoutSeconds: 5, answerBytes: 1_000 })
  const log = (says: string): void => void logged.push(says)
  const polling = poll({ url: `http://127.0.0.1:${port}` }, token, { exchange, receive, log }, quick)
  closing.push(() => polling.stop())
  return { polling, kept, logged }
}

function understood(update: unknown, bot = '123456'): readonly Arrival[] {
  const body = Buffer.from(typeof update === 'string' ? update : JSON.stringify(update))
  // This one answers at once.
  return normalise({ key: '', contentType: '', headers: { bot }, body }, now) as readonly Arrival[]
}
const textsOf = (kept: readonly RawArrival[]): readonly string[] =>
  kept.flatMap(({ body }) =>
    understood(body.toString()).flatMap(arrival => (arrival.kind === 'message' ? arrival.text : [])),
  )

describe('asking Telegram for what people wrote', () => {
  test('hears it in its order, each once, also what is longer than answers usually are', async () => {
    const service = await aTelegram()
    const { kept } = anOffice(service)
    const texts = ['/start abc', 'STATUS', 'internet mati '.repeat(200)]

    for (const text of texts) {
      service.say(5, text)
      await pause(20)
    }
    await until(() => service.waiting() === 0)

    expect(textsOf(kept)).toEqual(texts)
  })

  test('confirms nothing that is not kept, and asks for it again', async () => {
    const service = await aTelegram()
    let isAway = true
    const { kept, polling } = anOffice(service, ({ body }) => isAway && body.includes('two'))
    for (const text of ['one', 'two', 'three']) service.say(5, text)

    await until(() => polling.trouble() !== null)
    expect(textsOf(kept)).toEqual(['one'])
    await pause(100)
    expect(service.waiting()).toBe(2)
    isAway = false
    await until(() => service.waiting() === 0)

    expect(textsOf(kept)).toEqual(['one', 'two', 'three'])
    expect(polling.trouble()).toBeNull()
  })

  test('is done by one of several processes, the others wait, and one that ends is followed', async () => {
    const service = await aTelegram()
    const offices = [anOffice(service), anOffice(service), anOffice(service)]
    const before = service.questions()
    const began = performance.now()

    for (let said = 0; said < 20; said++) {
      service.say(5, `word ${said}`)
      await pause(50)
    }
    await until(() => service.waiting() === 0)
    // A question for each word, and two for each time that one of three has rested its 0.3 seconds or more.
    const meetings = (3 * (performance.now() - began)) / 300
    expect(service.questions() - before).toBeLessThan(25 + 2 * meetings)
    await offices[0]?.polling.stop()
    await offices[1]?.polling.stop()
    service.say(5, 'the last')
    await until(() => service.waiting() === 0)

    const all = offices.flatMap(({ kept }) => kept)
    expect(new Set(all.map(({ key }) => key)).size).toBe(21)
    expect(offices.flatMap(({ logged }) => logged).every(says => !says.includes(token))).toBe(true)
  })

  test('says why it hears nothing, once, and goes on when that has passed', async () => {
    const service = await aTelegram()
    const url = `http://127.0.0.1:${service.port}/bot${token}`
    await fetch(`${url}/setWebhook`, { method: 'POST', body: JSON.stringify({ url: 'http://127.0.0.1:1/' }) })
    const { polling, logged } = anOffice(service)

    await until(() => polling.trouble() !== null)
    expect(polling.trouble()).toContain('webhook')
    await pause(700)
    expect(logged).toHaveLength(1)
    await fetch(`${url}/deleteWebhook`, { method: 'POST' })
    await until(() => polling.trouble() === null)
  })

  test('makes no storm where it is refused, or answered at once with nothing', async () => {
    let questions = 0
    const asking = (body: object): Polling => {
      questions = 0
      const exchange = () => {
        questions++
        return Promise.resolve({ kind: 'answer', status: 200, headers: {}, body: JSON.stringify(body) } as const)
      }
      const polling = poll(
        { url: 'http://telegram.example' },
        token,
        { exchange, receive: () => Promise.resolve(), log: () => undefined },
        quick,
      )
      closing.push(() => polling.stop())
      return polling
    }
    for (const body of [
      { ok: true, result: [] },
      { ok: true, result: 7 },
      { ok: false, error_code: 401, description: 'no' },
      [1],
    ]) {
      const began = performance.now()
      const polling = asking(body)
      await pause(200)
      await polling.stop()
      expect(questions).toBeLessThan(6 + (performance.now() - began) / 40)
    }
  })

  test('ends at once when it is to end, in the middle of waiting', async () => {
    const service = await aTelegram()
    const { polling } = anOffice(service)
    await until(() => service.questions() > 0)

    const began = performance.now()
    await polling.stop()

    expect(performance.now() - began).toBeLessThan(500)
  })

  test('hears all of it from a service that is slow, loses answers and fails', async () => {
    const service = await aTelegram()
    service.behave({ ...noFaults, seed: 7, lose: 0.3, slow: { share: 0.3, milliseconds: 20 } })
    const { kept } = anOffice(service)

    for (let said = 0; said < 30; said++) service.say(5, `word ${said}`)
    await until(() => service.waiting() === 0)

    expect(new Set(textsOf(kept)).size).toBe(30)
  })
})

describe('the door for Telegram', () => {
  const settings = {
    adapter: 'telegram',
    url: 'https://telegram.example',
    token: 'token',
    webhookSecret: 'hook',
  } as const
  const knock = (headers: Readonly<Record<string, string>>, body = '{"update_id":7}'): Knock => ({
    method: 'POST',
    query: {},
    headers,
    body: Buffer.from(body),
  })
  const verdictOf = (given: Knock, webhookSecret: string | null = 'hook') =>
    telegram.door?.verify(given, { ...settings, webhookSecret }, () => 'the secret', now).kind

  test('lets in who knows the secret, and nobody where there is none', () => {
    const known = { 'x-telegram-bot-api-secret-token': 'the secret' }

    expect(verdictOf(knock(known))).toBe('genuine')
    expect(verdictOf({ ...knock(known), method: 'GET' })).toBe('forged')
    expect(verdictOf(knock({ 'x-telegram-bot-api-secret-token': 'the secre' }))).toBe('forged')
    expect(verdictOf(knock({}))).toBe('forged')
    expect(verdictOf(knock(known), null)).toBe('forged')
  })

  test('keeps an update under its number, however its body is written', () => {
    const keyOf = (body: string, of = token) => telegram.door?.keep(knock({}, body), settings, () => of).key

    expect(keyOf('{"update_id":7}')).toBe('update-123456-7')
    expect(keyOf('{ "update_id": 7, "message": {} }')).toBe('update-123456-7')
    expect(keyOf('{"update_id":7}', '777:another bot')).toBe('update-777-7')
    expect(keyOf('{')).toMatch(/^[0-9a-f]{64}$/)
  })

  test('is what Telegram brings things to where it is told of it, again until they are kept', async () => {
    const service = await aTelegram()
    let refusals = 2
    const { url, kept, arrivals, close } = await openDoor(
      telegram,
      settings,
      () => 'the secret',
      () => refusals-- > 0,
    )
    closing.push(close)
    const method = `http://127.0.0.1:${service.port}/bot${token}/setWebhook`
    service.say(5, 'before')
    await fetch(method, { method: 'POST', body: JSON.stringify({ url, secret_token: 'the secret' }) })
    service.behave({ ...noFaults, duplicate: 1 })
    service.say(5, 'after')
    service.block(5)
    await until(() => service.waiting() === 0)

    expect(kept.size).toBe(3)
    expect(await arrivals()).toMatchObject([{ text: 'before' }, { text: 'after' }, { kind: 'stopped', address: '5' }])
  })
})

describe('what came from Telegram', () => {
  const chat = { id: 5, type: 'private' }
  const message = { message_id: 7, from: { id: 5 }, chat, date: 1_790_000_000, text: '/start abc-123' }

  test('is a message as it was written', () => {
    expect(understood({ update_id: 1, message })).toEqual([
      {
        kind: 'message',
        id: '123456:5:7',
        from: '5',
        subject: null,
        text: '/start abc-123',
        at: Temporal.Instant.fromEpochMilliseconds(1_790_000_000_000),
        isAutomatic: false,
      },
    ])
    const { text: _, ...picture } = { ...message, photo: [], caption: 'look' }
    expect(understood({ update_id: 1, message: picture })).toMatchObject([{ text: '[photo] look' }])
    expect(understood({ update_id: 1, message: { ...message, from: { id: 6, is_bot: true } } })).toMatchObject([
      { isAutomatic: true },
    ])
  })

  test('through another bot is another message, though its chat and its number are the same', () => {
    expect(understood({ update_id: 1, message }, '777')).toMatchObject([{ id: '777:5:7', from: '5' }])
  })

  test('means nothing where it was edited, or said in a group or a channel', () => {
    expect(understood({ update_id: 1, edited_message: message })).toEqual([])
    expect(understood({ update_id: 1, message: { ...message, chat: { id: -100, type: 'supergroup' } } })).toEqual([])
    expect(understood({ update_id: 1, channel_post: message })).toEqual([])
  })

  test('says who wants no more', () => {
    const blocked = { chat, from: { id: 5 }, date: 1, new_chat_member: { status: 'kicked' } }
    expect(understood({ update_id: 1, my_chat_member: blocked })).toEqual([{ kind: 'stopped', address: '5' }])
    const back = { ...blocked, new_chat_member: { status: 'member' } }
    expect(understood({ update_id: 1, my_chat_member: back })).toEqual([])
  })

  test.each(['', '[]', '{}', '{"update_id":"1"}', 'null', '{'])('is not understood where it is %j', body => {
    expect(() => understood(body)).toThrow(NotUnderstood)
  })

  test('does no harm whatever its fields hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), fc.string(), (foreign, other, words) => {
        const updates = [
          { message: foreign },
          { message: { ...message, chat: foreign } },
          { message: { ...message, text: other, date: foreign, message_id: other } },
          { message: { ...message, text: words } },
          { my_chat_member: { chat: other, new_chat_member: foreign } },
        ]
        for (const update of updates)
          expect(JSON.stringify(understood({ update_id: 1, ...update }))).not.toContain('\\u0000')
      }),
      { numRuns: 100 },
    )
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 10_000) throw new Error('it does not come')
    await pause(10)
  }
}
