import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ofMonth, paid } from '../../../test/factories/money.ts'
import { aNetwork, anOperator, anOutage, decide, imported, polish } from '../../../test/factories/operator.ts'
import { creditsOfRun, titlesOfRun } from '../../compensation/index.ts'
import { aTelling } from '../testing/a-telling.ts'
import { aWiring } from '../testing/a-wiring.ts'
import { tellCredits } from './tell-credits.ts'
test('speed', async () => {
  const h = await anOperator(polish)
  const n = 6_000
  const list = Array.from({ length: n }, (_, i) => i)
  await aNetwork(h, ['olt'], list.map(i => ({ service: `s${i}`, customer: `c${i}`, element: 'olt', fee: `${40 + (i % 60)}.00` })))
  await imported(h, 'contacts', ['customer,channel,address', ...list.map(i => `c${i},sms,+48 5${String(i).padStart(8, '0')}`)])
  console.log('imported', performance.now())
  if (process.env['OFF'] === undefined) await decide(h, 'messaging.telling', aTelling())
  await anOutage(h, { from: '2026-09-13T08:00:00+02:00', to: '2026-09-15T09:00:00+02:00' })
  await sql`delete from messaging.message`.execute(h.db)
  console.log('outage', performance.now())
  await paid(h, ofMonth('2026-09'))
  console.log('paid', performance.now())
  await decide(h, 'messaging.telling', aTelling())
  const { rows } = await sql<any>`select id, type, subject, data, actor, at from platform.event where type = 'compensation.posted'`.execute(h.db)
  for (let i = 0; i < 3; i++) {
    await sql`delete from messaging.message`.execute(h.db)
    await sql`delete from messaging.notice where kind = 'credit'`.execute(h.db)
    const began = performance.now()
    await tellCredits(h.platform, aWiring({ creditsOf: creditsOfRun, titlesOf: titlesOfRun }), rows[0])
    console.log('took', Math.round(performance.now() - began))
  }
  const { rows: c } = await sql`select count(*)::int as n from messaging.message`.execute(h.db)
  console.log(c)
  expect(1).toBe(1)
}, 110_000)
