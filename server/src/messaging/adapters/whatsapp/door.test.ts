import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotUnderstood, type Arrival, type Knock } from '../door.ts'
import { door } from './door.ts'
import { normalise } from './normalise.ts'

const settings = {
  adapter: 'whatsapp',
  url: 'https://graph.example.net/v23.0',
  phoneNumberId: '99',
  token: 'token',
  appSecret: 'app',
  verifyToken: 'verify',
  templatePrefix: 'pulih',
} as const
const secret = (name: string): string => `the ${name}`
const now = Temporal.Instant.from('2026-11-22T12:00:00Z')

function knock(given: Partial<Knock>): Knock {
  return { method: 'POST', query: {}, headers: {}, body: Buffer.from('{}'), ...given }
}
const verdictOf = (given: Partial<Knock>) => door.verify(knock(given), settings, secret, now)
const signatureOf = (body: string, key = 'the app') => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`

function understood(body: unknown): readonly Arrival[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  // This one answers at once.
  return normalise({ key: '', contentType: '', headers: {}, body: Buffer.from(text) }, now) as readonly Arrival[]
}
const notified = (value: object, field = 'messages') =>
  understood({ object: 'whatsapp_business_account', entry: [{ id: 'WABA', changes: [{ field, value }] }] })

describe('the door for Meta', () => {
  test('answers its question where it knows our word, and no other', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'the verify', 'hub.challenge': '1158201444' }

    expect(verdictOf({ method: 'GET', query })).toEqual({ kind: 'greeting', answer: '1158201444' })
    for (const wrong of [
      { 'hub.verify_token': 'the verif' },
      { 'hub.verify_token': '' },
      { 'hub.mode': 'unsubscribe' },
      { 'hub.challenge': '<script>' },
      { 'hub.challenge': '' },
    ])
      expect(verdictOf({ method: 'GET', query: { ...query, ...wrong } })).toMatchObject({ kind: 'forged' })
  })

  test('lets in what is signed with the secret of the app, over the bytes as they came', () => {
    const body = '{"object":"whatsapp_business_account", "entry":[]}'
    const signed = (signature: string, bytes = body) =>
      verdictOf({ headers: { 'x-hub-signature-256': signature }, body: Buffer.from(bytes) }).kind

    expect(signed(signatureOf(body))).toBe('genuine')
    expect(signed(signatureOf(body), body.replace(' ', ''))).toBe('forged')
    expect(signed(signatureOf(body, 'the token'))).toBe('forged')
    expect(signed(signatureOf(body).slice(0, -1))).toBe('forged')
    expect(signed('sha256=')).toBe('forged')
    expect(signed(`${signatureOf(body)}, ${signatureOf(body)}`)).toBe('forged')
    expect(verdictOf({}).kind).toBe('forged')
  })

  test('is not opened by any signature that was made without the secret', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (signature, body) => {
        for (const given of [signature, `sha256=${signature}`, signatureOf(body, signature)])
          expect(verdictOf({ headers: { 'x-hub-signature-256': given }, body: Buffer.from(body) }).kind).toBe('forged')
      }),
      { numRuns: 60 },
    )
  })

  test('keeps the same thing under the same key', () => {
    const keyOf = (body: string) => door.keep(knock({ body: Buffer.from(body) }), settings, secret).key

    expect(keyOf('{"a":1}')).toBe(keyOf('{"a":1}'))
    expect(keyOf('{"a":1}')).not.toBe(keyOf('{"a":2}'))
  })
})

describe('what came from Meta', () => {
  const text = {
    from: '48600100200',
    id: 'wamid.1',
    timestamp: '1763805600',
    type: 'text',
    text: { body: 'Nie działa' },
  }

  test('is a message with who, what and when', () => {
    expect(notified({ messages: [text] })).toEqual([
      {
        kind: 'message',
        id: 'wamid.1',
        from: '48600100200',
        subject: null,
        text: 'Nie działa',
        at: Temporal.Instant.from('2025-11-22T10:00:00Z'),
        isAutomatic: false,
      },
    ])
    expect(notified({ messages: [{ ...text, timestamp: '9999999999' }] })).toMatchObject([{ at: now }])
  })

  test.each([
    [{ type: 'button', button: { payload: 'STOP', text: 'No more' } }, 'No more'],
    [
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'Status' } } },
      'Status',
    ],
    [{ type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'a', title: 'Stop' } } }, 'Stop'],
    [{ type: 'interactive', interactive: 7 }, '[interactive]'],
    [{ type: 'image', image: { id: '1', caption: 'my router' } }, '[image] my router'],
    [{ type: 'audio', audio: { id: '1' } }, '[audio]'],
    [{ type: 'reaction', reaction: { emoji: '👍' } }, '[reaction] 👍'],
    [{ type: '__proto__' }, '[__proto__]'],
    [{ type: '<b>' }, '[unknown]'],
  ])('is in words whatever it was: %j', (content, words) => {
    const { text: _, ...message } = text
    expect(notified({ messages: [{ ...message, ...content }] })).toMatchObject([{ text: words }])
  })

  test('holds nothing that no database keeps as text', () => {
    const odd = { ...text, id: 'wamid.\u00001', text: { body: 'a\u0000b\ud800' } }
    expect(notified({ messages: [odd] })).toMatchObject([{ id: 'wamid.1', text: 'ab\ufffd' }])
  })

  test('is of somebody who shows no number, too', () => {
    const { from: _, ...hidden } = text
    expect(notified({ messages: [{ ...hidden, from_user_id: 'PL.13449' }] })).toMatchObject([{ from: 'PL.13449' }])
    expect(notified({ messages: [hidden] })).toEqual([])
  })

  test('says that a number is given up', () => {
    const system = { ...text, type: 'system', system: { type: 'user_changed_number', wa_id: '48600100299' } }
    expect(notified({ messages: [system] })).toMatchObject([{ kind: 'gone', address: '48600100200' }])
  })

  test('is receipts, by our key where it came back, each with its reason', () => {
    const errors = [{ code: 131_047, title: 'Re-engagement message' }]
    expect(
      notified({
        statuses: [
          { id: 'wamid.2', status: 'read', biz_opaque_callback_data: 'pulih-8' },
          { id: 'wamid.2', status: 'delivered' },
          { id: 'wamid.3', status: 'failed', recipient_id: '48600100200', errors },
          { id: 'wamid.4', status: 'warning' },
        ],
      }),
    ).toEqual([
      { kind: 'receipt', providerId: 'pulih-8', says: 'read', reason: null },
      { kind: 'receipt', providerId: 'wamid.2', says: 'delivered', reason: null },
      { kind: 'receipt', providerId: 'wamid.3', says: 'undeliverable', reason: '131047: Re-engagement message' },
    ])
  })

  test('is read whole where it holds several entries, changes and things that mean nothing to us', () => {
    const entry = (id: string) => ({
      changes: [
        { field: 'messages', value: { messages: [{ ...text, id }, null, { id: 7 }] } },
        { field: 'account_update', value: { messages: [text] } },
        'nothing',
      ],
    })
    const arrivals = understood({ object: 'whatsapp_business_account', entry: [entry('wamid.a'), 1, entry('wamid.b')] })

    expect(arrivals.map(arrival => arrival.kind === 'message' && arrival.id)).toEqual(['wamid.a', 'wamid.b'])
  })

  test.each(['', '[]', 'null', '{"object":"page"}', '{', '\u0000'])('is not understood where it is %j', body => {
    expect(() => understood(body)).toThrow(NotUnderstood)
  })

  test('does no harm whatever its fields hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), fc.string(), (foreign, other, words) => {
        const messages = [foreign, { ...text, text: foreign, type: other }, { ...text, text: { body: words } }]
        const statuses = [foreign, { id: 'x', status: 'failed', errors: foreign }, { id: other, status: 'sent' }]
        const arrivals = [...notified({ messages, statuses }), ...notified({ messages: foreign, statuses: other })]
        for (const arrival of arrivals) expect(JSON.stringify(arrival)).not.toContain('\\u0000')
      }),
      { numRuns: 100 },
    )
    expect(() =>
      notified({ messages: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown }),
    ).not.toThrow()
  })
})
