import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../src/platform/index.ts'
import { migrations } from '../../src/platform/migrate.ts'
import { computed, creditsOf, expectSound, ofMonth, ofOutage, readRun, statement } from '../factories/money.ts'
import { good } from '../factories/operator.ts'
import { harness, type Harness } from '../harness.ts'

type Row = Readonly<Record<string, unknown>>
type Rows = ReadonlyMap<string, readonly string[]>

/** The migrations of the first version; whoever comes later has to leave what it wrote as it is. */
const first = migrations().filter(({ name }) => (name.split('/').at(-1) ?? '') < '20261122-1000')

/** Kept only while something is under way, or filled by circumstances that the story does not have. */
const mayBeEmpty = [
  'identity.code_wanted',
  'identity.external_account',
  'identity.visit',
  'outages.alarm_quiet',
  'platform.process',
]

/** Columns that nobody ever wrote and that were taken away. */
const removed = new Map([['ledger.payout', ['follows']]])

const [paidOutage, openOutage] = ['01a20278-703b-7f6a-a871-7724faeef8cd', '01a20278-7abd-770d-87b5-99619fdc8679']
const [posted, approved] = ['01a20278-7458-79e3-b329-1bfb1c5e7e25', '01a20278-7fca-7e38-b5c1-c31280428a41']

/**
 * A database as the first version left it: its application was used through its own doors, by an operator with three services. An outage
 * was paid, partly billed and corrected afterwards, another one is over and has an approved run, a third is suspected.
 */
describe('an upgrade from the first version', () => {
  let h: Harness
  let before: Rows
  let after: Rows
  let applied: readonly string[]
  beforeAll(async () => {
    h = await harness({
      config: { secret: () => 'a-secret' },
      prepare: async pool => {
        await migrate(pool, first)
        await load(pool)
        before = await contentOf(pool)
        applied = await migrate(pool)
        after = await contentOf(pool, before)
      },
    })
    h.clock.set('2026-09-12T09:00:00Z')
  })

  test('begins with data in every table of every context, and has something to do', () => {
    const empty = [...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)

    expect(empty.filter(table => !mayBeEmpty.includes(table))).toEqual([])
    expect(applied.length).toBeGreaterThan(0)
    expect(applied).toEqual(
      migrations()
        .map(({ name }) => name)
        .slice(-applied.length)
        .toSorted(byTime),
    )
  })

  test('leaves every row as it was', () => {
    expect(Object.fromEntries([...before].map(([table]) => [table, after.get(table)]))).toEqual(
      Object.fromEntries(before),
    )
  })

  test('leaves ledger and audit trail whole, and the balances what they were', async () => {
    await expectSound(h)
    const balances = await Promise.all(['s-1', 's-2', 's-3'].map(async key => (await statement(h, key)).balances))
    expect(balances).toEqual([[{ unit: 'PLN', amount: '2.00' }], [{ unit: 'PLN', amount: '0.00' }], []])
  })

  test('shows what was there: outages with their tasks, runs, payouts, staff, webhooks, settings', async () => {
    const admin = h.as('admin')
    expect(await readRun(h, posted)).toMatchObject({ status: 'posted', due: '4.00', posted: 2 })
    expect((await creditsOf(h, posted)).map(({ service, due }) => [service, due])).toEqual([
      ['s-1', '2.00'],
      ['s-2', '2.00'],
    ])
    expect(good(await admin.get(`/outages/${openOutage}/tasks`)).items).toMatchObject([{ state: 'done', revision: 1 }])
    const counts = { outages: 3, staff: 1, 'webhooks/endpoints': 1, payouts: 2, imports: 10, customers: 3, alarms: 1 }
    const found = Object.keys(counts).map(async path => [path, good(await admin.get(`/${path}`)).items.length] as const)
    expect(Object.fromEntries(await Promise.all(found))).toEqual(counts)
    expect((await admin.get('/outages/settings')).headers['etag']).toBe('"1"')
    expect(good(await admin.get('/settings/compensation.operator')).value).toMatchObject({ jurisdiction: 'PL' })
  })

  test('lets an assessment go on where the first version stopped: what it paid counts, the rest is owed', async () => {
    const again = await computed(h, ofOutage(paidOutage))
    const month = await computed(h, ofMonth('2026-09'))

    // Corrected after it was paid, so that a third service was hit.
    expect(again.due).toBe('2.00')
    expect((await creditsOf(h, again.id)).filter(({ due }) => due !== '0.00').map(({ service }) => service)).toEqual([
      's-3',
    ])
    expect(month.due).toBe('4.00')
  })

  test('wants a run that the first version computed to be computed and approved anew, and then posts it', async () => {
    const [finance, approver] = [h.as('finance'), h.as('approver')]
    const act = (step: string) => `/compensation/runs/${approved}/${step}`

    const refused = await finance.post(act('post'), {})
    expect(refused).toMatchObject({ status: 409, body: { code: 'compensation.facts-changed' } })

    good(await approver.post(act('withdraw'), { reason: 'Computed by another version' }))
    good(await finance.post(act('recompute'), {}))
    await h.runJobs()
    good(await approver.post(act('approve'), {}))
    good(await finance.post(act('post'), {}))
    await h.runJobs()
    expect(await readRun(h, approved)).toMatchObject({ status: 'posted', failure: null, due: '4.00' })
    const balances = await Promise.all(['s-1', 's-2'].map(async key => (await statement(h, key)).balances))
    expect(balances).toMatchObject([[{ amount: '4.00' }], [{ amount: '2.00' }]])
    await expectSound(h)
  })
})

/** Rows go in as they came out, without triggers, and the numbers go on behind them. */
async function load(pool: pg.Pool): Promise<void> {
  const lines = readFileSync(join(import.meta.dirname, 'first-version.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const rows = Map.groupBy(
    lines.map(line => JSON.parse(line) as { table: string; row: Row }),
    ({ table }) => table,
  )
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const [table, given] of rows) {
      // Migrations put some rows there themselves.
      await client.query(`delete from ${table}`)
      await client.query(
        `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(given.map(({ row }) => row))],
      )
    }
    await client.query(`
      do $$ declare c record; begin
        for c in select table_schema || '.' || quote_ident(table_name) as name, column_name from information_schema.columns
          where is_identity = 'YES' and table_schema not like 'graphile%'
        loop
          execute format('select setval(pg_get_serial_sequence(%L, %L), greatest(1, (select max(%I) from %s)))', c.name, c.column_name, c.column_name, c.name);
        end loop;
      end $$`)
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Every row of our own tables as text, sorted; of tables that are known, only with the columns that they had then. */
async function contentOf(pool: pg.Pool, known?: Rows): Promise<Rows> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select schemaname || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') order by 1`)
  const contents = new Map<string, readonly string[]>()
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: Row }>(`select to_jsonb(t) as row from ${name} t`)
    const columns = known === undefined ? null : Object.keys(JSON.parse(known.get(name)?.[0] ?? '{}') as Row)
    const kept = rows.map(({ row }) =>
      Object.entries(row).filter(
        ([column]) => (columns?.includes(column) ?? true) && !(removed.get(name) ?? []).includes(column),
      ),
    )
    contents.set(
      name,
      kept
        .map(entries =>
          JSON.stringify(Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))),
        )
        .toSorted(),
    )
  }
  return contents
}

function byTime(one: string, other: string): number {
  const [left = '', right = ''] = [one, other].map(name => name.split('/').at(-1))
  return left < right ? -1 : left > right ? 1 : one < other ? -1 : 1
}
