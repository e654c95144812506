import { setTimeout as pause } from 'node:timers/promises'
import { languages } from '@pulih/kernel'
import { noticeKinds, whatsappTemplateName, whatsappTemplateText } from '@pulih/notices'
import { emulateGraph, noFaults, type Graph, type GraphSettings } from '@pulih/rehearsal'
import { afterEach, describe, expect, test } from 'vitest'
import { openWire, type Answer, type Call } from '../../../platform/index.ts'
import type { Outside, SettingsOf } from '../adapter.ts'
import type { Outgoing, Provider } from '../provider.ts'
import { openDoor, type OpenDoor } from '../../testing/a-door.ts'
import { whatsapp } from './whatsapp.ts'

const secrets: Readonly<Record<string, string>> = { token: 'EAA-token', app: 'app secret', verify: 'verify word' }
const secret = (name: string): string => secrets[name] ?? ''
const facts = {
  sender: 'Telnet',
  since: '22 Nov, 08:10',
  until: '22 Nov, 18:00',
  restoredAt: '22 Nov, 10:00',
  length: '2 hrs',
  number: 'OUT-000123',
  words: 'Our people\nare there.',
  amount: 'PLN 12.00',
  reason: 'Art. 105.',
  url: 'https://s.example.net/o/123',
}
const message: Outgoing = {
  key: 'pulih-7',
  to: '+48 600 100 200',
  language: 'en',
  subject: '',
  text: 'It works again.',
  html: null,
  template: { kind: 'first', facts },
  conversationUntil: null,
  unsubscribeUrl: null,
  expiresAt: null,
  format: null,
}
const inConversation = { conversationUntil: Temporal.Now.instant().add({ hours: 5 }) }

const approved = languages.flatMap(language =>
  noticeKinds.map(kind => ({
    name: whatsappTemplateName('pulih', kind),
    language,
    text: whatsappTemplateText(kind, language),
    isApproved: true,
  })),
)

const codes = [
  { name: 'pulih_code', language: 'en' as const, text: '{{1}} is your code.', isApproved: true, isCode: true as const },
]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function aGraph(given: Partial<GraphSettings> = {}): Promise<Graph> {
  const graph = await emulateGraph({
    token: secret('token'),
    appSecret: secret('app'),
    phoneNumberId: '99',
    templates: approved,
    perSecond: null,
    pairSeconds: null,
    ...given,
  })
  closing.push(() => graph.stop())
  return graph
}

function settingsOf(port: number): SettingsOf<'whatsapp'> {
  return {
    adapter: 'whatsapp',
    url: `http://127.0.0.1:${port}/v23.0`,
    phoneNumberId: '99',
    token: 'token',
    appSecret: 'app',
    verifyToken: 'verify',
    templatePrefix: 'pulih',
  }
}

function outside(given: Partial<Outside> = {}): Outside {
  const wire = openWire({ allowPrivate: true, timeoutSeconds: 2 })
  return {
    atOnce: 4,
    exchange: wire.exchange,
    secret,
    receive: () => Promise.resolve(),
    log: () => undefined,
    now: () => Temporal.Now.instant(),
    ...given,
  }
}

const provider = ({ port }: { readonly port: number }): Provider => whatsapp.open(settingsOf(port), outside())

/** Answers with what a test says, and keeps what was asked. */
function scripted(...answers: readonly (Answer | { readonly code: number; readonly status?: number })[]) {
  const calls: Call[] = []
  const exchange = (call: Call): Promise<Answer> => {
    const answer = answers[calls.push(call) - 1] ?? answers[0] ?? { kind: 'lost', reason: 'nothing was said' }
    if ('kind' in answer) return Promise.resolve(answer)
    const error = { code: answer.code, message: `words with ${secret('token')}` }
    return Promise.resolve({
      kind: 'answer',
      status: answer.status ?? 400,
      headers: {},
      body: JSON.stringify({ error }),
    })
  }
  return { provider: whatsapp.open(settingsOf(1), outside({ exchange })), calls }
}

describe('a message by WhatsApp', () => {
  test.each(languages)('goes as the approved text in the language of its reader: %s', async language => {
    const graph = await aGraph()
    for (const kind of noticeKinds)
      expect(await provider(graph).handOver({ ...message, language, template: { kind, facts } })).toMatchObject({
        kind: 'accepted',
        id: expect.stringMatching(/^wamid\./),
      })

    expect(graph.delivered.map(({ to, key }) => [to, key])).toEqual(noticeKinds.map(() => ['48600100200', 'pulih-7']))
    expect(graph.delivered.every(({ text }) => text.includes('Telnet') && !/[{}\n]|undefined/.test(text))).toBe(true)
  })

  test('says that it is not known how long it takes where it is not', async () => {
    const graph = await aGraph()

    await provider(graph).handOver(message)

    expect(graph.delivered[0]?.text).toBe(
      'Good day, this is Telnet. There is an outage or a disturbance of the service since 22 Nov, 08:10. Its number is OUT-000123. ' +
        'We expect it to end by: not known yet. The latest news: https://s.example.net/o/123 To get no more of these messages, answer STOP.',
    )
  })

  test('is free text for whoever wrote within a day', async () => {
    const graph = await aGraph()
    graph.say('48600100200', 'STATUS')

    expect(await provider(graph).handOver({ ...message, ...inConversation, template: null })).toMatchObject({
      kind: 'accepted',
    })
    expect(graph.delivered[0]?.text).toBe('It works again.')
  })

  test('goes as the approved text at once where the day was over a moment before we thought so', async () => {
    const graph = await aGraph()

    expect(await provider(graph).handOver({ ...message, ...inConversation })).toMatchObject({ kind: 'accepted' })
    expect(graph.delivered).toHaveLength(1)
    expect(graph.delivered[0]?.text).toContain('OUT-000123')
  })

  test('is refused for good where nothing approved may be said, or it would have a gap', async () => {
    const { provider: asked, calls } = scripted()
    const isFinal = { kind: 'refused', isFinal: true }

    expect(await asked.handOver({ ...message, template: null })).toMatchObject(isFinal)
    expect(
      await asked.handOver({ ...message, template: { kind: 'first', facts: { ...facts, since: ' ' } } }),
    ).toMatchObject({
      ...isFinal,
      reason: expect.stringContaining('since'),
    })
    for (const to of ['', 'anna@example.com', '+48', '1/../../99', '0600100200x'])
      expect(await asked.handOver({ ...message, to })).toMatchObject(isFinal)
    expect(calls).toEqual([])
  })

  test('reaches whoever shows no number by the name that WhatsApp has for him', async () => {
    const { provider: asked, calls } = scripted({ code: 131_026 })

    await asked.handOver({ ...message, to: 'PL.13449081123' })

    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ recipient: 'PL.13449081123' })
    expect(calls[0]?.body).not.toContain('"to"')
  })

  test.each([
    ['everybody waits where too much is sent', { code: 130_429, status: 429 }, { kind: 'throttled', seconds: 5 }],
    ['everybody waits where the account sent too much', { code: 80_007 }, { kind: 'throttled' }],
    ['everybody waits for long where people called it spam', { code: 131_048 }, { kind: 'throttled', seconds: 300 }],
    ['only the reader waits where too much went to him', { code: 131_056 }, { kind: 'throttled', only: 'reader' }],
    ['the number has no WhatsApp', { code: 131_026 }, { kind: 'refused', isFinal: true }],
    ['Meta chose not to bring it', { code: 131_049 }, { kind: 'refused', isFinal: true }],
    ['the reader wants no more', { code: 131_050 }, { kind: 'refused', isFinal: true }],
    ['there is no such template', { code: 132_001, status: 404 }, { kind: 'refused', isFinal: true }],
    ['Meta has trouble of its own', { code: 131_000, status: 500 }, { kind: 'refused', isFinal: false }],
    [
      'Meta has trouble and calls it a mistake of ours',
      { code: 131_016, status: 400 },
      { kind: 'refused', isFinal: false },
    ],
    ['the token has expired', { code: 190, status: 401 }, { kind: 'refused', isFinal: false, isOurs: true }],
    [
      'the service is not there',
      { kind: 'not-sent', reason: 'refused' },
      { kind: 'refused', isFinal: false, isOurs: true },
    ],
    ['the answer was lost', { kind: 'lost', reason: 'it broke' }, { kind: 'lost' }],
    ['a gateway waited in vain', { kind: 'answer', status: 504, headers: {}, body: '<html>' }, { kind: 'lost' }],
    [
      'a gateway wants less',
      { kind: 'answer', status: 429, headers: { 'retry-after': '9' }, body: '' },
      { seconds: 9 },
    ],
    [
      'it is taken without an id',
      { kind: 'answer', status: 200, headers: {}, body: '[]' },
      { kind: 'accepted', id: null },
    ],
  ] as const)('is told where %s', async (_, answer, outcome) => {
    expect(await scripted(answer).provider.handOver(message)).toMatchObject(outcome)
  })

  test('that the token is refused is told to staff, and the token to nobody', async () => {
    const { provider: asked } = scripted({ code: 190, status: 401 })

    const answer = await asked.handOver(message)

    expect(asked.health?.()).toContain('190')
    expect(JSON.stringify([answer, asked.health?.()])).not.toContain(secret('token'))
  })

  test('keeps to what the service takes of one number and for one reader', async () => {
    let at = 1_000_000_000_000
    const graph = await aGraph({ perSecond: 2, pairSeconds: 6, now: () => at })
    const send = (to: string) => provider(graph).handOver({ ...message, to })

    expect(await send('48600100201')).toMatchObject({ kind: 'accepted' })
    expect(await send('48600100201')).toMatchObject({ kind: 'throttled', only: 'reader' })
    expect(await send('48600100202')).toMatchObject({ kind: 'accepted' })
    const third = await send('48600100203')
    expect(third).toMatchObject({ kind: 'throttled' })
    expect(third).not.toHaveProperty('only')
    at += 6_000
    expect(await send('48600100201')).toMatchObject({ kind: 'accepted' })
  })

  test('that Meta did not approve is not sent, and its answer lost is a doubt', async () => {
    const unapproved = await aGraph({ templates: approved.map(template => ({ ...template, isApproved: false })) })
    expect(await provider(unapproved).handOver(message)).toMatchObject({ kind: 'refused', isFinal: true })

    const graph = await aGraph()
    graph.behave({ ...noFaults, lose: 1 })
    expect(await provider(graph).handOver(message)).toMatchObject({ kind: 'lost' })
    expect(graph.delivered).toHaveLength(1)
  })
})

describe('a code by WhatsApp', () => {
  const code = { ...message, text: '123456: your code', template: null, code: '123456' }
  const withTemplate = (graph: Graph) =>
    whatsapp.open({ ...settingsOf(graph.port), codeTemplate: 'pulih_code' }, outside())

  test('goes in the template of codes to whoever has not written', async () => {
    const graph = await aGraph({ templates: codes })

    expect(await withTemplate(graph).handOver(code)).toMatchObject({ kind: 'accepted' })
    expect(graph.delivered.map(({ text }) => text)).toEqual(['123456 is your code.'])
  })

  test('goes as it is written to whoever has, and nowhere without a template', async () => {
    const graph = await aGraph({ templates: codes })

    expect(await provider(graph).handOver(code)).toMatchObject({ kind: 'refused', isFinal: true })
    graph.say('48600100200', 'hello')
    expect(await withTemplate(graph).handOver({ ...code, ...inConversation })).toMatchObject({ kind: 'accepted' })
    expect(graph.delivered.map(({ text }) => text)).toEqual(['123456: your code'])
  })
})

describe('what Meta brings', () => {
  test('settles by our key a message whose answer was lost, comes twice, late and in any order, and holds what people wrote', async () => {
    const graph = await aGraph()
    const { url, arrivals } = await ourDoor()
    expect(await graph.subscribe(url, 'wrong')).toBe(false)
    expect(await graph.subscribe(url, secret('verify'))).toBe(true)
    graph.behave({ ...noFaults, lose: 1, duplicate: 0.5, reorder: 0.5, slow: { share: 0.5, milliseconds: 50 } })

    await provider(graph).handOver(message)
    graph.say('48600100200', 'STATUS')
    await until(() => graph.waiting() === 0)

    const receipts = (await arrivals()).filter(arrival => arrival.kind === 'receipt')
    expect(new Set(receipts.map(({ providerId }) => providerId))).toEqual(new Set(['pulih-7']))
    expect(new Set(receipts.map(({ says }) => says))).toEqual(new Set(['sent', 'delivered', 'read']))
    expect((await arrivals()).find(arrival => arrival.kind === 'message')).toMatchObject({
      from: '48600100200',
      text: 'STATUS',
    })
  })

  test('comes again until it is kept', async () => {
    const graph = await aGraph()
    let refusals = 3
    const { url, arrivals } = await ourDoor(() => refusals-- > 0)
    await graph.subscribe(url, secret('verify'))

    graph.say('48600100200', 'STATUS')
    await until(() => graph.waiting() === 0)

    expect(await arrivals()).toHaveLength(1)
  })

  test('says that a reader wants no more', async () => {
    const graph = await aGraph()
    const { url, arrivals } = await ourDoor()
    await graph.subscribe(url, secret('verify'))
    graph.failAfterwards('48600100200', 131_050)

    await provider(graph).handOver(message)
    await until(() => graph.waiting() === 0)

    expect(graph.delivered).toEqual([])
    expect(await arrivals()).toEqual([
      { kind: 'receipt', providerId: 'pulih-7', says: 'undeliverable', reason: '131050: It cannot be delivered' },
      { kind: 'stopped', address: '48600100200' },
    ])
  })
})

/** Our side of it. `isBusy`: it cannot keep anything just now. */
async function ourDoor(isBusy?: () => boolean): Promise<OpenDoor> {
  const door = await openDoor(whatsapp, settingsOf(1), secret, isBusy)
  closing.push(() => door.close())
  return door
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 10_000) throw new Error('it does not come')
    await pause(10)
  }
}
