import { beforeAll, describe, expect, test } from 'vitest'
import { decision } from '../factories/decision.ts'
import { balance, computed, ofMonth, ofOutage, paid, transfersOf } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, imported } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

const outage = { from: '2026-09-08T10:00:00+02:00', to: '2026-09-12T10:00:00+02:00' }

describe('an outage over the end of a billing period', () => {
  let h: Harness
  let id: string
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(
      h,
      ['core', 'olt<core'],
      [
        { service: 's-1', element: 'olt' },
        { service: 's-10', element: 'olt', cycleDay: 10 },
      ],
    )
    id = await anOutage(h, outage)
  })

  test('is cut at each service’s own cycle day, and each part stands under its period', async () => {
    await paid(h, ofOutage(id))

    expect((await transfersOf(h, 's-1')).map(({ basis, change }) => [basis, change])).toEqual([
      ['period:2026-09-01', '10.00'],
    ])
    const parts = (await transfersOf(h, 's-10')).map(({ basis, change }) => [basis, change])
    expect(Object.fromEntries(parts)).toEqual({ 'period:2026-08-10': '4.00', 'period:2026-09-10': '6.00' })
  })

  test('gives for each part what the single decision over that period says', () => {
    for (const [period, amount] of [
      [['2026-08-10', '2026-09-10'], '4.00'],
      [['2026-09-10', '2026-10-10'], '6.00'],
    ] as const)
      expect(decision({ ...outage, schemes: ['pl/contract-1-30'], period })).toMatchObject({ recommended: amount })
  })

  test('leaves nothing to the runs of the months', async () => {
    for (const month of ['2026-08', '2026-09'])
      expect((await computed(h, ofMonth(month))).summary).toMatchObject({ credits: 0, due: '0.00' })
  })
})

describe('a price that changes', () => {
  let h: Harness
  let id: string
  const price = (fee: string, from = '') => [
    'service,kind,monthly_fee,valid_from,currency',
    `s-1,internet,${fee},${from},PLN`,
  ]
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(h, ['core', 'olt<core'], [{ service: 's-1', element: 'olt' }])
    id = await anOutage(h, { from: '2026-09-03T10:00:00+02:00', to: '2026-09-03T20:00:00+02:00' })
    await paid(h, ofOutage(id))
  })

  test('after the outage does not change what was paid', async () => {
    await imported(h, 'services', price('90.00'))

    expect((await computed(h, ofOutage(id))).summary).toMatchObject({ credits: 0, due: '0.00' })
    expect(await balance(h, 's-1')).toBe('2.00')
  })

  test('because it was wrong on the day of the outage yields one linked difference', async () => {
    await imported(h, 'services', price('75.00', '2026-09-01'))
    await paid(h, ofOutage(id))

    expect(await balance(h, 's-1')).toBe('2.50')
    expect(await transfersOf(h, 's-1')).toMatchObject([
      { kind: 'credit', change: '2.00' },
      { kind: 'correction', change: '0.50', linked: true, revision: 2 },
    ])
  })
})
