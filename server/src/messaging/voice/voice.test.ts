import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { decide, good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { finder } from './announcement.ts'
import { audibleTo } from './ask.ts'
import type { Speak } from './speak.ts'
import { aVoice, declared, on, wiring } from './testing/a-voice.ts'
import { readWav } from './wav.ts'

let h: Harness
const spoken: string[] = []
let isVoiceHere = true
/** A second of a tone for every text. */
const speak: Speak = (language, text) => {
  spoken.push(`${language}: ${text}`)
  const samples = Int16Array.from({ length: 22_050 }, (_, index) => 8_000 * Math.sin(index / 10))
  return Promise.resolve(isVoiceHere ? { rate: 22_050, samples } : null)
}

beforeAll(async () => {
  h = await aVoice(speak)
})
const open: string[] = []
afterEach(async () => {
  isVoiceHere = true
  for (const id of open.splice(0)) await change(id, 'retract', { reason: 'it was a test' })
  await decide(h, 'messaging.voice', on)
})

async function anOutage(element: string): Promise<string> {
  const { id, number } = await declared(h, element)
  open.push(id)
  return number
}

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

/** What he hears who calls some seconds later. */
async function ask(caller: string, more: object = {}) {
  h.clock.advance({ seconds: 3 })
  return good(await h.asKeyOf('operations').post('/voice/announcement', { caller, ...more }))
}

const nothing = { outage: null, text: null, audio: [], transfer: true }

describe('a caller', () => {
  test('hears of the outage that hits him, in his language, and gets to people afterwards', async () => {
    const outage = await anOutage('olt')

    const heard = await ask('+48500000001')
    expect(heard).toMatchObject({ outage, language: 'pl', transfer: true })
    expect(heard.text).toMatch(
      /^Dzień dobry, tu Telnet\. Państwa usługa nie działa od piętnastego września, godziny jedenastej\. .* prosimy pozostać na linii\.$/,
    )
    expect(heard.text).not.toMatch(/\d|http/)
    expect(await ask('500 000 001', { language: 'en' })).toMatchObject({
      language: 'en',
      text: expect.stringContaining('since the fifteenth of September, eleven o’clock in the morning.'),
    })
  })

  test.each([
    '225000002',
    '0225000002',
    '+48 22 500 00 02',
    '0048225000002',
    'sip:48225000002@pbx.example;user=phone',
    'tel:+48-22-500-00-02',
  ])('is known by his number as exchanges write it: %s', async caller => {
    const outage = await anOutage('olt')
    expect(await ask(caller)).toMatchObject({ outage })
  })

  test.each([
    '',
    'anonymous',
    '+48 700 000 000',
    '1',
    'anna@example.net',
    "'; drop table x",
    '\u0000',
    '٠١٢٣٤٥',
    '+'.repeat(100),
  ])('who is not known hears nothing: %j', async caller => {
    await anOutage('core')
    expect(await ask(caller)).toMatchObject(nothing)
  })

  test('whose services work hears nothing', async () => {
    await anOutage('olt')
    expect(await ask('+48500000005')).toMatchObject(nothing)
  })

  test('hears nothing of what is over, of what was none, and of what nobody confirmed', async () => {
    await anOutage('olt')
    const [id = ''] = open.splice(0)
    h.clock.advance({ minutes: 5 })
    await change(id, 'restore', { restoredAt: h.clock.now().toString() })
    expect(await ask('+48500000001')).toMatchObject(nothing)

    const suspected = { title: 'Perhaps', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
    const { id: maybe } = good(await h.as('operations').post('/outages', suspected))
    await h.runJobs()
    expect(await ask('+48500000001')).toMatchObject(nothing)
    await change(maybe, 'retract', { reason: 'it was a test' })

    await anOutage('olt')
    const [other = ''] = open.splice(0)
    await change(other, 'retract', { reason: 'a mistake' })
    expect(await ask('+48500000001')).toMatchObject(nothing)
  })

  test('hears nothing where the operator wants it so', async () => {
    await anOutage('olt')
    await decide(h, 'messaging.voice', { ...on, on: false })
    expect(await ask('+48500000001')).toMatchObject(nothing)
  })

  test('is told that the call ends where it does', async () => {
    await anOutage('olt')
    await decide(h, 'messaging.voice', { ...on, afterwards: 'hang-up' })
    const { text, transfer } = await ask('+48500000001')
    expect(transfer).toBe(false)
    expect(text).not.toContain('pozostać na linii')
  })

  test('in a storm hears what was found for the others, and three seconds later what is new', async () => {
    await anOutage('olt')
    let asked = 0
    const counting = { ...wiring, pageUrl: (platform: Harness['platform']) => (asked++, wiring.pageUrl(platform)) }
    const find = finder(counting)
    const callers = ['+48500000001', '225000002', '+48500000001', '1']
    const call = () => Promise.all(callers.map(caller => audibleTo(h.platform, find, { caller, language: null })))

    expect((await call()).map(({ text }) => text !== null)).toEqual([true, true, true, false])
    expect(asked).toBe(1)
    h.clock.advance({ seconds: 3 })
    await decide(h, 'messaging.voice', { ...on, on: false })
    expect((await call()).map(({ text }) => text)).toEqual([null, null, null, null])
  })

  test('goes on to people where something of ours fails', async () => {
    await anOutage('olt')
    const broken = { ...wiring, timeZone: () => Promise.reject(new Error('the database is away')) }
    const slow = { ...wiring, timeZone: () => new Promise<string>(() => undefined) }
    for (const each of [broken, slow])
      expect(await audibleTo(h.platform, finder(each), { caller: '+48500000001', language: null })).toMatchObject(
        nothing,
      )
  })
})

describe('an announcement', () => {
  test('is spoken before anybody calls, once in each language, and again when something else is said', async () => {
    spoken.length = 0
    await anOutage('olt')
    expect(spoken.map(each => each.slice(0, 2))).toEqual(['en', 'id', 'pl'])

    const { audio } = await ask('+48500000001')
    expect(audio.map(({ language }: { language: string }) => language)).toEqual(['pl', 'en', 'id'])
    expect(audio[0]).toMatchObject({
      seconds: 1,
      url: `https://pulih.example.net/api/v1/voice/audio/${audio[0].digest}.wav`,
    })

    const { id, headers } = await h
      .as('operations')
      .get(`/outages/${open[0]}`)
      .then(reply => ({ id: reply.body.id, headers: reply.headers }))
    const etr = h.clock.now().add({ hours: 2 }).toString()
    good(await h.as('operations').put(`/outages/${id}/etr`, { etr }, { 'if-match': String(headers['etag']) }))
    await h.runJobs()
    expect(spoken).toHaveLength(6)
    expect((await ask('+48500000001')).audio[0].digest).not.toBe(audio[0].digest)
  })

  test('is fetched by exchanges without a key, and kept by them', async () => {
    await anOutage('olt')
    const { audio } = await ask('+48500000001')
    const reply = await h.app.inject({ url: `/api/v1/voice/audio/${audio[0].digest}.wav` })

    expect(reply.statusCode).toBe(200)
    expect(reply.headers).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const { rate, samples } = readWav(reply.rawPayload)
    expect([rate, samples.length]).toEqual([8_000, 8_000])
    expect((await h.anyone.get(`/voice/audio/${'0'.repeat(64)}.wav`)).body).toMatchObject({
      code: 'messaging.audio-unknown',
    })
    expect((await h.anyone.get('/voice/audio/..%2f.wav')).status).toBe(400)
  })

  test('is a text alone where no voice is installed', async () => {
    isVoiceHere = false
    h.clock.advance({ hours: 3 })
    const outage = await anOutage('olt')
    expect(await ask('+48500000001')).toMatchObject({ outage, audio: [], text: expect.any(String) })
  })

  test('is nobody’s business who has no key for it', async () => {
    expect((await h.anyone.post('/voice/announcement', { caller: '1' })).status).toBe(401)
    expect((await h.asKeyOf('viewer').post('/voice/announcement', { caller: '1' })).status).toBe(403)
  })
})
