import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerAndTrail } from '../../src/app/verify.ts'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import { harness, type Harness } from '../harness.ts'
import { eventually, signIn, startProcess, visitor, type ServerProcess } from './processes.ts'

let h: Harness
let databaseUrl = ''
const processes: ServerProcess[] = []

beforeAll(async () => {
  h = await harness()
  databaseUrl = h.platform.pool.options.connectionString ?? ''
})
afterAll(() => Promise.all(processes.map(each => each.stop())))

function begin(roles: string): ServerProcess {
  const started = startProcess(['--empty'], {
    DATABASE_URL: databaseUrl,
    PULIH_ROLES: roles,
    PULIH_PORT: '0',
    PULIH_POOL: '8',
    PULIH_DATA: mkdtempSync(join(tmpdir(), 'pulih-process-')),
    // A page would outlive them.
    PULIH_STATUS_PORT: 'none',
  })
  processes.push(started)
  return started
}

const outages = 100

test('two API and two worker processes on one database do everything once', async () => {
  const people = await createDemonstrationStaff(h.platform)
  await h.as('operations').put('/elements/olt-1', { parents: [], area: '31.71', longitude: 21, latitude: 52 })
  await sql`
    with c as (insert into subscribers.customer (key, kind, created_at, updated_at) select 'C' || n, 'consumer', now(), now() from generate_series(1, 500) n returning id, key),
    s as (
      insert into subscribers.service (key, customer_id, kind, element_id, position, cycle_day, currency, updated_at)
      select 'S' || c.key, c.id, 'internet', e.id, e.position, 1, 'PLN', now() from c, network.element e where e.key = 'olt-1' returning id
    )
    insert into subscribers.terms (service_id, valid_from, monthly_fee) select id, '2020-01-01', 6000 from s`.execute(
    h.db,
  )
  const [one, other] = [begin('api'), begin('api')]
  const workers = [begin('worker'), begin('worker')]
  const urls = [await one.listening(), await other.listening()] as const
  await eventually(
    () => count(sql`select count(*) as n from platform.process`),
    n => n === 2,
    60,
  )
  const as = async (role: string) => {
    const { token } = await signIn(urls[0], people.find(({ login }) => login === role) ?? { login: role, password: '' })
    return urls.map(url => visitor(url, token)) as [ReturnType<typeof visitor>, ReturnType<typeof visitor>]
  }
  const [operations, finance, approver] = [await as('operations'), await as('finance'), await as('approver')]

  // Each outage is declared twice at the same time, once at each process, under one key.
  const report = (n: number) => ({
    title: `Outage ${n}`,
    scope: { elements: ['olt-1'] },
    startedAt: new Date(Date.UTC(2026, 8, 1) + n * 3_600_000).toISOString(),
    reference: `ref-${n}`,
  })
  const replies = await Promise.all(
    Array.from({ length: outages }, (_, n) =>
      operations.map(each => each.post('/outages/declare', report(n), { 'idempotency-key': `declare-${n}` })),
    ).flat(),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(outages)
  expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(outages)

  // Each one's services are matched by whichever worker is free.
  await eventually(
    () => count(sql`select count(*) as n from graphile_worker.jobs`),
    n => n === 0,
  )
  expect(await count(sql`select count(*) as n from outages.outage`)).toBe(outages)
  expect(await count(sql`select count(*) as n from outages.affected`)).toBe(outages * 500)
  expect(
    await count(
      sql`select count(*) as n from (select from platform.event where type = 'outages.confirmed' group by subject having count(*) > 1) e`,
    ),
  ).toBe(0)

  // One is over, is compensated, and everybody presses every button at once.
  const outage = replies[0]?.body.id
  await operations[0].post(`/outages/${outage}/restore`, { restoredAt: '2026-09-03T12:00:00Z' })
  await eventually(
    () => operations[0].get(`/outages/${outage}`),
    ({ body }) => body.matched?.frozen === true,
  )
  const { body: run } = await finance[0].post('/compensation/runs', { kind: 'outage', outage })
  const computed = await eventually(
    () => finance[1].get(`/compensation/runs/${run.id}`),
    ({ body }) => body.status === 'computed' || body.failure,
  )
  expect(computed.body).toMatchObject({ failure: null, credits: 500 })
  const decide = (who: typeof finance, what: string) =>
    Promise.all(
      Array.from({ length: 10 }, (_, n) => who[n % 2 === 0 ? 0 : 1].post(`/compensation/runs/${run.id}/${what}`, {})),
    )
  const approvals = await decide(approver, 'approve')
  const posts = await decide(finance, 'post')
  for (const decided of [approvals, posts]) {
    expect(decided.filter(({ status }) => status < 300)).toHaveLength(1)
    expect(decided.filter(({ status }) => status === 409)).toHaveLength(9)
  }
  await eventually(
    () => finance[1].get(`/compensation/runs/${run.id}`),
    ({ body }) => body.status === 'posted',
  )
  expect(await count(sql`select count(*) as n from ledger.transfer`)).toBe(500)
  expect(await count(sql`select count(distinct service_id) as n from ledger.transfer`)).toBe(500)
  const { ledger, trail } = await ledgerAndTrail(databaseUrl)
  expect([ledger.whole, trail.sound]).toEqual([true, true])

  // Asked to end they end, and nothing was wrong on the way.
  expect(await Promise.all(processes.map(each => each.stop()))).toEqual([0, 0, 0, 0])
  expect(await count(sql`select count(*) as n from platform.process`)).toBe(0)
  for (const each of [one, other, ...workers]) expect(each.output()).not.toMatch(/"level":"(warn|error)"|password/)
}, 240_000)

async function count(statement: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await statement.execute(h.db)
  return Number((rows[0] as { n: bigint } | undefined)?.n ?? 0)
}
