import { beforeAll, describe, expect, test } from 'vitest'
import { ofOutage, paid } from '../../test/factories/money.ts'
import { aNetwork, anOperator, anOutage, polish } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { outageStages } from '../compensation/index.ts'
import { outageById } from '../outages/index.ts'
import { paymentOf } from '../statuspage/index.ts'
import type { Payment, PaymentOf } from './statement-of.ts'
import { currentStatement } from './manner.ts'

const late = { from: '2026-09-13T08:00:00+02:00', to: '2026-09-15T09:00:00+02:00' }
const byTheHouse: PaymentOf = async (db, outage) =>
  paymentOf({ outage, compensation: (await outageStages(db, [outage.id])).get(outage.id) ?? null })

let h: Harness
let outage = ''

beforeAll(async () => {
  h = await anOperator(polish)
  await aNetwork(h, ['olt'], [{ service: 's-1', element: 'olt' }])
  outage = await anOutage(h, late)
})

async function said(payment: PaymentOf) {
  const given = { pageUrl: 'https://status.example.net', language: 'pl', paymentOf: payment } as const
  const { compensation, claimUntil } = await currentStatement(h.db, await outageById(h.db, outage), given)
  return { compensation, claimUntil }
}

describe('what a statement says of money', () => {
  test('is nothing before it is decided, and then what the public page says', async () => {
    expect(await said(byTheHouse)).toEqual({ compensation: null, claimUntil: null })

    await paid(h, ofOutage(outage))
    expect(await said(byTheHouse)).toEqual({ compensation: 'automatic', claimUntil: null })
  })

  test.each<[Payment, object]>([
    [
      { claim: 'all', claimUntil: '2026-11-01' },
      { compensation: 'claim', claimUntil: '2026-11-01' },
    ],
    [
      { claim: 'some', claimUntil: '2026-11-01' },
      { compensation: 'claim', claimUntil: '2026-11-01' },
    ],
    [
      { claim: 'none', claimUntil: null },
      { compensation: 'automatic', claimUntil: null },
    ],
  ])('is by when to ask for it, also where only a part has to be asked for: %o', async (payment, expected) => {
    expect(await said(() => Promise.resolve(payment))).toEqual(expected)
  })
})
