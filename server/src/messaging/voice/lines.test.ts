import { connect } from 'node:net'
import { once } from 'node:events'
import { assert, property, string, uint8Array } from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { VoiceAnnouncement } from '@pulih/contracts'
import { emulateAsterisk, emulateFreeSwitch, noFaults, type Asterisk } from '@pulih/rehearsal'
import { openAsterisk } from './ari.ts'
import { eventIn } from './ari-events.ts'
import { execute, frameReader, headersIn } from './esl-frames.ts'
import { openFreeSwitch } from './esl.ts'
import type { Hear, Line } from './line.ts'

const url = `https://pulih.example.net/api/v1/voice/audio/${'a'.repeat(64)}.wav`
const heard: VoiceAnnouncement = {
  outage: 'OUT-000123',
  language: 'pl',
  text: 'Dzień dobry.',
  audio: [{ language: 'pl', url, digest: 'a'.repeat(64), seconds: 0.02 }],
  transfer: true,
}
const nothing: VoiceAnnouncement = { outage: null, language: 'pl', text: null, audio: [], transfer: true }
const hear: Hear = ({ caller }) => Promise.resolve(caller === '500000001' ? heard : nothing)

const open: (() => Promise<unknown>)[] = []
const said: string[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
  said.length = 0
})

describe('a call that Asterisk gives us', () => {
  const login = { application: 'pulih', user: 'pulih', password: 'quite secret' }

  async function aPbx(given: Hear = hear): Promise<{ pbx: Asterisk; line: Line }> {
    const pbx = await emulateAsterisk(login)
    const settings = { ...login, url: `http://127.0.0.1:${pbx.port}/ari` }
    const line = openAsterisk(settings, given, text => said.push(text))
    open.push(
      () => pbx.stop(),
      () => line.close(),
    )
    await vi.waitFor(() => expect(pbx.isHeard()).toBe(true))
    return { pbx, line }
  }

  test('hears of its outage and goes on to people', async () => {
    const { pbx } = await aPbx()
    expect(await pbx.call('500000001')).toEqual({
      played: [url],
      variables: { PULIH_OUTAGE: 'OUT-000123' },
      ended: 'with-people',
    })
  })

  test('hears nothing where there is nothing, and goes on at once', async () => {
    const { pbx } = await aPbx()
    expect(await pbx.call('anonymous')).toEqual({ played: [], variables: {}, ended: 'with-people' })
  })

  test('ends where the operator wants it so', async () => {
    const { pbx } = await aPbx(() => Promise.resolve({ ...heard, transfer: false }))
    expect(await pbx.call('500000001')).toMatchObject({ played: [url], ended: 'hung-up' })
  })

  test('says in which language it wants to hear', async () => {
    const wanted: unknown[] = []
    const { pbx } = await aPbx(caller => (wanted.push(caller), Promise.resolve(nothing)))
    await pbx.call('1', { args: ['pl'] })
    await pbx.call('2', { args: ['xx'] })
    expect(wanted).toEqual([
      { caller: '1', language: 'pl' },
      { caller: '2', language: null },
    ])
  })

  test('goes on to people where the sound cannot be played', async () => {
    const { pbx } = await aPbx()
    pbx.behave({ ...noFaults, fail: 0.5, seed: 7 })
    const stories = await Promise.all(Array.from({ length: 12 }, () => pbx.call('500000001', { patience: 1_000 })))
    pbx.behave(noFaults)

    expect(stories.filter(({ ended }) => ended === 'hung-up')).toEqual([])
    expect(said.length).toBeGreaterThan(0)
    expect(said.join()).not.toMatch(/quite secret|500000001|\d{9}/)
  })

  test('that was with us when the line broke goes on as soon as it stands again', async () => {
    const { pbx } = await aPbx(() => new Promise(() => undefined))
    const call = pbx.call('500000001')
    const line = open.pop()
    pbx.cut()
    // Whoever takes over knows nothing of the call.
    const settings = { ...login, url: `http://127.0.0.1:${pbx.port}/ari` }
    const next = openAsterisk(settings, hear, () => undefined)
    open.push(
      () => next.close(),
      async () => line?.(),
    )

    expect(await call).toMatchObject({ ended: 'with-people' })
  })

  test('is given back when the line is closed', async () => {
    const { pbx, line } = await aPbx(() => new Promise(() => undefined))
    const call = pbx.call('500000001')
    await new Promise(resolve => setTimeout(resolve, 50))
    await line.close()
    expect(await call).toMatchObject({ ended: 'with-people' })
  })

  test('is not given to whoever has not the password', async () => {
    const { pbx } = await aPbx()
    const settings = { ...login, password: 'wrong', url: `http://127.0.0.1:${pbx.port}/ari` }
    const stranger = openAsterisk(settings, hear, text => said.push(text))
    await vi.waitFor(() => expect(said.join()).toContain('the line is down'))
    expect(said.join()).not.toContain('wrong')
    await stranger.close()
  })

  test('may be described by anything at all', () => {
    assert(
      property(string({ maxLength: 100 }), text => {
        expect(eventIn(text)).toBeNull()
        const odd = { type: 'StasisStart', channel: { id: `../${text}`, caller: text }, args: text }
        expect(eventIn(JSON.stringify(odd))).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})

describe('a call that FreeSWITCH asks about', () => {
  async function aPort(given: Hear = hear, from = ['127.0.0.1']): Promise<number> {
    const line = await openFreeSwitch({ host: '127.0.0.1', port: 0, from }, given, text => said.push(text))
    open.push(() => line.close())
    return line.port
  }

  test('hears of its outage and goes on to people', async () => {
    const story = await emulateFreeSwitch(await aPort()).call('500000001')
    expect(story).toEqual({
      played: [url],
      variables: { socket_resume: 'true', pulih_outage: 'OUT-000123' },
      ended: 'with-people',
    })
  })

  test('hears nothing where there is nothing', async () => {
    expect(await emulateFreeSwitch(await aPort()).call('+49 1')).toMatchObject({ played: [], ended: 'with-people' })
  })

  test('ends where the operator wants it so, and only after the sound was heard', async () => {
    const switching = emulateFreeSwitch(await aPort(() => Promise.resolve({ ...heard, transfer: false })))
    expect(await switching.call('500000001')).toMatchObject({ played: [url], ended: 'hung-up' })
    expect(await switching.call('500000001', { isMute: true })).toMatchObject({ played: [], ended: 'with-people' })
  })

  test('says in which language it wants to hear', async () => {
    const wanted: unknown[] = []
    const port = await aPort(caller => (wanted.push(caller), Promise.resolve(nothing)))
    await emulateFreeSwitch(port).call('+48 1', { language: 'id' })
    expect(wanted).toEqual([{ caller: '+48 1', language: 'id' }])
  })

  test.each(['answer', 'playback', 'myevents'])('goes on to people where the line breaks at %s', async breakAt => {
    const story = await emulateFreeSwitch(await aPort()).call('500000001', { breakAt })
    expect(story).toMatchObject({ played: [], ended: 'with-people' })
  })

  test('goes on to people where nobody listens', async () => {
    expect(await emulateFreeSwitch(1).call('500000001')).toMatchObject({ ended: 'with-people' })
  })

  test('is nobody else’s to ask about', async () => {
    const port = await aPort(hear, ['192.0.2.1'])
    const socket = connect(port, '127.0.0.1')
    let bytes = 0
    socket.on('data', piece => (bytes += piece.length))
    await once(socket, 'close')
    expect(bytes).toBe(0)
    expect(said.join()).toContain('not among those allowed')
  })

  test('may be described by anything at all', async () => {
    const port = await aPort()
    for (const text of ['\n\n', 'Content-Length: 999999999\n\n', 'x'.repeat(300_000), 'a: %E0%A4%A\n\n']) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.resume()
      socket.write(text)
      socket.end()
      await once(socket, 'close')
    }
    expect(await emulateFreeSwitch(port).call('500000001')).toMatchObject({ played: [url] })
  })
})

describe('what FreeSWITCH says', () => {
  test('is read the same in whatever pieces it comes', () => {
    const said = Buffer.from('A: 1\n\nContent-Length: 5\nB: %C4%85\n\nbody!C: 3\n\n')
    const whole = frameReader()(said)
    expect(whole).toMatchObject([
      { headers: { a: '1' }, body: '' },
      { headers: { b: 'ą' }, body: 'body!' },
      { headers: { c: '3' } },
    ])
    for (let size = 1; size < 10; size++) {
      const read = frameReader()
      const pieces = Array.from({ length: Math.ceil(said.length / size) }, (_, at) =>
        said.subarray(at * size, at * size + size),
      )
      expect(pieces.flatMap(piece => read(piece))).toEqual(whole)
    }
  })

  test('may be anything at all', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), bytes => {
        expect(() => headersIn(Buffer.from(bytes).toString('latin1'))).not.toThrow()
      }),
      { numRuns: 50 },
    )
    expect(Object.getPrototypeOf(headersIn('__proto__: x'))).toBeNull()
  })

  test('is never ordered in words that it would run', () => {
    for (const argument of ['${system(id)}', 'a\nb', 'a\r\nexecute-app-name: system'])
      expect(() => execute('playback', argument, 'id')).toThrow('read as something else')
  })
})
