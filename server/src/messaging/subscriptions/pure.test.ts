import { randomBytes, randomUUID } from 'node:crypto'
import { messageChannels } from '@pulih/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressIn, maskedAddress } from './address.ts'
import { codeOf, contactTokenOf, isCode, isMarked, openToken, tokenOf } from './token.ts'
import { aBrowser } from './testing/readers.ts'

const key = randomBytes(32)

describe('a token', () => {
  test('opens what it was made for', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('subscription', 'proof'), (id, kind) => {
        expect(openToken(key, tokenOf(key, { kind, id }))).toEqual({ kind, id })
      }),
      { numRuns: 50 },
    )
  })

  test('of a contact opens that contact, however it is written, and no other', () => {
    const opened = openToken(key, contactTokenOf(key, 7n, 'sms', '+48 500 000 001'))

    if (opened?.kind !== 'contact') throw new Error('it opens no contact')
    expect(opened.customerId).toBe(7n)
    expect(isMarked(key, opened.mark, 'sms', '0048500000001')).toBe(true)
    expect(isMarked(key, opened.mark, 'sms', '+48500000002')).toBe(false)
    expect(isMarked(key, opened.mark, 'whatsapp', '+48500000001')).toBe(false)
  })

  test('with any letter changed opens nothing', () => {
    const token = tokenOf(key, { kind: 'subscription', id: randomUUID() })
    for (let index = 0; index < token.length; index++) {
      const other = token[index] === 'A' ? 'B' : 'A'
      expect(openToken(key, token.slice(0, index) + other + token.slice(index + 1))).toBeNull()
    }
  })

  test('made with another key, or made up, opens nothing', () => {
    expect(openToken(randomBytes(32), tokenOf(key, { kind: 'proof', id: randomUUID() }))).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        expect(openToken(key, text)).toBeNull()
      }),
      { numRuns: 100 },
    )
  })

  test('shows no address', () => {
    const token = Buffer.from(contactTokenOf(key, 7n, 'email', 'anna@example.com'), 'base64url').toString('latin1')
    expect(token).not.toContain('anna')
  })
})

describe('a code', () => {
  test('has six digits, is that of its proof, and of no other', () => {
    const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
    const fixed = Buffer.alloc(32, 1)

    expect(codeOf(fixed, one)).toMatch(/^\d{6}$/)
    expect(isCode(fixed, one, codeOf(fixed, one))).toBe(true)
    expect(isCode(fixed, other, codeOf(fixed, one))).toBe(false)
    expect(isCode(fixed, one, '')).toBe(false)
  })
})

describe('an address', () => {
  test.each([
    ['email', ' Anna@Example.com ', 'Anna@Example.com'],
    ['email', 'anna@example', null],
    ['email', 'anna@exa mple.com', null],
    ['email', 'anna@example.com\r\nBcc: all@example.com', null],
    ['email', 'a..b@example.com', null],
    ['email', '"anna"@example.com', null],
    ['email', 'anna@-example.com', null],
    ['sms', '+48 500-000-001', '+48500000001'],
    ['sms', '0048 (500) 000 001', '+48500000001'],
    ['sms', '500 000 001', null],
    ['sms', '+48500', null],
    ['sms', '+4850000000a', null],
    ['whatsapp', '+6281234567890', '+6281234567890'],
    ['telegram', '12345', '12345'],
    ['telegram', '@anna', null],
    ['push', 'https://push.example', null],
    ['webhook', 'no address', null],
  ] as const)('of %s, written %j, is %j', (channel, typed, address) => {
    expect(addressIn(channel, typed)).toBe(address)
  })

  test('of a browser is the same whatever else it says of itself', () => {
    const { endpoint, keys } = JSON.parse(aBrowser())
    const once = addressIn('push', JSON.stringify({ endpoint, keys }))

    expect(once).not.toBeNull()
    expect(addressIn('push', JSON.stringify({ keys, expirationTime: 5, endpoint, more: true }))).toBe(once)
  })

  test('is never read with an error, nor shown whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...messageChannels), fc.string({ maxLength: 300 }), (channel, typed) => {
        const address = addressIn(channel, typed) ?? typed
        expect(channel === 'webhook' || address.length < 4 || maskedAddress(channel, address) !== address).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('is shown so that its owner knows it again', () => {
    expect(maskedAddress('email', 'anna@example.com')).toBe('a…@example.com')
    expect(maskedAddress('sms', '+48500000001')).toBe('+48…001')
    expect(maskedAddress('webhook', 'https://hooks.slack.com/services/T0/B0/secret')).toBe('https://hooks.slack.com/…')
  })
})
