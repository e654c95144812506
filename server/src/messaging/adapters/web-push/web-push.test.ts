import { assert, property, string } from 'fast-check'
import webpush from 'web-push'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emulatePush, noFaults, type PushService } from '@pulih/rehearsal'
import { openWire, type Answer } from '../../../platform/index.ts'
import { anOutgoing } from '../../testing/an-outgoing.ts'
import { payloadOf } from './payload.ts'
import { subscriptionIn } from './subscription.ts'
import { pushServices } from './web-push.ts'

const now = () => Temporal.Instant.from('2026-09-15T09:00:00Z')
const { publicKey, privateKey } = webpush.generateVAPIDKeys()
const settings = { contact: 'mailto:noc@example.net', publicKey }
const wire = openWire({ allowPrivate: true, timeoutSeconds: 2 })
const provider = pushServices(settings, privateKey, wire.exchange, now)
let service: PushService

beforeAll(async () => {
  service = await emulatePush()
})
afterAll(() => Promise.all([service.stop(), wire.close()]))

const answering = (answer: Partial<Extract<Answer, { kind: 'answer' }>>) =>
  pushServices(
    settings,
    privateKey,
    () => Promise.resolve({ kind: 'answer', status: 201, headers: {}, body: '', ...answer }),
    now,
  )

describe('a push message', () => {
  test('is read by the browser for which it is, and says what it replaces and how much it matters', async () => {
    service.clear()
    const to = service.subscribe('anna')

    expect(await provider.handOver(anOutgoing({ to, expiresAt: now().add({ hours: 2 }) }))).toEqual({
      kind: 'accepted',
      id: null,
    })

    expect(JSON.parse(service.delivered[0]?.text ?? '')).toEqual({
      title: 'Your service does not work: OUT-000123',
      body: 'Telnet: your service does not work since 22 Nov, 08:10.',
      url: 'https://status.example.net/outages/OUT-000123/',
      language: 'en',
    })
    expect(service.announced).toEqual([{ ttl: 7200, urgency: 'high', topic: expect.stringMatching(/^[\w-]{32}$/) }])
  })

  test('replaces what was said before of the same outage, and nothing else', async () => {
    service.clear()
    const to = service.subscribe('anna')
    const of = (kind: 'first' | 'etr' | 'credit', number: string) =>
      anOutgoing({ to, template: { kind, facts: { number } } })

    for (const message of [of('first', 'OUT-1'), of('etr', 'OUT-1'), of('first', 'OUT-2'), of('credit', 'OUT-1')])
      await provider.handOver(message)

    const [first, etr, other, credit] = service.announced.map(({ topic }) => topic)
    expect(etr).toBe(first)
    expect(new Set([first, other, credit]).size).toBe(3)
    expect(credit).toBeNull()
  })

  test('is never longer than push services take, whatever is in it', async () => {
    service.clear()
    const to = service.subscribe('anna')
    const { length } = service.delivered
    const text = '\u0001\u0002ąę😀 '.repeat(5_000)

    expect(await provider.handOver(anOutgoing({ to, text, subject: text }))).toMatchObject({ kind: 'accepted' })
    expect(service.delivered).toHaveLength(length + 1)
    expect(JSON.parse(service.delivered.at(-1)?.text ?? '').body).toMatch(/…$/)
  })

  test('to a browser that is gone is refused for good, and says so', async () => {
    const to = service.subscribe('budi')
    service.unsubscribe('budi')

    expect(await provider.handOver(anOutgoing({ to }))).toEqual({
      kind: 'refused',
      isFinal: true,
      isGone: true,
      reason: 'the push service answered 410',
    })
  })

  test('leaves a doubt where the answer is lost', async () => {
    service.clear()
    const to = service.subscribe('ewa')
    service.behave({ ...noFaults, lose: 1 })

    expect(await provider.handOver(anOutgoing({ to }))).toMatchObject({ kind: 'lost' })
    expect(service.delivered).toHaveLength(1)
    service.behave(noFaults)
  })

  test('signed with the key of somebody else is not sent at all, and waits', async () => {
    service.clear()
    const other = webpush.generateVAPIDKeys()
    const mistaken = pushServices(settings, other.privateKey, wire.exchange, now)

    expect(await mistaken.handOver(anOutgoing({ to: service.subscribe('anna') }))).toMatchObject({ kind: 'throttled' })
    expect(mistaken.health?.()).toContain('does not belong')
    expect(service.delivered).toEqual([])
  })

  test('that is of no use any more is not sent', async () => {
    const expiresAt = now().subtract({ seconds: 1 })
    expect(await provider.handOver(anOutgoing({ to: service.subscribe('anna'), expiresAt }))).toMatchObject({
      kind: 'refused',
      isFinal: true,
    })
  })

  test.each([
    [{ status: 404 }, { kind: 'refused', isFinal: true, isGone: true }],
    [{ status: 413 }, { kind: 'refused', isFinal: true }],
    [{ status: 403 }, { kind: 'refused', isFinal: false }],
    [{ status: 503 }, { kind: 'refused', isFinal: false }],
    [
      { status: 429, headers: { 'retry-after': '17' } },
      { kind: 'throttled', seconds: 17, only: 'reader' },
    ],
    [
      { status: 429, headers: { 'retry-after': 'Tue, 15 Sep 2026 09:01:00 GMT' } },
      { kind: 'throttled', seconds: 60, only: 'reader' },
    ],
    [
      { status: 429, headers: { 'retry-after': '999999999' } },
      { kind: 'throttled', seconds: 600 },
    ],
    [{ status: 429 }, { kind: 'throttled', seconds: 5 }],
  ])('that is answered with %j comes to %j', async (answer, expected) => {
    const outcome = await answering(answer).handOver(anOutgoing({ to: service.subscribe('anna') }))
    expect(outcome).toMatchObject(expected)
  })
})

describe('the address of a browser', () => {
  const whole = () => JSON.parse(service.subscribe('anna'))
  const point = (first: number, length = 65) => Buffer.alloc(length, 1).fill(first, 0, 1).toString('base64url')

  test('names the service that answers for it', () => {
    const { keys } = whole()
    expect(provider.destinationOf?.(JSON.stringify({ endpoint: 'https://push.example/a', keys }))).toBe('push.example')
    expect(provider.destinationOf?.('nonsense')).toBe('nowhere')
  })

  test.each([
    ['plain http', () => ({ ...whole(), endpoint: 'http://push.example/a' })],
    ['another protocol', () => ({ ...whole(), endpoint: 'file:///etc/passwd' })],
    ['a password', () => ({ ...whole(), endpoint: 'https://a:b@push.example/' })],
    ['an endless endpoint', () => ({ ...whole(), endpoint: `https://push.example/${'a'.repeat(1_000)}` })],
    ['half a key', () => ({ ...whole(), keys: { ...whole().keys, p256dh: point(4, 33) } })],
    ['a compressed key', () => ({ ...whole(), keys: { ...whole().keys, p256dh: point(2) } })],
    ['no secret', () => ({ ...whole(), keys: { p256dh: point(4) } })],
    ['a short secret', () => ({ ...whole(), keys: { ...whole().keys, auth: 'AAAA' } })],
    ['no keys', () => ({ endpoint: 'https://push.example/a' })],
  ])('with %s is none', async (_, make) => {
    const to = JSON.stringify(make())
    expect(subscriptionIn(to)).toBeNull()
    expect(await provider.handOver(anOutgoing({ to }))).toMatchObject({ kind: 'refused', isFinal: true })
  })

  test('with a key that lies on no curve is refused for good', async () => {
    const to = JSON.stringify({ ...whole(), keys: { ...whole().keys, p256dh: point(4) } })
    expect(await provider.handOver(anOutgoing({ to }))).toEqual({
      kind: 'refused',
      isFinal: true,
      reason: 'the key of the subscription is none',
    })
  })

  test('may be anything at all without anything breaking', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), text => {
        expect(subscriptionIn(text)).toBeNull()
        expect(subscriptionIn(JSON.stringify({ endpoint: text, keys: { p256dh: text, auth: text } }))).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})

test('what a browser shows fits, and is cut at a word', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 3_000 }), text => {
      expect(Buffer.byteLength(payloadOf(anOutgoing({ text, subject: text })))).toBeLessThanOrEqual(3_993)
    }),
    { numRuns: 50 },
  )
  expect(JSON.parse(payloadOf(anOutgoing({ text: 'word '.repeat(300) }))).body).toMatch(/word…$/)
})
