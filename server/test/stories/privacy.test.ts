import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { expectSound, explained, ofOutage, paid, statement } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, good, imported } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

const personal = ['Wiśniewska', 'zofia@example.com', 'zofia-login'] as const

describe('a customer who was paid and then asks to be forgotten', () => {
  let h: Harness
  let run: string
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(
      h,
      ['core', 'olt<core'],
      [
        { service: 's-1', element: 'olt', customer: 'c-1', login: 'zofia-login@isp' },
        { service: 's-2', element: 'olt' },
      ],
    )
    await imported(h, 'customers', ['customer,kind,name,language', 'c-1,consumer,Zofia Wiśniewska,pl'])
    await imported(h, 'contacts', ['customer,channel,address', 'c-1,email,zofia@example.com'])
    run = (
      await paid(h, ofOutage(await anOutage(h, { from: '2026-09-03T10:00:00+02:00', to: '2026-09-03T20:00:00+02:00' })))
    ).id
  })

  test('first gets everything that is kept', async () => {
    const { contexts } = good(
      await h
        .as('care')
        .post('/privacy/export', { customer: 'c-1', reason: 'request-of-the-person', reference: 'L-1' }),
    )

    for (const word of personal) expect(JSON.stringify(contexts)).toContain(word)
  })

  test('is forgotten in every table, and the figures stay', async () => {
    good(
      await h
        .as('admin')
        .post('/privacy/erase', { customer: 'c-1', reason: 'request-of-the-person', reference: 'L-1' }),
    )
    await h.runJobs()

    expect(await h.as('care').get('/customers/c-1')).toMatchObject({ body: { name: null, contacts: [] } })
    for (const table of await tables(h))
      for (const word of personal) expect(await rowsWith(h, table, word), `${table}: ${word}`).toBe(0)
    const kept = await statement(h, 's-1')
    expect(kept.balances).toEqual([{ unit: 'PLN', amount: '2.00' }])
    for (const word of personal) expect(JSON.stringify(kept)).not.toContain(word)
  })

  test('leaves ledger and audit trail whole, and the reason of the credit derivable', async () => {
    await expectSound(h)
    expect(await explained(h, run, 's-1', '?language=pl')).toMatchObject({
      agrees: true,
      answer: { recommended: '2.00' },
    })
  })
})

async function tables(h: Harness): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select schemaname || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
    h.db,
  )
  return rows.map(({ name }) => name)
}

async function rowsWith(h: Harness, table: string, word: string): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${sql.raw(table)} t where t::text like ${`%${word}%`}`.execute(h.db)
  return rows[0]?.count ?? 0
}
