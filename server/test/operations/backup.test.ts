import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerAndTrail } from '../../src/app/verify.ts'
import { start, type Running } from '../../src/app/start.ts'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import { payoutsContext, serveSimulator } from '../../src/ledger/payouts/index.ts'
import { readConfig, type Db, type Platform } from '../../src/platform/index.ts'
import { eventually, signIn, startProcess } from './processes.ts'

// One more batch than one: a run posts 25 000 services in a transaction.
const services = 26_000
const folder = mkdtempSync(join(tmpdir(), 'pulih-backup-test-'))
// As root the server runs as another user, who has to get there.
chmodSync(folder, 0o755)
const original = join(folder, 'original')
const copy = join(folder, 'copy')
const restored = join(folder, 'restored')

const run = (data: string) =>
  start(
    readConfig({
      PULIH_DATA: data,
      PULIH_PORT: '0',
      PULIH_LOG: 'silent',
      PULIH_ALLOW_PRIVATE_TARGETS: 'true',
      PULIH_SECRET_HOOK: 'the secret of the biller',
    }),
  )

async function tool(data: string, ...options: readonly string[]) {
  const started = startProcess(options, { PULIH_DATA: data })
  return { code: await started.ended, output: started.output() }
}

let first: Running
/** Holds the run between its first and its second batch. */
const holder: { client: pg.Client | null } = { client: null }
let id = ''
/** What a biller was asked to book; it recognizes no request that it has seen before. */
const booked: string[] = []
const biller = await serveSimulator(({ headers }) => {
  booked.push(headers['idempotency-key'] ?? '')
  return Promise.resolve({ kind: 'answer', status: 200, headers: {}, body: '{"reference":"1"}' })
})

beforeAll(async () => {
  first = await run(original)
  const { db } = first.platform
  const people = await createDemonstrationStaff(first.platform)
  const as = async (role: string) =>
    signIn(first.url ?? '', people.find(({ login }) => login === role) ?? { login: role, password: '' })
  const outage = await anOutageOfAll(db)
  const [finance, approver] = [await as('finance'), await as('approver')]
  id = (await finance.post('/compensation/runs', { kind: 'outage', outage })).body.id
  const computed = await eventually(
    () => finance.get(`/compensation/runs/${id}`),
    ({ body }) => body.status === 'computed' || body.failure,
  )
  if (computed.body.credits !== services) throw new Error(JSON.stringify(computed.body))

  holder.client = new pg.Client({ connectionString: first.platform.pool.options.connectionString ?? '' })
  await holder.client.connect()
  await holder.client.query('select pg_advisory_lock(4711)')
  await sql`create function public.hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$`.execute(
    db,
  )
  await sql`create trigger hold before update on compensation.run for each row when (old.posted_up_to > 0 and new.posted_up_to > old.posted_up_to) execute function public.hold()`.execute(
    db,
  )
  await approver.post(`/compensation/runs/${id}/approve`, {})
  await finance.post(`/compensation/runs/${id}/post`, {})
  await eventually(
    () => stateOf(db),
    state => state.posted > 0,
  )
  await aRequestedPayout(db)
}, 180_000)

afterAll(async () => {
  await holder.client?.end()
  await first.stop()
  await biller.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup of the embedded database', () => {
  test('is taken while a run is half posted, is restored, and the run is finished with no credit and no payout twice', async () => {
    expect(await stateOf(first.platform.db)).toMatchObject({ status: 'posting', posted: 25_000, transfers: 25_000 })
    expect(await tool(original, '--backup', copy)).toMatchObject({
      code: 0,
      output: expect.stringContaining('holds a backup of'),
    })

    // What happens after the backup is not in it; the original goes on all the same.
    await holder.client?.query('select pg_advisory_unlock(4711)')
    const finished = await eventually(
      () => stateOf(first.platform.db),
      ({ status }) => status === 'posted',
    )
    expect(finished).toMatchObject({ transfers: services, served: services })
    expect(await sendWhatIsDue(first.platform)).toBe('accepted')
    expect(booked).toHaveLength(1)

    const { code, output } = await tool(restored, '--restore', copy)
    expect(output).toMatch(/ledger +whole, \d+ pages, 25000 transfers/)
    expect(output).toMatch(/audit trail +whole, [1-9]\d* rows/)
    expect(output).toMatch(/payouts +stopped, 1 channel\n/)
    expect(code).toBe(0)

    const second = await run(restored)
    try {
      expect((await stateOf(second.platform.db)).transfers).toBeGreaterThanOrEqual(25_000)
      const state = await eventually(
        () => stateOf(second.platform.db),
        ({ status }) => status === 'posted',
      )
      expect(state).toEqual(finished)
      const { ledger, trail } = await ledgerAndTrail(second.platform.pool.options.connectionString ?? '')
      expect(ledger).toMatchObject({ whole: true, transfers: BigInt(services) })
      expect(trail.sound).toBe(true)
      expect(await sendWhatIsDue(second.platform)).toBe('requested')
      expect(booked).toHaveLength(1)
    } finally {
      await second.stop()
    }
  }, 240_000)

  test('goes neither into a folder that holds something nor over a database that is there', async () => {
    expect(await tool(original, '--backup', copy)).toMatchObject({
      code: 2,
      output: expect.stringContaining('is not empty; name a new folder'),
    })
    expect(await tool(original, '--restore', copy)).toMatchObject({
      code: 2,
      output: expect.stringContaining('Move it away first'),
    })
    expect(await tool(join(folder, 'nothing'), '--backup', join(folder, 'unused'))).toMatchObject({
      code: 2,
      output: expect.stringContaining('There is no database below'),
    })
    expect(await tool(original, '--backup')).toMatchObject({
      code: 2,
      output: expect.stringContaining('Name a folder'),
    })
  }, 60_000)

  test('that is damaged or was cut short is refused before anything is written', async () => {
    const target = join(folder, 'never')
    appendFileSync(join(copy, 'cluster', 'PG_VERSION'), '\n')
    expect(await tool(target, '--restore', copy)).toMatchObject({
      code: 2,
      output: expect.stringContaining('The backup is damaged: cluster/PG_VERSION'),
    })
    rmSync(join(copy, 'backup.json'))
    expect(await tool(target, '--restore', copy)).toMatchObject({
      code: 2,
      output: expect.stringContaining('holds no backup.json'),
    })
    expect(existsSync(join(target, 'postgres'))).toBe(false)
  }, 60_000)

  test('of a database at rest starts and stops the server for itself', async () => {
    const resting = join(folder, 'resting')
    await (await run(resting)).stop()

    const made = join(folder, 'of-resting')
    expect((await tool(resting, '--backup', made)).code).toBe(0)
    expect(existsSync(join(resting, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false)
    expect(readdirSync(made).toSorted()).toEqual(['backup.json', 'cluster', 'password'])
    expect((await tool(join(folder, 'again'), '--restore', made)).output).toContain('ledger       whole, 0 pages')
  }, 120_000)
})

/** A payout that waits for its time, through a channel that nobody has stopped. */
async function aRequestedPayout(db: Db): Promise<void> {
  const settings = { adapter: 'webhook', url: biller.url, secret: 'hook', lookupUrl: null }
  await sql`
    insert into ledger.payout_channel (name, title, form, settings, units, text, settling_seconds, rest)
    values ('hook', 'Hook', 'request', ${JSON.stringify(settings)}::jsonb, '{PLN}', 'Sorry', 60, 'stays')`.execute(db)
  await sql`
    insert into ledger.payout (key, channel, form, state, service_id, service_key, address, unit, amount, purpose, text, requested_at, due_at)
    select gen_random_uuid(), 'hook', 'request', 'requested', service_id, service_key, service_key, 'PLN', 1, 'bill:2026-10', 'Sorry', now(), now() + interval '1 day'
    from ledger.transfer order by id limit 1`.execute(db)
}

/** Its time has come. Returns what became of it when all has been sent that may be. */
async function sendWhatIsDue(platform: Platform): Promise<string | undefined> {
  await sql`update ledger.payout set due_at = now()`.execute(platform.db)
  for (const sweep of payoutsContext().sweeps ?? []) if (sweep.name === 'payouts.send') await sweep.run(platform)
  const settled = await eventually(
    () => sql<{ state: string }>`select state from ledger.payout`.execute(platform.db),
    ({ rows }) => rows[0]?.state !== 'sending',
  )
  return settled.rows[0]?.state
}

interface State {
  readonly status: string
  readonly posted: number
  readonly transfers: number
  readonly served: number
  readonly amount: string
}

async function stateOf(db: Db): Promise<State> {
  const { rows } = await sql<State>`
    select r.status, r.posted, t.* from compensation.run r,
      (select count(*)::int as transfers, count(distinct service_key)::int as served, coalesce(sum(amount), 0)::text as amount from ledger.transfer) t
    where r.id = ${id}`.execute(db)
  return rows[0] ?? { status: 'missing', posted: 0, transfers: 0, served: 0, amount: '0' }
}

async function anOutageOfAll(db: Db): Promise<string> {
  await sql`
    with c as (
      insert into subscribers.customer (key, kind, created_at, updated_at) select 'C' || n, 'consumer', now(), now() from generate_series(1, ${services}::int) n
      returning id, key
    ), s as (
      insert into subscribers.service (key, customer_id, kind, cycle_day, currency, updated_at) select 'S' || substr(key, 2), id, 'internet', 1, 'PLN', now() from c returning id
    )
    insert into subscribers.terms (service_id, valid_from, monthly_fee) select id, '2020-01-01', 6000 from s`.execute(
    db,
  )
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', 'fibre-cut', 'total', 'major', false, '2026-09-10T08:00:00+02:00', '2026-09-12T09:00:00+02:00', now(), 'staff:a') returning id`.execute(
    db,
  )
  const outage = rows[0]?.id ?? ''
  await sql`insert into outages.affected (outage_id, service_id, evidence, money) select ${outage}, id, 'topology', true from subscribers.service`.execute(
    db,
  )
  await sql`
    insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed)
    values (${outage}, 1, now(), true, ${services}, ${services}, '{}', 0, 0, 0)`.execute(db)
  // Rows that come by import are analysed by it; without that the planner knows nothing of these.
  await sql`analyze`.execute(db)
  return outage
}
