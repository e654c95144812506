import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import type { Context } from '../platform/index.ts'
import { ledgerContext } from '../ledger/index.ts'
import { compensationContext } from './index.ts'

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
const finance = h.as('finance')
const approver = h.as('approver')

let count = 0
async function service(
  fee: bigint,
  words: Partial<{ kind: string; cycleDay: number; customer: string; timeZone: string | null }> = {},
): Promise<{ id: bigint; key: string }> {
  const key = `S${++count}`
  const { kind = 'internet', cycleDay = 1, customer = 'consumer', timeZone = null } = words
  const { rows } = await sql<{ id: bigint }>`
    with c as (insert into subscribers.customer (key, kind, created_at, updated_at) values (${`C${count}`}, ${customer}, now(), now()) returning id)
    insert into subscribers.service (key, customer_id, kind, time_zone, cycle_day, currency, updated_at) select ${key}, id, ${kind}, ${timeZone}, ${cycleDay}, 'PLN', now() from c returning id`.execute(
    h.db,
  )
  const id = rows[0]?.id ?? 0n
  await sql`insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${id}, '2020-01-01', ${fee})`.execute(
    h.db,
  )
  return { id, key }
}

async function outage(
  from: string,
  to: string,
  services: readonly { id: bigint }[],
  cause = 'fibre-cut',
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', ${cause}, 'total', 'major', false, ${from}, ${to}, now(), 'staff:a') returning id`.execute(
    h.db,
  )
  const id = rows[0]?.id ?? ''
  await sql`insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed) values (${id}, 1, now(), true, ${services.length}, ${services.length}, '{}', 0, 0, 0)`.execute(
    h.db,
  )
  for (const each of services)
    await sql`insert into outages.affected (outage_id, service_id, evidence, money) values (${id}, ${each.id}, 'topology', true)`.execute(
      h.db,
    )
  return id
}

async function computed(body: object) {
  const { body: run, status } = await finance.post('/compensation/runs', body)
  expect({ status, run }).toMatchObject({ status: 201 })
  await h.runJobs()
  return (await finance.get(`/compensation/runs/${run.id}`)).body
}

async function paid(body: object) {
  const run = await computed(body)
  expect((await approver.post(`/compensation/runs/${run.id}/approve`, {})).body).toMatchObject({ status: 'approved' })
  expect((await finance.post(`/compensation/runs/${run.id}/post`, {})).body).toMatchObject({ status: 'posting' })
  await h.runJobs()
  return (await finance.get(`/compensation/runs/${run.id}`)).body
}

async function net(key: string): Promise<bigint> {
  const { rows } = await sql<{
    sum: bigint
  }>`select coalesce(sum(amount), 0)::bigint as sum from ledger.transfer where service_key = ${key}`.execute(h.db)
  return rows[0]?.sum ?? 0n
}

describe('a run', () => {
  test('assesses, is approved by a second person, and posts what the usual contract owes', async () => {
    const a = await service(6000n)
    const b = await service(6000n)
    const c = await service(9000n)
    const id = await outage('2026-09-10T08:00:00+02:00', '2026-09-12T09:00:00+02:00', [a, b, c])

    const run = await computed({ kind: 'outage', outage: id })
    expect(run).toMatchObject({ status: 'computed', failure: null })
    expect(run.summary).toMatchObject({ services: 3, credits: 3, fairness: { breaches: [] } })

    expect((await finance.post(`/compensation/runs/${run.id}/approve`, {})).status).toBe(403)
    await h.as('approver').post(`/compensation/runs/${run.id}/approve`, {})
    await finance.post(`/compensation/runs/${run.id}/post`, {})
    await h.runJobs()
    const after = (await finance.get(`/compensation/runs/${run.id}`)).body
    expect(after).toMatchObject({ status: 'posted', posted: 3 })
    expect(await net(a.key)).toBe(await net(b.key))
    expect(await net(a.key)).toBeGreaterThan(0n)
    const { body: why } = await finance.get(`/compensation/runs/${run.id}/services/${a.key}/explanation?language=pl`)
    expect(why).toMatchObject({ agrees: true, service: a.key })
    expect(why.text.length).toBeGreaterThan(3)
  })

  test('done again posts nothing', async () => {
    const a = await service(6000n)
    const id = await outage('2026-09-03T08:00:00+02:00', '2026-09-05T09:00:00+02:00', [a])
    await paid({ kind: 'outage', outage: id })
    const before = await net(a.key)
    expect(before).toBeGreaterThan(0n)

    const again = await computed({ kind: 'outage', outage: id })
    expect(again.summary).toMatchObject({ credits: 0, due: '0.00', lastRun: { added: 0, removed: 0, changed: 0 } })
    const month = await computed({ kind: 'period', month: '2026-09' })
    const { body: credits } = await finance.get(`/compensation/runs/${month.id}/credits?service=${a.key}&onlyDue=true`)
    expect(credits.items).toEqual([])
  })

  test('after a corrected end posts one linked difference, up or down', async () => {
    const a = await service(6000n)
    const id = await outage('2026-09-20T08:00:00+02:00', '2026-09-22T09:00:00+02:00', [a])
    await paid({ kind: 'outage', outage: id })
    const first = await net(a.key)

    await sql`update outages.outage set restored_at = '2026-09-25T09:00:00+02:00', revision = revision + 1 where id = ${id}`.execute(
      h.db,
    )
    await paid({ kind: 'outage', outage: id })
    const longer = await net(a.key)
    expect(longer).toBeGreaterThan(first)

    await sql`update outages.outage set restored_at = '2026-09-20T08:10:00+02:00', revision = revision + 1 where id = ${id}`.execute(
      h.db,
    )
    const last = await paid({ kind: 'outage', outage: id })
    const { body: why } = await finance.get(`/compensation/runs/${last.id}/services/${a.key}/explanation`)
    const shorter = await net(a.key)
    expect(shorter).toBeLessThan(first)
    expect(why.answer.recommended).toBe((Number(shorter) / 100).toFixed(2))

    const { rows } = await sql<{
      kind: string
      revision: number
      linked: boolean
    }>`select kind, revision, corrects is not null as linked from ledger.transfer where service_key = ${a.key} order by revision`.execute(
      h.db,
    )
    expect(rows).toEqual([
      { kind: 'credit', revision: 1, linked: false },
      { kind: 'correction', revision: 2, linked: true },
      { kind: 'correction', revision: 3, linked: true },
    ])
  })

  test('counts a service once, and its assessments by billing period', async () => {
    const a = await service(6000n)
    const id = await outage('2026-07-30T08:00:00+02:00', '2026-08-02T09:00:00+02:00', [a])

    const run = await computed({ kind: 'outage', outage: id })

    expect(run.summary).toMatchObject({ services: 1, assessments: 2 })
    await approver.post(`/compensation/runs/${run.id}/approve`, {})
    expect((await finance.post(`/compensation/runs/${run.id}/post`, {})).body).toMatchObject({
      status: 'posting',
      stage: 'waiting for a worker',
    })
    await h.runJobs()
  })

  test('is not started about an outage that goes on, which is called by its number', async () => {
    const id = await outage('2026-08-10T08:00:00+02:00', '2026-08-11T09:00:00+02:00', [])
    await sql`update outages.outage set status = 'confirmed', restored_at = null where id = ${id}`.execute(h.db)

    const { body } = await finance.post('/compensation/runs', { kind: 'outage', outage: id })

    expect(body).toMatchObject({ code: 'compensation.unfinished-outage', detail: expect.stringMatching(/OUT-\d{6}/) })
    await sql`update outages.outage set status = 'retracted' where id = ${id}`.execute(h.db)
  })

  test('refuses to post on facts that changed after the approval', async () => {
    const a = await service(6000n)
    const id = await outage('2026-09-01T08:00:00+02:00', '2026-09-02T21:00:00+02:00', [a])
    const run = await computed({ kind: 'outage', outage: id })
    await approver.post(`/compensation/runs/${run.id}/approve`, {})
    await sql`insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${a.id}, '2026-08-01', 7000)`.execute(
      h.db,
    )

    expect((await finance.post(`/compensation/runs/${run.id}/post`, {})).body).toMatchObject({
      status: 409,
      code: 'compensation.facts-changed',
    })
  })

  test('counts an external cause as the operator’s own until a named person relies on it', async () => {
    const a = await service(6000n)
    const id = await outage('2026-09-14T08:00:00+02:00', '2026-09-16T09:00:00+02:00', [a], 'force-majeure')
    const own = await computed({ kind: 'outage', outage: id })
    expect(own.summary.credits).toBe(1)

    const reply = await finance.post('/compensation/exclusions', {
      outage: id,
      cause: 'force-majeure',
      decidedBy: 'Anna Example, head of legal',
      reason: 'Flood of the valley, state of emergency declared',
      evidence: 'https://example.org/decree',
    })
    expect(reply.status).toBe(201)
    const excluded = await computed({ kind: 'outage', outage: id })
    expect(excluded.summary.credits).toBe(0)
    const { body: why } = await finance.get(`/compensation/runs/${excluded.id}/services/${a.key}/explanation`)
    expect(why.exclusions).toMatchObject([{ decidedBy: 'Anna Example, head of legal' }])
  })
})

describe('a run that cannot be assessed', () => {
  const stepsOf = async (id: string) =>
    (
      await sql<{
        kind: string
        actor: string
      }>`select kind, actor from compensation.step where run_id = ${id} order by id`.execute(h.db)
    ).rows
  const impossible = async () => outage('0001-01-01T00:00:00Z', '2026-09-12T09:00:00+02:00', [await service(6000n)])

  test('says why and is not tried for ever; it is assessed again, or given up', async () => {
    const id = await impossible()
    const run = await computed({ kind: 'outage', outage: id })
    expect(run).toMatchObject({ status: 'failed', failure: expect.stringMatching(/\w/) })

    await sql`update outages.outage set started_at = '2026-09-11T09:00:00+02:00', revision = 2 where id = ${id}`.execute(
      h.db,
    )
    expect((await finance.post(`/compensation/runs/${run.id}/recompute`, {})).status).toBe(200)
    await h.runJobs()
    expect((await finance.get(`/compensation/runs/${run.id}`)).body).toMatchObject({
      status: 'computed',
      failure: null,
      failedWith: null,
    })

    const other = await computed({ kind: 'outage', outage: await impossible() })
    expect((await finance.post(`/compensation/runs/${other.id}/cancel`, {})).body).toMatchObject({
      status: 'cancelled',
    })
    await sql`update outages.outage set status = 'retracted' where started_at < '2000-01-01'`.execute(h.db)
  })

  test.each(['0000-01', '0001-01', '1999-12', '2101-01', '9999-12'])('is not started for %s', async month => {
    const { body, status } = await finance.post('/compensation/runs', { kind: 'period', month })

    expect(status).toBe(400)
    expect(body).toMatchObject({ mistakes: [{ pointer: '/month', message: expect.stringContaining('2000-01') }] })
  })

  test('is given up before a worker takes it', async () => {
    const { body: run } = await finance.post('/compensation/runs', { kind: 'period', month: '2026-01' })

    expect((await finance.post(`/compensation/runs/${run.id}/cancel`, {})).body).toMatchObject({ status: 'cancelled' })
    await h.runJobs()

    expect((await finance.get(`/compensation/runs/${run.id}`)).body).toMatchObject({ status: 'cancelled' })
  })

  test('is given up by the worker that is at it, whom nobody waits for', async () => {
    const { body: run } = await finance.post('/compensation/runs', { kind: 'period', month: '2026-02' })

    await h.db.transaction().execute(async tx => {
      await sql`select from compensation.run where id = ${run.id} for update`.execute(tx)
      const reply = await finance.post(
        `/compensation/runs/${run.id}/cancel`,
        { reason: 'The wrong month' },
        { 'if-match': `"${run.revision}"` },
      )
      expect(reply).toMatchObject({ status: 200, body: { status: 'computing', stage: 'being given up' } })
    })
    await h.runJobs()

    expect((await finance.get(`/compensation/runs/${run.id}`)).body).toMatchObject({ status: 'cancelled', stage: null })
    expect((await stepsOf(run.id)).at(-1)).toEqual({ kind: 'cancelled', actor: 'staff:finance' })
  })
})
