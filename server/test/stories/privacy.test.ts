import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { expectSound, explained, ofOutage, paid, statement } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, good, imported } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

const personal = [
  'Wiśniewska',
  'zofia@example.com',
  'zofia-login',
  'zofia.new@example.com',
  'my mother lies ill',
  'your mother',
  '+48600100200',
] as const

describe('a customer who was paid and then asks to be forgotten', () => {
  let h: Harness
  let run: string
  let outage: string
  let appealed: unknown
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(
      h,
      ['core', 'olt<core'],
      [
        { service: 's-1', element: 'olt', customer: 'c-1', login: 'zofia-login@isp' },
        { service: 's-2', element: 'olt' },
        { service: 's-3', element: 'core', customer: 'c-1' },
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
    const from = '2026-09-03T10:00:00+02:00'
    outage = await anOutage(h, { elements: ['olt'], from, to: '2026-09-03T20:00:00+02:00' })
    run = (await paid(h, ofOutage(outage))).id
    appealed = (await appeal(h, outage)).body
    const answer = { state: 'rejected', answer: 'We are sorry for your mother.' }
    const key = { 'idempotency-key': 'answer' }
    good(await h.as('operations').post(`/outages/${outage}/appeals/s-3/decision`, answer, key))
    await aChannel(h)
    const items = [{ service: 's-1', address: '+48600100200' }]
    good(await h.as('finance').put('/payouts/channels/phones/addresses', { items }))
  })

  test('first gets everything that is kept', async () => {
    const { contexts } = good(
      await h
        .as('care')
        .post('/privacy/export', { customer: 'c-1', reason: 'request-of-the-person', reference: 'L-1' }),
    )

    for (const word of personal) expect(JSON.stringify(contexts)).toContain(word)
    expect(contexts.ledger.credits).toMatchObject([{ service: 's-1', kind: 'credit', unit: 'PLN', amount: '2.00' }])
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
    // Not the answer that was given then: that there was an appeal is still known.
    expect(appealed).toMatchObject({ note: expect.stringContaining('mother') })
    expect(await appeal(h, outage)).toMatchObject({ status: 409, body: { code: 'outages.already-appealed' } })
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

describe('a customer who is forgotten while money is on its way', () => {
  const [s1, s2] = ['+48600100200', '+48600100300'] as const
  let h: Harness
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(
      h,
      ['olt'],
      [
        { service: 's-1', element: 'olt', customer: 'c-1' },
        { service: 's-2', element: 'olt' },
      ],
    )
    await aChannel(h)
    const items = [
      { service: 's-1', address: s1 },
      { service: 's-2', address: s2 },
    ]
    good(await h.as('finance').put('/payouts/channels/phones/addresses', { items }))
  })

  const credited = async (day: string) => {
    const outage = await anOutage(h, { elements: ['olt'], from: `${day}T10:00:00+02:00`, to: `${day}T20:00:00+02:00` })
    const { id } = await paid(h, ofOutage(outage))
    return good(await h.as('finance').post('/payouts', { channel: 'phones', unit: 'PLN', for: { run: id } }))
  }
  const payoutsOf = async (service: string) => {
    const { items } = good(await h.as('finance').get(`/payouts?service=${service}`))
    return items.map(({ state, address }: { state: string; address: string }) => ({ state, address }))
  }
  const aFile = async () => {
    const batch = good(await h.as('finance').post('/payouts/batches', { channel: 'phones' }))
    const { body } = await h.as('finance').get(`/payouts/batches/${batch.id}/file`)
    return { id: batch.id as string, text: String(body) }
  }
  const answer = async ({ id, text }: { id: string; text: string }, address: string, result: string) => {
    const line = text.split('\n').find(each => each.includes(address)) ?? ''
    const [key] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(line) ?? []
    const csv = `key,result,reference,reason\n${key},${result},,no account ${address}\n`
    const headers = { 'content-type': 'text/csv' }
    good(await h.as('finance').post(`/payouts/batches/${id}/answer`, csv, headers))
    await h.runJobs()
  }
  const erase = async () =>
    good(await h.as('admin').post('/privacy/erase', { customer: 'c-1', reason: 'request-of-the-person' })).contexts

  let file: { id: string; text: string }

  test('is paid at the address that is known, which is forgotten when the payout is over', async () => {
    await credited('2026-09-03')
    file = await aFile()
    expect((await erase()).ledger).toEqual({ addresses: 1, payouts: 0, waiting: 1 })
    expect(await payoutsOf('s-1')).toEqual([{ state: 'sending', address: s1 }])

    await answer(file, s1, 'accepted')
    await h.sweep()

    expect(await payoutsOf('s-1')).toEqual([{ state: 'accepted', address: '(erased)' }])
    expect(await payoutsOf('s-2')).toEqual([{ state: 'sending', address: s2 }])
    // Somebody else in it still waits for the answer, which is read by the rows as they were sent.
    expect((await h.as('finance').get(`/payouts/batches/${file.id}/file`)).body).toBe(file.text)
  })

  test('is forgotten in the file too, once it is answered; its manifest stays', async () => {
    await answer(file, s2, 'rejected')
    await h.sweep()

    for (const table of await tables(h)) expect(await rowsWith(h, table, s1), `${table}: ${s1}`).toBe(0)
    const { rows } = await sql`select from ledger.payout_batch where octet_length(content) > 0`.execute(h.db)
    expect(rows).toEqual([])
    expect((await h.as('finance').get(`/payouts/batches/${file.id}/file`)).body.code).toBe('payouts.file-erased')
    expect((await h.as('finance').get(`/payouts/batches/${file.id}`)).body).toMatchObject({ rows: 2, accepted: 1 })
    expect(await payoutsOf('s-2')).toEqual([{ state: 'rejected', address: s2 }])
    await expectSound(h)
  })

  test('is sent nothing by a name that is not his, but waits for somebody to say where', async () => {
    await credited('2026-09-08')

    const items = [{ service: 's-1', address: s1 }]
    expect(good(await h.as('finance').put('/payouts/channels/phones/addresses', { items }))).toEqual({
      set: 0,
      erased: 1,
    })
    expect((await payoutsOf('s-1'))[0]).toEqual({ state: 'waiting-for-person', address: 's-1' })
    expect((await payoutsOf('s-2'))[0]).toEqual({ state: 'requested', address: s2 })
  })

  test('is forgotten on bills that come later, and reading them again is no contradiction', async () => {
    const [, { key }] = good(await h.as('finance').get('/payouts?service=s-1')).items
    const line = { line: 'L-1', bill: 'B-1', billedOn: '2026-10-01', key, address: s1, unit: 'PLN', amount: '2.00' }
    const items = [line]
    good(await h.as('finance').post('/payouts/bills', { channel: 'phones', items }))
    await h.runJobs()
    await h.sweep()

    expect(await rowsWith(h, 'ledger.bill_credit', s1)).toBe(0)
    expect(good(await h.as('finance').post('/payouts/bills', { channel: 'phones', items }))).toMatchObject({
      recorded: 0,
    })
  })

  test('loses nothing else: what was tried and handed out cannot be changed otherwise', async () => {
    for (const change of [
      "update ledger.payout_attempt set address = 'elsewhere'",
      "update ledger.payout_attempt set address = '(erased)'",
      "update ledger.payout_attempt set address = '(erased)', actor = 'nobody'",
      "update ledger.payout_outcome set outcome = 'rejected', detail = '(erased)'",
      "update ledger.payout_outcome set detail = 'other'",
      "update ledger.payout_batch set content = 'other'",
      "update ledger.payout_batch set content = '', row_count = 7",
      'delete from ledger.payout_attempt',
      'delete from ledger.payout_batch',
    ])
      await expect(sql.raw(change).execute(h.db)).rejects.toThrow('immutable')
  })

  test('who was never known is said to be nobody’s', async () => {
    const nobody = { customer: 'c-9', reason: 'request-of-the-person' }
    expect((await h.as('admin').post('/privacy/erase', nobody)).body.code).toBe('identity.person-not-found')
  })
})

describe('an import that was checked before its customer was erased', () => {
  const files: readonly (readonly [kind: string, lines: readonly string[]])[] = [
    ['customers', ['customer,name,language', 'c-1,Zofia Wiśniewska,pl', 'c-2,Ewa Lis,pl']],
    ['contacts', ['customer,channel,address', 'c-1,email,zofia@example.com', 'c-2,email,ewa@example.com']],
    ['consents', ['customer,purpose,channel,granted_at', 'c-1,notices,email,2026-01-01T10:00:00Z']],
    ['services', ['service,customer_id,kind,login,currency', 's-1,c-1,internet,zofia-login@isp,PLN']],
    [
      'sessions',
      [
        'acctuniqueid,username,nasportid,acctstarttime',
        'u-1,zofia-login@isp,zofia-login-port,2026-09-01T10:00:00Z',
        'u-2,zofia-login@isp,zofia-login-port,2026-09-02T10:00:00Z',
      ],
    ],
  ]

  test.each(files)('does not bring the person back: %s', async (kind, lines) => {
    const h = await anOperator()
    await aNetwork(
      h,
      ['core'],
      [
        { service: 's-1', element: 'core', customer: 'c-1', login: 'zofia-login@isp' },
        { service: 's-2', element: 'core', customer: 'c-2' },
      ],
    )
    await imported(h, 'sessions', [
      'acctuniqueid,username,nasportid,acctstarttime',
      'u-1,zofia-login@isp,zofia-login-port,2026-09-01T09:00:00Z',
    ])
    const turn = await h.platform.pool.connect()
    await turn.query("select pg_advisory_lock(hashtext('network.import'))")
    const query = new URLSearchParams({ kind, currency: 'PLN', timeZone: 'Europe/Warsaw' })
    const { id } = good(
      await h.as('admin').post(`/imports?${query.toString()}`, lines.join('\n'), { 'content-type': 'text/csv' }),
    )
    const running = h.runJobs()
    // The import has been checked and waits for its turn; so does the erasure, which asks first.
    const erasing = (async () => {
      await waitFor(async () => (await h.as('admin').get(`/imports/${id}`)).body.status === 'applying')
      return h.as('admin').post('/privacy/erase', { customer: 'c-1', reason: 'request-of-the-person' })
    })()
    await waitFor(async () => (await waitingForImports(h)) === 2)
    await turn.query("select pg_advisory_unlock(hashtext('network.import'))")
    turn.release()
    good(await erasing)
    await running
    await h.runJobs()

    expect((await h.as('admin').get(`/imports/${id}`)).body).toMatchObject({ status: 'done' })
    expect(await remains(h)).toEqual([])
  })

  test.each(files)('nor one that is brought in after the erasure: %s', async (kind, lines) => {
    const h = await anOperator()
    await aNetwork(
      h,
      ['core'],
      [
        { service: 's-1', element: 'core', customer: 'c-1', login: 'zofia-login@isp' },
        { service: 's-2', element: 'core', customer: 'c-2' },
      ],
    )
    await imported(h, 'sessions', [
      'acctuniqueid,username,nasportid,acctstarttime',
      'u-1,zofia-login@isp,zofia-login-port,2026-09-01T09:00:00Z',
    ])
    // Between its check and its last transaction the import notes that it applies; the erasure is done in that moment.
    await sql`
      create function public.erased() returns trigger language plpgsql as $$ begin
        update subscribers.customer set erased_at = now(), name = null, language = null where key = 'c-1';
        delete from subscribers.contact; update subscribers.service set login = null where key = 's-1';
        update subscribers.session set login = null, port = null; return null;
      end $$`.execute(h.db)
    await sql`create trigger erased after update on network.import for each row
      when (new.status = 'applying' and old.status <> 'applying') execute function public.erased()`.execute(h.db)

    await imported(h, kind, lines)

    expect(await remains(h)).toEqual([])
  })

  /** Where something personal stands, and consents that hold. */
  async function remains(h: Harness): Promise<string[]> {
    const found: string[] = []
    for (const table of await tables(h))
      for (const word of personal) if ((await rowsWith(h, table, word)) > 0) found.push(`${table}: ${word}`)
    const { rows } = await sql`select from subscribers.consent where withdrawn_at is null`.execute(h.db)
    return [...found, ...rows.map(() => 'a consent')]
  }

  async function waitingForImports(h: Harness): Promise<number> {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted and objsubid = 1
        and objid = (hashtext('network.import')::bigint & 4294967295)
        and database = (select oid from pg_database where datname = current_database())`.execute(h.db)
    return rows[0]?.waiting ?? 0
  }
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

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 10_000; !(await condition()); await new Promise(done => setTimeout(done, 20)))
    if (Date.now() > until) throw new Error('it did not happen')
}

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

/** The same request under the same key, too. */
function appeal(h: Harness, outage: string) {
  const body = { service: 's-3', note: 'My line was dead, and my mother lies ill. Zofia Wiśniewska' }
  return h.as('care').post(`/outages/${outage}/appeals`, body, { 'idempotency-key': 'appeal' })
}

/** A biller that takes files and knows services by telephone numbers. */
async function aChannel(h: Harness): Promise<void> {
  const channel = {
    channel: 'phones',
    title: 'Phones',
    settings: { adapter: 'csv' },
    units: ['PLN'],
    text: 'Rekompensata',
    largest: null,
    perMinute: null,
    settlingSeconds: 0,
    rest: 'stays',
  }
  good(await h.as('admin').post('/payouts/channels', channel))
  good(await h.as('finance').post('/payouts/resume', { channel: 'phones' }))
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
