import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { computed, ofOutage, paid } from '../../test/factories/money.ts'
import { aNetwork, anOperator, anOutage, polish } from '../../test/factories/operator.ts'
import { outageStages } from './outage-stage.ts'

test('says how the money of an outage is given only once it is decided, and given only once it is', async () => {
  const h = await anOperator(polish)
  await aNetwork(
    h,
    ['olt'],
    [
      { service: 's-bill', customer: 'c-bill', element: 'olt' },
      { service: 's-card', customer: 'c-card', element: 'olt' },
    ],
  )
  await sql`update subscribers.service set payment = 'prepaid' where key = 's-card'`.execute(h.db)
  const outage = await anOutage(h, { from: '2026-09-10T08:00:00+02:00', to: '2026-09-12T09:00:00+02:00' })
  const money = async () => (await outageStages(h.db, [outage])).get(outage)
  expect(await money()).toBeUndefined()

  const { id } = await computed(h, ofOutage(outage))
  expect(await money()).toMatchObject({ stage: 'being-assessed', forms: [] })
  await h.as('finance').post(`/compensation/runs/${id}/cancel`, { reason: 'Once more, to be posted' })

  await paid(h, ofOutage(outage))
  const told = await money()
  expect(told).toMatchObject({ stage: 'granted', claim: 'none', claimUntil: null })
  expect(told?.forms[0]).toBe('bill')

  await sql`update compensation.run set status = 'settled' where status = 'posted'`.execute(h.db)
  expect(await money()).toMatchObject({ stage: 'given', forms: told?.forms })
})
