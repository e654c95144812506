import { beforeAll, describe, expect, test } from 'vitest'
import { decision, givenBy, policy } from '../factories/decision.ts'
import { balance, creditsOf, expectSound, explained, ofOutage, paid } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

describe('one outage over two time zones', () => {
  const outage = { from: '2026-09-10T15:30:00Z', to: '2026-09-10T17:30:00Z' }
  const zones = { 's-jakarta': 'Asia/Jakarta', 's-jayapura': 'Asia/Jayapura' } as const
  let h: Harness
  let run: { id: string }
  beforeAll(async () => {
    h = await anOperator({
      jurisdiction: 'ID',
      currency: 'IDR',
      timeZone: 'Asia/Jakarta',
      schemes: ['id/goodwill-prorata'],
    })
    await aNetwork(
      h,
      ['core', 'olt<core'],
      Object.entries(zones).map(([service, timeZone]) => ({
        service,
        element: 'olt',
        timeZone,
        fee: '300000',
        currency: 'IDR',
      })),
    )
    run = await paid(h, ofOutage(await anOutage(h, outage)))
  })

  test('touches two days in Jakarta and one in Jayapura, and is paid so', async () => {
    expect(await balance(h, 's-jakarta')).toBe('20000.00')
    expect(await balance(h, 's-jayapura')).toBe('10000.00')
    await expectSound(h)
  })

  test.each(Object.entries(zones))('%s gets what the single decision says', async (service, timeZone) => {
    const alone = decision({
      ...outage,
      jurisdiction: 'ID',
      schemes: ['id/goodwill-prorata'],
      period: ['2026-09-01', '2026-10-01'],
      fee: '300000',
      currency: 'IDR',
      timeZone,
    })
    const { answer, text } = await explained(h, run.id, service, '?language=id')

    expect(givenBy(alone)).toEqual({ 'id/goodwill-prorata': await balance(h, service) })
    expect(givenBy(answer)).toEqual(givenBy(alone))
    expect(text.join('\n')).toContain('Hari kalender dengan gangguan')
  })
})

describe('the day of 25 hours', () => {
  const policies = [{ ...policy('discount'), currency: 'PLN' }]
  const schemes = ['pl/contract-1-30', 'policy/discount'] as const
  const days = {
    'summer time ends': { from: '2026-10-25T00:30:00+02:00', to: '2026-10-25T23:30:00+01:00' },
    'usual day': { from: '2026-10-27T00:30:00+01:00', to: '2026-10-27T23:30:00+01:00' },
  } as const

  test('has 24 hours between half past midnight and half past eleven, so that a promise of 24 hours is due, unlike on other days', async () => {
    const given: Record<string, string[]> = {}
    for (const [name, day] of Object.entries(days)) {
      const h = await anOperator({ schemes: ['pl/contract-1-30'], policies })
      await aNetwork(h, ['core', 'olt<core'], [{ service: 's-1', element: 'olt' }])
      const run = await paid(h, ofOutage(await anOutage(h, day)))
      const alone = decision({ ...day, schemes, period: ['2026-10-01', '2026-11-01'] }, policies)
      const credits = await creditsOf(h, run.id)

      expect(Object.fromEntries(credits.map(({ scheme, recommended }) => [scheme, recommended]))).toEqual(
        givenBy(alone),
      )
      given[name] = credits.map(({ scheme }) => scheme)
    }
    expect(given['summer time ends']).toContain('policy/discount')
    expect(given['usual day']).not.toContain('policy/discount')
    expect(given['usual day']).toContain('pl/contract-1-30')
  })
})

describe('a promise in another currency', () => {
  test('is refused before anything rests on it, because it would apply to no case', async () => {
    const h = await anOperator()
    const { headers, body } = await h.as('admin').get('/settings/compensation.operator')

    const value = { ...body.value, policies: [policy('discount')] }
    const reply = await h
      .as('admin')
      .put('/settings/compensation.operator', { value }, { 'if-match': String(headers['etag']) })

    expect(reply.body).toMatchObject({
      status: 422,
      code: 'compensation.bad-operator',
      detail: expect.stringContaining('policy/discount (IDR)'),
    })
  })
})
