import { describe, expect, test } from 'vitest'

import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

describe('amounts that are too wide for the kernel', () => {
  test('are calculated all the same, exactly', async () => {
    // A product of 3 times such a fee would leave 62 bits only for far larger ones; the plan says how far it can go.
    const plan = smallPlan({ largestBase: 10_000n })
    const rows = [
      '1,hit,tv,100.00',
      '2,hit,tv,100.01',
      '3,hit,internet,9999999999999.99',
      '4,idle,tv,500.00',
      '5,hit,tv,0.01',
    ]

    const { out, rejected } = await runText(plan, [smallHeader, ...rows].join('\n'))

    expect(out.split('\n').slice(1, -1)).toEqual([
      '1,xx/third,0,10.00,10.00,10.00',
      '2,xx/third,0,10.00,10.00,10.00',
      '3,xx/third,0,1000000000000.00,1000000000000.00,1000000000000.00',
    ])
    expect(rejected.split('\n')).toHaveLength(2)
  })

  test('are refused where no fee can be meant', async () => {
    const { out, rejected } = await runText(
      smallPlan(),
      `${smallHeader}\n1,hit,tv,10000000000000.00\n2,hit,tv,10000000000000.01`,
    )

    expect(out).toContain('1,xx/third,0,1000000000000.00,')
    expect(rejected).toContain(',3,monthly_fee,too-large,"10000000000000.01",')
  })
})
