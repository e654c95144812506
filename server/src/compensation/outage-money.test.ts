import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { ledgerContext } from '../ledger/index.ts'
import type { Context } from '../platform/index.ts'
import { compensationContext, moneyOfOutage } from './index.ts'

const named = (name: string): Context => ({ name })
const h = await harness({
  contexts: [
    named('network'),
    named('subscribers'),
    named('outages'),
    ledgerContext({ byKey: () => Promise.resolve(null), byId: () => Promise.resolve(null) } as never),
    compensationContext,
  ],
})

async function service(key: string): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    with c as (insert into subscribers.customer (key, kind, created_at, updated_at) values (${`C-${key}`}, 'consumer', now(), now()) returning id)
    insert into subscribers.service (key, customer_id, kind, cycle_day, currency, updated_at) select ${key}, id, 'internet', 1, 'PLN', now() from c returning id`.execute(
    h.db,
  )
  const id = rows[0]?.id ?? 0n
  await sql`insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${id}, '2020-01-01', 6000)`.execute(
    h.db,
  )
  return id
}

let first = 0n
let outage = ''
beforeAll(async () => {
  first = await service('A')
  const second = await service('B')
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', 'fibre-cut', 'total', 'major', false, '2026-09-10T08:00:00+02:00', '2026-09-12T09:00:00+02:00', now(), 'staff:a') returning id`.execute(
    h.db,
  )
  outage = rows[0]?.id ?? ''
  await sql`insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed) values (${outage}, 1, now(), true, 2, 2, '{}', 0, 0, 0)`.execute(
    h.db,
  )
  await sql`insert into outages.affected (outage_id, service_id, evidence, money) values (${outage}, ${first}, 'topology', true), (${outage}, ${second}, 'topology', true)`.execute(
    h.db,
  )
})

test('an outage costs what its runs owe, of which customers have what was posted', async () => {
  expect(await moneyOfOutage(h.db, outage)).toEqual([])
  const finance = h.as('finance')
  const run = (await finance.post('/compensation/runs', { kind: 'outage', outage })).body.id
  await h.runJobs()
  const { body } = await finance.get(`/compensation/runs/${run}`)

  expect(Number(body.due)).toBeGreaterThan(0)
  expect(await moneyOfOutage(h.db, outage)).toEqual([
    { run, number: 1, status: 'computed', credits: 2, currency: 'PLN', owed: body.due, granted: '0.00' },
  ])

  await sql`update compensation.run set status = 'posting', approved_by = 'staff:b', posted_up_to = ${first} where id = ${run}`.execute(
    h.db,
  )
  const [half] = await moneyOfOutage(h.db, outage)
  expect(Number(half?.granted) * 2).toBe(Number(half?.owed))

  // The rest was given up, and the next run owes it.
  await sql`update compensation.run set status = 'cancelled', posted = 1 where id = ${run}`.execute(h.db)
  expect(await moneyOfOutage(h.db, outage)).toEqual([
    { ...half, status: 'cancelled', credits: 1, owed: half?.granted, granted: half?.granted },
  ])
  await sql`update compensation.run set posted = 0, posted_up_to = 0 where id = ${run}`.execute(h.db)
  expect(await moneyOfOutage(h.db, outage)).toEqual([])

  await sql`update compensation.run set status = 'posted' where id = ${run}`.execute(h.db)
  const [whole] = await moneyOfOutage(h.db, outage)
  expect(whole?.granted).toBe(whole?.owed)
  expect(await moneyOfOutage(h.db, crypto.randomUUID())).toEqual([])
})
