import { mostOfCase } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'

const h = await harness()
const aService = {
  kind: 'internet',
  timeZone: 'Europe/Warsaw',
  monthlyFee: '60.00',
  currency: 'PLN',
  since: '2020-01-01',
}
const aCase = {
  case: 'a question',
  jurisdiction: 'PL',
  subscriber: { type: 'consumer', payment: 'postpaid' },
  billingPeriod: { from: '2026-01-01', to: '2027-01-01' },
}
const first = Temporal.Instant.from('2026-01-01T00:00:00Z')
const times = (count: number, hours = 1) =>
  Array.from({ length: count }, (_, nth) => {
    const from = first.add({ hours: nth * (hours + 1) })
    return { from: from.toString(), to: from.add({ hours }).toString(), extent: 'total', cause: 'network-fault' }
  })
const services = (count: number) => Array.from({ length: count }, (_, nth) => ({ id: `s-${nth}`, ...aService }))
const ask = (more: object) => h.anyone.post('/compensation/calculate', { ...aCase, ...more })

describe('a question that anyone may ask', () => {
  test('is answered up to the limits', async () => {
    const reply = await ask({ services: services(mostOfCase.services), interruptions: times(mostOfCase.interruptions) })

    expect(reply).toMatchObject({ status: 200, body: { currency: 'PLN' } })
  })

  test.each([
    ['services', { services: services(mostOfCase.services + 1), interruptions: times(1) }],
    ['interruptions', { service: aService, interruptions: times(mostOfCase.interruptions + 1) }],
    ['schemes', { service: aService, schemes: Array.from({ length: 21 }, (_, nth) => `pl/${nth}`) }],
    ['schemes', { service: aService, schemes: ['pl/contract-1-30', 'pl/contract-1-30'] }],
    ['reports', { service: aService, reports: Array.from({ length: 101 }, () => ({ at: '2026-01-01T00:00:00Z' })) }],
  ])('is refused with too many %s, before it is looked at', async (list, more) => {
    expect(await ask(more)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', mistakes: [{ pointer: `/${list}` }] },
    })
  })

  test('is refused where the interruptions last for years, each of whose days would be looked at', async () => {
    expect((await ask({ service: aService, interruptions: times(1, 24 * 400) })).status).toBe(200)
    expect(await ask({ service: aService, interruptions: times(2, 24 * 201) })).toMatchObject({
      status: 422,
      body: {
        code: 'compensation.bad-case',
        mistakes: [{ pointer: '/interruptions', message: expect.stringContaining('400 days') }],
      },
    })
  })

  test('is refused unread above 32 kB', async () => {
    expect(await ask({ case: 'x'.repeat(mostOfCase.bytes) })).toMatchObject({
      status: 413,
      body: { code: 'request.too-large', values: { limit: mostOfCase.bytes } },
    })
  })
})
