import { timingSafeEqual } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { sign, verifySignature } from './signature.ts'

vi.mock('node:crypto', async original => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, timingSafeEqual: vi.fn<typeof timingSafeEqual>(crypto.timingSafeEqual) }
})

const at = Temporal.Instant.from('2026-09-15T09:00:00.900Z')
const nowSeconds = Math.floor(at.epochMilliseconds / 1_000)
const body = '{"type":"outages.confirmed","subject":"Ä"}'
const received = { header: sign(body, at, ['new', 'old']), body, secrets: ['new'], nowSeconds }

describe('a signature', () => {
  test('is what anybody can compute from the description', () => {
    // printf '1789462800.{}' | openssl dgst -sha256 -hmac whsec_test
    expect(sign('{}', Temporal.Instant.from('2026-09-15T09:00:00Z'), ['whsec_test'])).toBe(
      't=1789462800,v1=52b363d7fbbcf618aecd9c543cdf4d7f1fca62092a3ecc97a95e5e246eedef33',
    )
  })

  test('is believed with either secret, as text or bytes, near its time', () => {
    const genuine = { genuine: true, sentAtSeconds: nowSeconds }

    expect(verifySignature(received)).toEqual(genuine)
    expect(verifySignature({ ...received, secrets: ['old'] })).toEqual(genuine)
    expect(verifySignature({ ...received, secrets: ['next', 'old'], body: Buffer.from(body) })).toEqual(genuine)
    expect(verifySignature({ ...received, nowSeconds: nowSeconds + 300 })).toEqual(genuine)
    expect(verifySignature({ ...received, nowSeconds: nowSeconds - 300 })).toEqual(genuine)
  })

  test.each([
    ['another secret', { secrets: ['guess'] }, 'not-signed-by-us'],
    ['no secret', { secrets: [] }, 'not-signed-by-us'],
    ['another body', { body: `${body} ` }, 'not-signed-by-us'],
    ['another time', { header: received.header.replace(/t=\d+/, `t=${nowSeconds + 1}`) }, 'not-signed-by-us'],
    ['an old message', { nowSeconds: nowSeconds + 301 }, 'too-old'],
    ['a message from the future', { nowSeconds: nowSeconds - 301 }, 'too-old'],
    ['no time', { header: 'v1=00' }, 'unreadable'],
    ['no signature', { header: `t=${nowSeconds}` }, 'unreadable'],
    ['half a signature', { header: received.header.slice(0, 60) }, 'unreadable'],
    ['a flood of signatures', { header: `t=1${`,v1=${'0'.repeat(64)}`.repeat(17)}` }, 'unreadable'],
    ['nonsense', { header: '=,==;t' }, 'unreadable'],
    ['nothing', { header: '' }, 'unreadable'],
  ])('is not believed with %s', (_, change, reason) => {
    expect(verifySignature({ ...received, ...change })).toEqual({ genuine: false, reason })
  })

  test('is compared in constant time, and with every secret even after one has matched', () => {
    vi.mocked(timingSafeEqual).mockClear()

    verifySignature({ ...received, secrets: ['new', 'old'] })

    expect(timingSafeEqual).toHaveBeenCalledTimes(4)
  })
})
