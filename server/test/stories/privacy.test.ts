import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { expectSound, explained, ofOutage, paid, statement } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, good, imported } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

const personal = ['Wiśniewska', 'zofia@example.com', 'zofia-login', 'zofia.new@example.com'] as const

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
    await imported(h, 'contacts', [
      'customer,channel,address',
      'c-1,email,zofia@example.com',
      'c-1,push,to-be-changed',
      'c-s-2,email,old@example.com',
    ])
    await change(h, 'c-1', 'push', 'zofia.new@example.com')
    await change(h, 'c-s-2', 'email', 'anna@example.com')
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

  test('is forgotten in the answers that are kept for repeated requests, and nobody else is', async () => {
    const again = await change(h, 'c-1', 'push', 'zofia.new@example.com')
    const other = await change(h, 'c-s-2', 'email', 'anna@example.com')

    expect(again).toMatchObject({ status: 409, body: { code: 'subscribers.erased' } })
    expect(other).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } })
  })

  test('leaves ledger and audit trail whole, and the reason of the credit derivable', async () => {
    await expectSound(h)
    expect(await explained(h, run, 's-1', '?language=pl')).toMatchObject({
      agrees: true,
      answer: { recommended: '2.00' },
    })
  })
})

describe('what is kept only for a while', () => {
  test('are answers for repeated requests: after two days the request is a new one', async () => {
    const h = await anOperator()
    await aNetwork(h, ['core'], [{ service: 's-1', element: 'core', customer: 'c-1' }])
    await imported(h, 'contacts', ['customer,channel,address', 'c-1,email,old@example.com'])
    await change(h, 'c-1', 'email', 'new@example.com')

    h.clock.advance({ hours: 47 })
    await h.sweep()
    expect(await change(h, 'c-1', 'email', 'new@example.com')).toMatchObject({
      headers: { 'idempotency-replayed': 'true' },
    })
    h.clock.advance({ hours: 2 })
    await h.sweep()

    expect(await rowsWith(h, 'platform.idempotency', '')).toBe(0)
    expect((await change(h, 'c-1', 'email', 'new@example.com')).headers['idempotency-replayed']).toBeUndefined()
  })

  test('are events, once every listener has heard of them', async () => {
    const h = await anOperator()
    await aNetwork(h, ['core'], [])
    await h.runJobs()
    h.clock.advance({ hours: 24 * 119 })
    // Its delivery waits: nobody runs the jobs.
    const { id } = good(
      await h.as('operations').post('/outages', {
        title: 'Cut',
        cause: 'fibre-cut',
        scope: { elements: ['core'] },
        startedAt: h.clock.now().toString(),
      }),
    )
    await h.sweep()
    expect(await rowsWith(h, 'platform.event', 'network.')).not.toBe(0)

    h.clock.advance({ hours: 24 * 2 })
    await h.sweep()
    expect(await rowsWith(h, 'platform.event', 'network.')).toBe(0)
    h.clock.advance({ hours: 24 * 400 })
    await h.sweep()
    expect(await rowsWith(h, 'platform.event', id)).not.toBe(0)

    await h.runJobs()
    await h.sweep()
    expect(await rowsWith(h, 'platform.event', id)).toBe(0)
    expect(await rowsWith(h, 'platform.heard', '')).toBe(0)
  })
})

describe('a file with names and addresses', () => {
  let h: Harness
  beforeAll(async () => {
    h = await anOperator()
  })
  const folder = () => join(h.platform.config.data, 'imports')

  test('is gone when the import is over, refused Parquet and the text that was made of it too', async () => {
    const parquet = 'application/vnd.apache.parquet'
    const media = { 'content-type': parquet }
    const refused = await parquetOf(`select 'Zofia Wiśniewska' as name`)
    const accepted = await parquetOf(`select 'c-9' as customer, 'consumer' as kind, 'Zofia Wiśniewska' as name`)

    const { id } = good(await h.as('admin').post('/imports?kind=customers', refused, media))
    await h.runJobs()
    await imported(h, 'customers', accepted, parquet)

    expect((await h.as('admin').get(`/imports/${id}`)).body).toMatchObject({ status: 'refused' })
    expect(readdirSync(folder())).toEqual([])
  })

  test('is swept away where a process died and left it, but not while it is being sent', async () => {
    const { rows } = await sql<{ id: string }>`select id from network.import limit 1`.execute(h.db)
    const over = rows[0]?.id ?? ''
    const [old, fresh] = ['01990f6e-6d7b-4c11-9c6e-2f0a6a0b5a10', '01990f6e-6d7b-4c11-9c6e-2f0a6a0b5a11']
    for (const name of [over, `${over}.csv`, old, `${old}.csv`, fresh, 'notes.txt'])
      writeFileSync(join(folder(), name), 'Zofia Wiśniewska')
    const now = h.clock.now().epochMilliseconds / 1000
    for (const name of [old, `${old}.csv`]) utimesSync(join(folder(), name), now - 90_000, now - 90_000)
    utimesSync(join(folder(), fresh), now - 3_600, now - 3_600)

    await h.sweep()

    expect(readdirSync(folder()).toSorted()).toEqual([fresh, 'notes.txt'])
  })
})

async function parquetOf(query: string): Promise<Uint8Array> {
  const file = join(mkdtempSync(join(tmpdir(), 'pulih-parquet-')), 'a.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`copy (${query}) to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  return readFileSync(file)
}

/** Always the same request under the same key, as whoever lost the answer sends it. */
async function change(h: Harness, customer: string, channel: string, address: string) {
  const headers = { 'if-match': '"1"', 'idempotency-key': `change-${customer}-${channel}` }
  return h
    .as('care')
    .patch(`/customers/${customer}/contacts/${await contactOf(h, customer, channel)}`, { address }, headers)
}

const contacts = new Map<string, string>()

/** Known from the first time on: a contact that was erased can no longer be looked up. */
async function contactOf(h: Harness, customer: string, channel: string): Promise<string> {
  const name = `${customer} ${channel}`
  const { body } = await h.as('care').get(`/customers/${customer}`)
  const found = body.contacts.find((contact: { channel: string; id: string }) => contact.channel === channel)
  if (found) contacts.set(name, found.id)
  return contacts.get(name) ?? ''
}

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
