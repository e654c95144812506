import { writeFileSync, readFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../../test/harness.ts'
import { imported, rejectedOf, send } from '../../network/testing/importing.ts'
import { subscribers } from '../index.ts'
import { smallCustomers, smallNetwork, smallOperator, smallServices } from '../testing/files.ts'

let h: Harness
beforeAll(async () => {
  h = await smallOperator()
})

const tables = [
  'network.area',
  'network.element',
  'network.link',
  'subscribers.customer',
  'subscribers.contact',
  'subscribers.consent',
  'subscribers.service',
  'subscribers.terms',
  'subscribers.bill',
  'subscribers.top_up',
  'subscribers.session',
]

/** Everything that imports write, as one digest. */
async function state(): Promise<string[]> {
  const digests = tables.map(async name => {
    const { rows } = await sql<{
      digest: string | null
    }>`select md5(string_agg(t::text, ',' order by t::text)) as digest from ${sql.table(name)} t`.execute(h.db)
    return `${name} ${rows[0]?.digest ?? ''}`
  })
  return Promise.all(digests)
}

describe('an import', () => {
  test('changes nothing the second time', async () => {
    const before = await state()

    const replies = [
      await imported(h, 'elements', smallNetwork),
      await imported(h, 'customers', smallCustomers),
      await imported(h, 'services', smallServices),
    ]

    expect(replies).toMatchObject(replies.map(() => ({ status: 'done', added: 0, changed: 0, rejected: 0 })))
    expect(await state()).toEqual(before)
  })

  test('as a rehearsal counts what it would do and does nothing', async () => {
    const before = await state()
    const more = [
      ...smallServices.slice(0, 3),
      smallServices[3]?.replace('99.99', '120.00') ?? '',
      's-9,c-2,,pon-2,,voice,10,,Voice,,office,,PLN',
    ]

    const rehearsal = await imported(h, 'services', more, { dryRun: true })

    expect(rehearsal).toMatchObject({ status: 'done', dryRun: true, rowsRead: 4, accepted: 4, added: 1, changed: 1 })
    expect(await state()).toEqual(before)
  })

  test('touches only rows that differ', async () => {
    const versions = () =>
      sql<{
        key: string
        version: string
      }>`select key, xmin::text as version from subscribers.customer order by key`.execute(h.db)
    const before = await versions()

    const reply = await imported(h, 'customers', ['customer,name', 'c-1,Anna Nowak', 'c-2,Nowe Biuro'])

    const after = await versions()
    expect(reply).toMatchObject({ added: 0, changed: 1 })
    expect(after.rows[0]).toEqual(before.rows[0])
    expect(after.rows[1]?.version).not.toBe(before.rows[1]?.version)
    await imported(h, 'customers', smallCustomers)
  })

  test('keeps every row that it cannot use, with field, reason and remedy, and takes the others', async () => {
    const reply = await imported(h, 'services', [
      smallServices[0] ?? '',
      's-20,c-1,,nowhere,,internet,60.00,,,,,,PLN',
      's-21,nobody,,pon-1,,internet,60.00,,,,,,PLN',
      's-22,c-1,,pon-1,,radio,60.00,,,,,,PLN',
      's-23,c-1,,pon-1,,internet,"60,00",,,,,,PLN',
      's-24,c-1,,pon-1,,internet,60.005,,,,,,PLN',
      's-25,c-1,,pon-1,,internet,60.00,,,,,2026-02-30,PLN',
      's-26,c-1,,,,internet,60.00,,,,,,PLN',
      ',c-1,,pon-1,,internet,60.00,,,,,,PLN',
      's-27,c-1,,pon-1',
      's-28,c-1,,pon-1,,internet,"60.00,,,,,,PLN',
      's-29,c-1,,pon-1,,internet,60.00,,,secret\u0001,,,PLN',
      's-30,c-1,,pon-1,,internet,60.00,,,,,,PLN',
      's-30,c-1,,pon-1,,tv,60.00,,,,,,PLN',
      's-31,c-1,,pon-1,,internet,60.00,,,,,,zloty',
    ])

    expect(reply).toMatchObject({ status: 'done', rowsRead: 14, accepted: 1, rejected: 13, added: 1 })
    const lines = await rejectedOf(h, reply.id)
    const told = lines.map(line => line.split(',').slice(1, 3).join(' ')).sort()
    expect(told).toEqual(
      [
        '10 ',
        '11 ',
        '12 login',
        '14 service',
        '15 currency',
        '2 element',
        '3 customer_id',
        '4 kind',
        '5 monthly_fee',
        '6 monthly_fee',
        '7 since',
        '8 element',
        '9 service',
      ].sort(),
    )
    expect(lines.find(line => line.includes(',4,kind,'))).toBe(
      'services.csv,4,kind,"""radio"" is not one of the words",radio,Use one of the words that the documentation lists for this column.',
    )
    expect(lines.find(line => line.includes(',6,monthly_fee,'))).toContain('""60.005"" has more decimals')
    expect(lines.find(line => line.includes(',7,since,'))).toContain('is no day from 1900 to 2199')
    expect(lines.find(line => line.includes(',12,login,'))).not.toContain('secret')
    const { rows } = await sql`select kind from subscribers.service where key = 's-30'`.execute(h.db)
    expect(rows).toEqual([{ kind: 'internet' }])
  })

  test.each([
    [
      'without a required column',
      'services',
      'service,plan\ns-50,A',
      'These columns are missing: kind. Add them to the header line. (missing-column)',
    ],
    [
      'of nothing',
      'elements',
      '',
      'There is nothing in the file. Give it a header line and one line per row. (empty-file)',
    ],
    [
      'in another encoding',
      'elements',
      new Uint8Array([...Buffer.from('element\n'), 0xb3, 0x0a]),
      'The file is not UTF-8. Save it as UTF-8. (not-utf8)',
    ],
    [
      'that is UTF-16',
      'elements',
      Buffer.from('element\na', 'utf16le'),
      'The file holds NUL bytes and is no text. Save it as CSV in UTF-8. (nul-bytes)',
    ],
    [
      'with unknown columns only',
      'services',
      'a;b\n1;2',
      'The first line names no column that is known here; these are missing: service, kind. Let the file begin with a header line that names them, separated by a comma, a semicolon or a tab. (no-known-column)',
    ],
    [
      'with a column twice',
      'elements',
      'element,kind,kind\na,b,c',
      'Two columns have the name "kind". Keep one of them. (duplicate-column)',
    ],
  ])('refuses a file %s, and says what to do', async (_, kind, file, reason) => {
    const reply = await imported(h, kind, file)

    expect(reply).toMatchObject({ status: 'refused', reason, added: 0 })
  })

  test('takes a new service without a currency only where the whole file has one', async () => {
    const file = ['service,kind,element,monthly_fee', 's-51,internet,pon-1,60.00']
    const { body: sent } = await h
      .as('admin')
      .post('/imports?kind=services', file.join('\n'), { 'content-type': 'text/csv' })
    await h.runJobs()
    const { body: reply } = await h.as('admin').get(`/imports/${sent.id}`)

    expect(reply).toMatchObject({ status: 'done', accepted: 0, rejected: 1 })
    expect(await rejectedOf(h, sent.id)).toEqual([expect.stringMatching(/,currency,.*--currency PLN/)])
    expect(await imported(h, 'services', file, { dryRun: true, currency: 'PLN' })).toMatchObject({
      accepted: 1,
      rejected: 0,
    })
  })

  test('that is asked for wrongly is refused in plain words', async () => {
    const admin = h.as('admin')
    const wrong = async (address: string) =>
      (await admin.post(address, 'customer', { 'content-type': 'text/csv' })).body.mistakes
    const long = 'x'.repeat(201)

    expect(await wrong(`/imports?kind=&currency=zloty&dryRun=maybe&fileName=${long}`)).toEqual(
      expect.arrayContaining([
        { pointer: '/query/kind', message: 'must not be empty', code: 'empty', values: {} },
        {
          pointer: '/query/currency',
          message: 'must be the three letters of a currency (ISO 4217), for example PLN',
          code: 'not-a-currency',
          values: { example: 'PLN' },
        },
        { pointer: '/query/dryRun', message: 'must be true or false', code: 'not-a-flag', values: {} },
        {
          pointer: '/query/fileName',
          message: 'must have at most 200 characters',
          code: 'too-long',
          values: { limit: 200 },
        },
      ]),
    )
    expect((await admin.get('/imports/12')).body.mistakes).toMatchObject([
      { pointer: '/path/import', message: 'must be a UUID, for example 01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10' },
    ])
    expect((await admin.get('/imports?limit=0')).body.mistakes).toMatchObject([
      { pointer: '/query/limit', message: 'must be 1 or more' },
    ])
  })

  test('reads semicolons, byte order marks, Windows line ends and quoted fields', async () => {
    const reply = await imported(h, 'customers', '\ufeffcustomer;name\r\nc-40;"Kowalski; ""Jan"""\r\nc-41;Zoë\r\n')

    expect(reply).toMatchObject({ status: 'done', added: 2, rejected: 0 })
    const { rows } =
      await sql`select name from subscribers.customer where key in ('c-40', 'c-41') order by key`.execute(h.db)
    expect(rows).toEqual([{ name: 'Kowalski; "Jan"' }, { name: 'Zoë' }])
  })

  test('needs a known kind, a known media type and the permission', async () => {
    expect((await send(h, 'aliens', 'a')).body).toMatchObject({ code: 'network.unknown-kind' })
    expect((await send(h, 'customers', 'a', { media: 'application/pdf' })).status).toBe(415)
    expect((await send(h, 'customers', '{}', { media: 'application/geo+json' })).body).toMatchObject({
      code: 'network.wrong-media-for-kind',
    })
    expect(
      (await h.as('viewer').post('/imports?kind=customers', 'customer', { 'content-type': 'text/csv' })).status,
    ).toBe(403)
  })

  test('from Parquet or JSON is the same as from CSV', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulih-parquet-'))
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    writeFileSync(join(folder, 'a.csv'), smallServices.join('\n').replaceAll('s-', 'x-'))
    await connection.run(
      `copy (select * replace (cast(monthly_fee as decimal(10,2)) as monthly_fee) from read_csv('${join(folder, 'a.csv')}')) to '${join(folder, 'a.parquet')}' (format parquet)`,
    )
    connection.closeSync()
    const [header = '', ...rows] = smallServices.map(line => line.replaceAll('s-', 'x-'))
    const objects = rows.map(row =>
      Object.fromEntries(row.split(',').map((value, index) => [header.split(',')[index], value])),
    )

    const parquet = await imported(h, 'services', readFileSync(join(folder, 'a.parquet')), {
      media: 'application/vnd.apache.parquet',
    })
    const csv = await imported(h, 'services', rows.length > 0 ? [header, ...rows] : [])
    const json = await imported(h, 'services', JSON.stringify(objects), { media: 'application/json' })

    expect(parquet).toMatchObject({ status: 'done', added: 3, rejected: 0 })
    expect(csv).toMatchObject({ status: 'done', added: 0, changed: 0 })
    expect(json).toMatchObject({ status: 'done', added: 0, changed: 0 })
    expect(await imported(h, 'services', 'no parquet', { media: 'application/vnd.apache.parquet' })).toMatchObject({
      status: 'refused',
      reason: 'This is no Parquet file. Send Parquet, or name the right media type. (not-parquet)',
    })
  })
})

describe('an import that dies', () => {
  test('in its last transaction leaves nothing half-written, and is done when it is taken up again', async () => {
    const many = ['customer,name', ...Array.from({ length: 500 }, (_, n) => `dying-${n},Somebody`)]
    await sql`
      create function public.die() returns trigger language plpgsql as $$ begin
        if exists (select from pg_tables where tablename = 'deadly') then perform pg_terminate_backend(pg_backend_pid()); end if; return null;
      end $$`.execute(h.db)
    await sql`create trigger die after insert on subscribers.customer for each statement execute function public.die()`.execute(
      h.db,
    )
    await sql`create table public.deadly ()`.execute(h.db)
    const { body } = await send(h, 'customers', many.join('\n'))
    const count = async () =>
      (await sql`select from subscribers.customer where starts_with(key, 'dying-')`.execute(h.db)).rows.length

    await expect(subscribers.jobs?.[0]?.run({ id: body.id }, h.platform)).rejects.toThrow('terminat')

    expect(await count()).toBe(0)
    expect((await h.as('admin').get(`/imports/${body.id}`)).body).toMatchObject({ status: 'applying', added: 0 })

    await sql`drop table public.deadly`.execute(h.db)
    await h.sweep()
    await h.runJobs()
    expect(await count()).toBe(500)
    expect((await h.as('admin').get(`/imports/${body.id}`)).body).toMatchObject({ status: 'done', added: 500 })
    await h.sweep()
    const { rows } = await sql`select relname from pg_class where starts_with(relname, 'stage_')`.execute(h.db)
    expect(rows).toEqual([])
  })
})

describe('a session that came before its service', () => {
  const sessionsOf = async (login: string) => {
    const { rows } = await sql<{ id: string; service: string | null }>`
      select n.id, v.key as service from subscribers.session n left join subscribers.service v on v.id = n.service_id
      where n.login = ${login} order by n.id`.execute(h.db)
    return rows
  }

  test('is adopted by the service that had its login then, and of several by the oldest', async () => {
    await imported(h, 'sessions', [
      'acctuniqueid,username,acctstarttime',
      'early-1,shared@isp,2025-05-01T10:00:00Z',
      'early-2,shared@isp,2026-05-01T10:00:00Z',
      'early-3,shared@isp,2020-05-01T10:00:00Z',
    ])

    await imported(h, 'services', [
      'service,element,kind,login,since,until,currency',
      'shared-new,pon-1,internet,shared@isp,2026-01-01,,PLN',
      'shared-tv,pon-1,tv,shared@isp,2026-01-01,,PLN',
      'shared-old,pon-1,internet,shared@isp,2025-01-01,2025-12-31,PLN',
    ])

    expect(await sessionsOf('shared@isp')).toEqual([
      { id: 'early-1', service: 'shared-old' },
      { id: 'early-2', service: 'shared-new' },
      { id: 'early-3', service: null },
    ])
  })

  test('is forgotten where no service ever comes, and nothing else is', async () => {
    await imported(h, 'sessions', [
      'acctuniqueid,username,acctstarttime',
      'nobodys-1,nobody@isp,2026-06-01T10:00:00Z',
      'nobodys-2,nobody@isp,2026-08-20T10:00:00Z',
      'old-1,anna@isp,2024-06-01T10:00:00Z',
    ])

    await h.sweep()

    expect(await sessionsOf('nobody@isp')).toEqual([{ id: 'nobodys-2', service: null }])
    expect(await sessionsOf('anna@isp')).toContainEqual({ id: 'old-1', service: 's-1' })
  })
})

describe('a column that the file has and a row leaves empty', () => {
  test('leaves what the service or customer has', async () => {
    const header = 'service,element,kind,payment,cycle_day,currency'
    await imported(h, 'services', [header, 'empty-1,pon-1,mobile,prepaid,17,PLN'])
    await imported(h, 'customers', ['customer,kind', 'empty-c,business'])

    const again = [
      await imported(h, 'services', [header, 'empty-1,pon-1,mobile,,,PLN', 'empty-2,pon-1,mobile,,,PLN']),
      await imported(h, 'customers', ['customer,kind', 'empty-c,', 'empty-d,']),
    ]

    expect(again).toMatchObject([
      { added: 1, changed: 0 },
      { added: 1, changed: 0 },
    ])
    const { rows } = await sql`
      select key, payment, cycle_day from subscribers.service where starts_with(key, 'empty-') order by key`.execute(
      h.db,
    )
    expect(rows).toEqual([
      { key: 'empty-1', payment: 'prepaid', cycle_day: 17 },
      { key: 'empty-2', payment: 'postpaid', cycle_day: 1 },
    ])
  })
})

describe('prices', () => {
  const line = (fee: string, from = '') => [
    'service,element,kind,monthly_fee,plan,since,valid_from',
    `price-1,pon-1,internet,${fee},Fibre,2024-01-10,${from}`,
  ]
  const history = async () => {
    const { body } = await h.as('viewer').get('/services/price-1/history')
    return body.terms.map(
      ({ validFrom, monthlyFee }: { validFrom: string; monthlyFee: string }) => `${validFrom} ${monthlyFee}`,
    )
  }

  test('begin with the service, change from the day of an import on, and are only changed in the past by a day that is named', async () => {
    h.clock.set('2026-09-15T09:00:00Z')
    await imported(h, 'services', line('50.00'))
    expect(await history()).toEqual(['2024-01-10 50.00'])

    await imported(h, 'services', line('50.00'))
    expect(await history()).toEqual(['2024-01-10 50.00'])

    h.clock.set('2026-10-01T09:00:00Z')
    await imported(h, 'services', line('55.00'))
    expect(await history()).toEqual(['2026-10-01 55.00', '2024-01-10 50.00'])

    await imported(h, 'terms', ['service,valid_from,monthly_fee,plan', 'price-1,2025-01-01,52.00,Fibre'])
    expect(await history()).toEqual(['2026-10-01 55.00', '2025-01-01 52.00', '2024-01-10 50.00'])

    await imported(h, 'services', line('57.00', '2026-12-01'))
    await imported(h, 'services', line('55.00'))
    expect(await history()).toEqual(['2026-12-01 57.00', '2026-10-01 55.00', '2025-01-01 52.00', '2024-01-10 50.00'])
    expect((await h.as('viewer').get('/services/price-1')).body.terms).toMatchObject({ monthlyFee: '55.00' })
    h.clock.set('2026-09-15T09:00:00Z')
  })
})

describe('bills, top-ups, contacts and consents', () => {
  test('are taken once, in minor units of the currency of their service', async () => {
    const bills = [
      'service,from,to,amount',
      's-1,2026-08-01,2026-09-01,60.50',
      's-1,2026-09-01,2026-08-01,1',
      's-1,2026-07-01,2026-08-01,1.005',
      'nobody,2026-08-01,2026-09-01,1',
    ]
    const topUps = ['service,on,amount', 's-3,2026-08-01,20', 's-3,2026-08-01,20', 's-3,2026-08-02,20.5']
    const contacts = [
      'customer,channel,address,preferred',
      'c-1,email,anna@example.net,true',
      'c-1,sms,+48 600 100 200,',
      'c-1,email,no address,',
      'c-9,email,a@b.pl,',
    ]
    const consents = [
      'customer,purpose,channel,granted_at,withdrawn_at,source',
      'c-1,outage-notices,email,2026-01-01T10:00:00+01:00,,portal',
      'c-1,marketing,email,2026-01-01T10:00:00Z,2025-01-01T10:00:00Z,portal',
    ]

    const first = [
      await imported(h, 'bills', bills),
      await imported(h, 'top-ups', topUps),
      await imported(h, 'contacts', contacts),
      await imported(h, 'consents', consents),
    ]
    const again = [
      await imported(h, 'bills', bills),
      await imported(h, 'top-ups', topUps),
      await imported(h, 'contacts', contacts),
      await imported(h, 'consents', consents),
    ]

    expect(first.map(({ added, rejected }) => [added, rejected])).toEqual([
      [1, 3],
      [3, 0],
      [2, 2],
      [1, 1],
    ])
    expect(again.map(({ added, changed }) => [added, changed])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
    const { body } = await h.as('viewer').get('/services/s-1/history')
    expect(body.bills).toEqual([{ from: '2026-08-01', to: '2026-09-01', amount: '60.50', key: null, seenCredit: null }])
    expect((await rejectedOf(h, first[2].id)).join('\n')).not.toContain('no address')
  })
})
