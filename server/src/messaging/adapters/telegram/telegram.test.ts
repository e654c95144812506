import { setTimeout as pause } from 'node:timers/promises'
import { emulateTelegram, noFaults, type TelegramService, type TelegramSettings } from '@pulih/rehearsal'
import { afterEach, describe, expect, test } from 'vitest'
import { openWire, type Answer, type Call } from '../../../platform/index.ts'
import type { Outside, SettingsOf } from '../adapter.ts'
import type { Outgoing, Provider } from '../provider.ts'
import { telegram } from './telegram.ts'

const token = '123456:AA-token'
const message: Outgoing = {
  key: 'pulih-7',
  to: '5',
  language: 'id',
  subject: '',
  text: 'Layanan berfungsi kembali. https://s.example.net/o/123\n',
  html: null,
  template: null,
  conversationUntil: null,
  unsubscribeUrl: null,
  expiresAt: null,
  format: null,
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function aTelegram(given: Partial<TelegramSettings> = {}): Promise<TelegramService> {
  const service = await emulateTelegram({ token, perSecond: null, chatSeconds: null, ...given })
  closing.push(() => service.stop())
  service.say(5, '/start abc')
  return service
}

function settingsOf(port: number): SettingsOf<'telegram'> {
  // With a webhook nothing is asked for: these tests are about what goes out.
  return { adapter: 'telegram', url: `http://127.0.0.1:${port}/`, token: 'token', webhookSecret: 'hook' }
}

function open(port: number, given: Partial<Outside> = {}): Provider {
  const outside: Outside = {
    atOnce: 4,
    exchange: openWire({ allowPrivate: true, timeoutSeconds: 2 }).exchange,
    secret: name => (name === 'token' ? token : 'the secret'),
    receive: () => Promise.resolve(),
    log: () => undefined,
    now: () => Temporal.Now.instant(),
    ...given,
  }
  const provider = telegram.open(settingsOf(port), outside)
  closing.push(() => provider.close())
  return provider
}

/** Answers with what a test says, and keeps what was asked. */
function scripted(...answers: readonly Answer[]) {
  const calls: Call[] = []
  const exchange = (call: Call): Promise<Answer> =>
    Promise.resolve(answers[calls.push(call) - 1] ?? { kind: 'lost', reason: 'nothing was said' })
  return { provider: open(1, { exchange }), calls }
}

const refusal = (code: number, description: string, parameters: object = {}): Answer => ({
  kind: 'answer',
  status: code,
  headers: {},
  body: JSON.stringify({ ok: false, error_code: code, description, parameters }),
})

describe('a message by Telegram', () => {
  test('is plain text without a picture of the page it names', async () => {
    const service = await aTelegram()

    expect(await open(service.port).handOver(message)).toEqual({
      kind: 'accepted',
      id: expect.stringMatching(/^5:\d+$/),
    })
    expect(service.delivered.map(({ to, text }) => [to, text])).toEqual([['5', message.text.trim()]])

    const { provider, calls } = scripted()
    await provider.handOver(message)
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      chat_id: 5,
      text: message.text.trim(),
      link_preview_options: { is_disabled: true },
    })
  })

  test('is no longer than Telegram takes', async () => {
    const service = await aTelegram()

    expect(await open(service.port).handOver({ ...message, text: 'słowo 😀 '.repeat(2_000) })).toMatchObject({
      kind: 'accepted',
    })
    expect(service.delivered[0]?.text).toMatch(/…$/)
  })

  test('goes to one person only, never to a name or a group', async () => {
    const { provider, calls } = scripted()

    for (const to of ['', '-100123', '@everybody', '5 ', '0', '1e3', '99999999999999999'])
      expect(await provider.handOver({ ...message, to })).toMatchObject({ kind: 'refused', isFinal: true })
    expect(calls).toEqual([])
  })

  test.each([
    ['he blocked the bot', refusal(403, 'Forbidden: bot was blocked by the user'), { isFinal: true, isGone: true }],
    ['he never wrote', refusal(400, 'Bad Request: chat not found'), { isFinal: true, isGone: true }],
    ['it is not liked', refusal(400, 'Bad Request: message text is empty'), { kind: 'refused', isFinal: true }],
    ['the token is none', refusal(401, 'Unauthorized'), { kind: 'refused', isFinal: false, isOurs: true }],
    ['Telegram has trouble', refusal(500, 'Internal Server Error'), { kind: 'refused', isFinal: false, isOurs: true }],
    [
      'the bot says too much',
      refusal(429, 'Too Many Requests', { retry_after: 35 }),
      { kind: 'throttled', seconds: 35 },
    ],
    ['it rests for ever', refusal(429, 'Too Many Requests', { retry_after: 1e9 }), { kind: 'throttled', seconds: 600 }],
    ['nobody is there', { kind: 'not-sent', reason: 'refused' }, { kind: 'refused', isFinal: false, isOurs: true }],
    ['the answer was lost', { kind: 'lost', reason: 'it broke' }, { kind: 'lost' }],
    ['a gateway waited in vain', { kind: 'answer', status: 502, headers: {}, body: '<html>' }, { kind: 'lost' }],
    ['something else answers', { kind: 'answer', status: 200, headers: {}, body: '"hello"' }, { kind: 'lost' }],
    [
      'a gateway is down',
      { kind: 'answer', status: 503, headers: {}, body: '' },
      { kind: 'refused', isFinal: false, isOurs: true },
    ],
  ] as const)('is told where %s', async (_, answer, outcome) => {
    const got = await scripted(answer).provider.handOver(message)
    expect(got).toMatchObject(outcome)
    expect(JSON.stringify(got)).not.toContain(token)
  })

  test('keeps only its reader waiting where he has just got another, and everybody where the bot says too much', async () => {
    let at = 1_000_000_000_000
    const service = await aTelegram({ chatSeconds: 1, perSecond: 2, now: () => at })
    service.say(6, 'hello')
    service.say(7, 'hello')
    const provider = open(service.port)
    const send = (to: string) => provider.handOver({ ...message, to })

    expect(await send('5')).toMatchObject({ kind: 'accepted' })
    expect(await send('5')).toMatchObject({ kind: 'throttled', only: 'reader' })
    expect(await send('6')).toMatchObject({ kind: 'accepted' })
    const third = await send('7')
    expect(third).toMatchObject({ kind: 'throttled', seconds: 1 })
    expect(third).not.toHaveProperty('only')
    at += 1_000
    expect(await send('5')).toMatchObject({ kind: 'accepted' })
  })

  test('whose answer was lost is a doubt, because it has arrived', async () => {
    const service = await aTelegram()
    service.behave({ ...noFaults, lose: 1 })

    expect(await open(service.port).handOver(message)).toMatchObject({ kind: 'lost' })
    expect(service.delivered).toHaveLength(1)
  })

  test('is not sent where the address of Telegram is none, and the token is not told', async () => {
    const wire = openWire({ allowPrivate: true })
    closing.push(() => wire.close())
    const settings = { ...settingsOf(1), url: 'http://[' }
    const provider = telegram.open(settings, {
      atOnce: 1,
      exchange: wire.exchange,
      secret: () => token,
      receive: () => Promise.resolve(),
      log: () => undefined,
      now: () => Temporal.Now.instant(),
    })

    const answer = await provider.handOver(message)
    expect(answer).toMatchObject({ kind: 'refused', isFinal: false })
    expect(JSON.stringify(answer)).not.toContain(token)
  })

  test('is taken slowly where the service is slow, and is sent once', async () => {
    const service = await aTelegram()
    service.behave({ ...noFaults, slow: { share: 1, milliseconds: 100 } })

    const [first] = await Promise.all([open(service.port).handOver(message), pause(50)])

    expect(first).toMatchObject({ kind: 'accepted' })
    expect(service.delivered).toHaveLength(1)
  })
})
