import { assert, constantFrom, property, string } from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { webhookFormats } from '@pulih/contracts'
import { emulateChats, noFaults, type Chat } from '@pulih/rehearsal'
import { openWire, verifySignature, type Answer } from '../../../platform/index.ts'
import { anOutgoing } from '../../testing/an-outgoing.ts'
import { bodyFor } from './forms.ts'
import { postFor } from './post.ts'
import { webhooks } from './webhook.ts'

const now = () => Temporal.Instant.from('2026-09-15T09:00:00Z')
const wire = openWire({ allowPrivate: true, timeoutSeconds: 1 })
const strict = openWire()
const provider = webhooks('a secret', wire.exchange, now)
let chats: Chat

beforeAll(async () => {
  chats = await emulateChats()
})
beforeEach(() => {
  chats.behave(noFaults)
  chats.clear()
})
afterAll(() => Promise.all([chats.stop(), wire.close(), strict.close()]))

const send = (name: string, given: Parameters<typeof anOutgoing>[0] = {}) =>
  provider.handOver(anOutgoing({ to: chats.addressOf(name), ...given }))
const received = () => JSON.parse(chats.received.at(-1)?.body.toString('utf8') ?? 'null')
const url = 'https://status.example.net/outages/OUT-000123/'

describe('a webhook', () => {
  test('tells a program everything, under our key and signature', async () => {
    expect(await send('program', { format: 'pulih', text: 'It is broken.' })).toEqual({ kind: 'accepted', id: null })

    expect(received()).toEqual({
      key: 'pulih-1',
      kind: 'first',
      subject: 'Your service does not work: OUT-000123',
      text: 'It is broken.',
      language: 'en',
      url,
      at: '2026-09-15T09:00:00Z',
    })
    const { headers, body = '' } = chats.received[0] ?? {}
    const given = { header: String(headers?.['pulih-signature']), body, nowSeconds: now().epochMilliseconds / 1_000 }
    expect(verifySignature({ ...given, secrets: ['a secret'] }).genuine).toBe(true)
    expect(verifySignature({ ...given, secrets: ['another'] }).genuine).toBe(false)
    expect(headers?.['idempotency-key']).toBe('pulih-1')
  })

  test('tells Slack what it shows, and nothing that it would take for a command', async () => {
    await send('slack', { format: 'slack', subject: 'A & B', text: '<!channel> hello' })

    expect(received()).toEqual({ text: 'A &amp; B\n\n&lt;!channel&gt; hello' })
    expect(chats.received[0]?.headers).not.toHaveProperty('pulih-signature')
  })

  test('tells Teams by a card with a way to the page', async () => {
    await send('teams', { format: 'teams', subject: 'Outage', text: 'One.\n\nTwo [here](https://evil.example).' })

    const { type, attachments } = received()
    expect(type).toBe('message')
    expect(attachments[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', title: 'OUT-000123', url }] },
    })
    expect(attachments[0].content.body.map((block: { text: string }) => block.text)).toEqual([
      'Outage',
      'One.',
      'Two \\[here\\](https://evil.example).',
    ])
  })

  test.each(['x', 'facebook', 'instagram'] as const)('hands a post for %s to the tool that posts it', async network => {
    await send(network, { format: network, text: `word ${'word '.repeat(20_000)}` })

    expect(received()).toMatchObject({ network, key: 'pulih-1', url })
    expect(received().text).toMatch(new RegExp(`word… ${url}$`))
    expect(chats.received[0]?.headers).toHaveProperty('pulih-signature')
  })

  test('whose answer is lost is asked again where our keys are known, and a doubt where not', async () => {
    let asked = 0
    const losing = (format: 'pulih' | 'slack') => {
      asked = 0
      const exchange = (): Promise<Answer> =>
        Promise.resolve(
          ++asked === 1
            ? { kind: 'lost', reason: 'the line broke' }
            : { kind: 'answer', status: 200, headers: {}, body: '' },
        )
      return webhooks('a secret', exchange, now).handOver(anOutgoing({ to: 'https://a.example/', format }))
    }
    expect(await losing('pulih')).toMatchObject({ kind: 'accepted' })
    expect(asked).toBe(2)
    expect(await losing('slack')).toEqual({ kind: 'lost', reason: 'the line broke' })
    expect(asked).toBe(1)
  })

  test('that took it and lost its answer has it once', async () => {
    chats.behave({ ...noFaults, lose: 1 })

    expect(await send('unlucky', { format: 'pulih' })).toMatchObject({ kind: 'lost' })
    expect(chats.delivered).toHaveLength(1)
  })

  test('that is dead is a doubt, and keeps nobody else waiting', async () => {
    chats.make('dead', 'dead')
    const order: string[] = []
    const names = ['dead', 'one', 'two']
    const outcomes = await Promise.all(
      names.map(async name => {
        const { kind } = await send(name, { format: 'slack' })
        order.push(name)
        return kind
      }),
    )

    expect(outcomes).toEqual(['lost', 'accepted', 'accepted'])
    expect(order.at(-1)).toBe('dead')
  })

  test('that is gone says so', async () => {
    chats.make('gone', 'gone')
    expect(await send('gone')).toMatchObject({ kind: 'refused', isFinal: true, isGone: true })
  })

  test.each([
    [400, 'slack', { kind: 'refused', isFinal: true }],
    [404, 'slack', { isFinal: true, isGone: true }],
    [404, 'pulih', { isFinal: true, reason: 'it answered 404' }],
    [302, 'pulih', { kind: 'refused', isFinal: true }],
    [408, 'pulih', { kind: 'refused', isFinal: false }],
    [500, 'teams', { kind: 'refused', isFinal: false }],
    [429, 'slack', { kind: 'throttled', seconds: 5, only: 'reader' }],
    [202, 'teams', { kind: 'accepted' }],
  ] as const)('that answers %i to the form %s', async (status, format, expected) => {
    const exchange = (): Promise<Answer> => Promise.resolve({ kind: 'answer', status, headers: {}, body: '' })
    const outcome = await webhooks('a', exchange, now).handOver(anOutgoing({ to: 'https://a.example/', format }))
    expect(outcome).toMatchObject(expected)
    if (status === 404 && format === 'pulih') expect(outcome).not.toHaveProperty('isGone')
  })
})

describe('the address of a webhook', () => {
  test.each([
    'nonsense',
    'http://hooks.example.net/a',
    'https://me:secret@hooks.example.net/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    `https://hooks.example.net/${'a'.repeat(2_000)}`,
  ])('is not %s', async to => {
    expect(await provider.handOver(anOutgoing({ to }))).toMatchObject({ kind: 'refused', isFinal: true })
    expect(provider.destinationOf?.(to)).toBe('nowhere')
  })

  test('is not one inside our own network, unless the operator allows it', async () => {
    const careful = webhooks('a secret', strict.exchange, now)
    for (const to of [chats.addressOf('a'), 'https://localhost/', 'https://[::1]/', 'https://169.254.169.254/'])
      expect(await careful.handOver(anOutgoing({ to }))).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('private'),
      })
    expect(chats.received).toEqual([])
  })

  test('says whose it is without saying what is secret in it', () => {
    const of = (path: string) => provider.destinationOf?.(`https://hooks.example.net${path}`)
    expect(of('/services/T1/B1/secret')).toBe(of('/services/T1/B2/other'))
    expect(of('/services/T1/B1/secret')).not.toBe(of('/services/T2/B1/secret'))
    expect(of('/hooks/secret')).toMatch(/^hooks\.example\.net~[0-9a-f]{12}$/)
  })
})

describe('a post', () => {
  test('counts a link as X does, and ends with it where something was cut', () => {
    const long = `https://status.example.net/${'a'.repeat(300)}`
    const fits = `${'a'.repeat(256)} ${long}`
    expect(postFor('x', fits, long)).toBe(fits)
    expect(postFor('x', `a${fits}`, long)).toBe(`${'a'.repeat(254)}… ${long}`)
    expect(postFor('x', `We are sorry. ${'word '.repeat(60)} More: ${long}`, long)).toMatch(
      /^We are sorry\. .*word… https/,
    )
  })

  test('counts letters that X counts twice', () => {
    expect(postFor('x', '漢'.repeat(140), null)).toBe('漢'.repeat(140))
    expect(postFor('x', '漢'.repeat(141), null)).toMatch(/^漢{139}…$/)
    expect(postFor('x', `${'ą'.repeat(279)}ę`, null)).toHaveLength(280)
  })

  test('counts what X would make a link of', () => {
    expect(postFor('x', `${'a'.repeat(256)} telnet.pl`, null)).toHaveLength(266)
    expect(postFor('x', `${'a '.repeat(129)}telnet.pl`, null)).toMatch(/a…$/)
  })
})

test('every form of anything at all is JSON of a bounded length', () => {
  assert(
    property(constantFrom(...webhookFormats), string({ unit: 'binary', maxLength: 3_000 }), (format, text) => {
      const body = bodyFor(format, anOutgoing({ text: text.repeat(20), subject: text }), now())
      expect(typeof JSON.parse(body)).toBe('object')
      expect(body.length).toBeLessThan(400_000)
    }),
    { numRuns: 40 },
  )
})
