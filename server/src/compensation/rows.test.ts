import { sql } from 'kysely'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyFolder } from '@pulih/rulebooks'
import { beforeAll, describe, expect, test } from 'vitest'
import { harness } from '../../test/harness.ts'
import { ledgerContext } from '../ledger/index.ts'
import { writeSetting, type Context } from '../platform/index.ts'
import { compensationContext } from './index.ts'
import { operatorSetting } from './operator.ts'
import { roundWidth } from './simulate-policy.ts'

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

async function service(key: string, kind: string, area: string | null, segment: string | null): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    with c as (insert into subscribers.customer (key, kind, segment, created_at, updated_at) values (${`C-${key}`}, 'consumer', ${segment}, now(), now()) returning id)
    insert into subscribers.service (key, customer_id, kind, area, cycle_day, currency, updated_at) select ${key}, id, ${kind}, ${area}, 1, 'PLN', now() from c returning id`.execute(
    h.db,
  )
  const id = rows[0]?.id ?? 0n
  await sql`insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${id}, '2020-01-01', 6000)`.execute(
    h.db,
  )
  return id
}

let run = ''
let outage = ''
let last: Awaited<ReturnType<typeof finance.get>>['body']
const at = (path: string) => finance.get(`/compensation/runs/${run}/${path}`)
const servicesOf = (body: { items: { service: string }[] }) => body.items.map(item => item.service).toSorted()

beforeAll(async () => {
  const ids = [
    await service('A', 'internet', '24.69', 'home'),
    await service('B', 'internet', '24.69', 'office'),
    await service('C', 'internet', null, null),
    await service('D', 'leased-line', '24.75', 'home'),
    await service('E', 'internet', '24.75', 'home'),
  ]
  const { rows } = await sql<{ id: string }>`
    insert into outages.outage (source, status, title, cause, extent, severity, planned, started_at, restored_at, created_at, created_by)
    values ('staff', 'restored', 'A cut', 'fibre-cut', 'total', 'major', false, '2026-09-10T08:00:00+02:00', '2026-09-12T09:00:00+02:00', now(), 'staff:a') returning id`.execute(
    h.db,
  )
  outage = rows[0]?.id ?? ''
  await sql`insert into outages.matching (outage_id, revision, at, frozen, services, money, by_evidence, added, removed, changed) values (${outage}, 1, now(), true, 5, 4, '{}', 0, 0, 0)`.execute(
    h.db,
  )
  for (const [index, id] of ids.entries())
    await sql`insert into outages.affected (outage_id, service_id, evidence, money) values (${outage}, ${id}, ${index === 4 ? 'contradicted' : 'topology'}, ${index !== 4})`.execute(
      h.db,
    )
  run = (await finance.post('/compensation/runs', { kind: 'outage', outage })).body.id
  await h.runJobs()
  last = (await finance.get(`/compensation/runs/${run}`)).body
})

describe('each figure of a summary leads to its rows', () => {
  test('schemes, areas and segments', async () => {
    for (const { scheme, services } of last.summary.schemes) {
      const { body } = await at(`credits?scheme=${encodeURIComponent(scheme)}&onlyDue=true`)
      expect(body.items.length).toBe(services)
    }
    for (const { area, services } of last.summary.areas)
      expect((await at(`credits?onlyDue=true&area=${area === '' ? '-' : area}`)).body.items.length).toBe(services)
    expect(servicesOf((await at('credits?area=-')).body)).toEqual(['C'])
    expect(servicesOf((await at('services?segment=home')).body)).toEqual(['A', 'D'])
    expect(servicesOf((await at('services?area=24.69&segment=office')).body)).toEqual(['B'])
  })

  test('assessed and nothing owed, by outcome', async () => {
    for (const { scheme, outcome, reason, services } of last.summary.notOwed) {
      const query = new URLSearchParams({ scheme, outcome, ...(reason === '' ? {} : { reason }) })
      expect((await at(`services?${query.toString()}`)).body.items.length).toBe(services)
    }
    const all = (await at('services')).body.items
    expect(all.length).toBe(last.summary.services)
    expect(all[0]).toMatchObject({ monthlyFee: '60.00', interruptions: 1, seconds: 49 * 3600 })
    expect((await at(`services?exposure=${all[0].exposure}&monthlyFee=60.00`)).body.items).toContainEqual(all[0])
    expect((await at('services?service=nobody')).status).toBe(404)
  })

  test('hit and not paid, for want of evidence and for whatever the run noted', async () => {
    expect(last.summary.notPaid).toEqual([{ reason: 'evidence-contradicted', services: 1 }])
    expect((await at('unpaid?reason=evidence-contradicted')).body.items).toEqual([
      { service: 'E', reason: 'evidence-contradicted', outage, periodFrom: null },
    ])
    expect((await at('unpaid?reason=no-price-or-other-currency')).body.items).toEqual([])

    await sql`update subscribers.service set currency = 'EUR' where key = 'B'`.execute(h.db)
    const other = (await finance.post('/compensation/runs', { kind: 'outage', outage })).body.id
    await h.runJobs()
    const { body } = await finance.get(`/compensation/runs/${other}/unpaid?reason=no-price-or-other-currency`)
    expect(body.items).toMatchObject([{ service: 'B', outage: null, periodFrom: '2026-09-01' }])
    // The same run shows what is different from the one before.
    const { body: compared } = await finance.get(`/compensation/runs/${other}`)
    const { body: removed } = await finance.get(`/compensation/runs/${other}/changes?change=removed`)
    expect(removed.items.length).toBe(compared.summary.lastRun.removed)
    expect(removed.items).toMatchObject([{ service: 'B', now: null }])
    await sql`update subscribers.service set currency = 'PLN' where key = 'B'`.execute(h.db)
  })

  test('pages go on where they ended', async () => {
    const { body: first } = await at('services?limit=3')
    const { body: second } = await at(`services?limit=3&cursor=${encodeURIComponent(first.next)}`)
    expect(servicesOf({ items: [...first.items, ...second.items] })).toEqual(['A', 'B', 'C', 'D'])
    const { body: steps } = await at('steps')
    expect(steps.items.map((step: { kind: string }) => step.kind)).toEqual(['computed', 'started'])
    expect((await at('interruptions')).body.items).toMatchObject([{ outage, cause: 'fibre-cut', exclusion: null }])
  })

  test('an explanation brings the rules that it rests on', async () => {
    const { body } = await at('services/A/explanation')
    expect(body.schemes.map((scheme: { id: string }) => scheme.id)).toEqual(expect.arrayContaining(last.schemes))
  })
})

const policyOf = (file: string, more: object = {}) => ({
  ...JSON.parse(readFileSync(join(policyFolder, `${file}.json`), 'utf8')),
  jurisdiction: 'PL',
  currency: 'PLN',
  ...more,
})

describe('two runs whose schemes differ', () => {
  const runWith = async (policies: readonly object[], schemes: readonly string[] | null = null) => {
    await h.work(work => writeSetting(work, operatorSetting, { ...operatorSetting.otherwise, policies, schemes }))
    const { id } = (await finance.post('/compensation/runs', { kind: 'outage', outage })).body
    await h.runJobs()
    return (await finance.get(`/compensation/runs/${id}`)).body
  }
  const changesOf = async (id: string) => {
    const first = (await finance.get(`/compensation/runs/${id}/changes?limit=2`)).body
    if (first.next === null) return first.items
    const rest = (await finance.get(`/compensation/runs/${id}/changes?cursor=${encodeURIComponent(first.next)}`)).body
    return [...first.items, ...rest.items]
  }

  test('are compared scheme by scheme, whichever was added between them, left out or put elsewhere', async () => {
    const old = policyOf('bill-10-20', { id: 'policy/old' })
    const added = policyOf('bill-10-20', { id: 'policy/added' })
    const before = await runWith([old])

    // Of two that promise the same the first one pays.
    const more = await runWith([added, old])
    expect(more.summary.lastRun).toMatchObject({ run: before.id, added: 3, removed: 3, changed: 0 })
    const rows: { scheme: string; before: string | null; now: string | null }[] = await changesOf(more.id)
    expect(rows.map(({ scheme, before, now }) => `${scheme} ${before ?? '-'} ${now ?? '-'}`).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'policy/added - 12.00'),
      ...Array.from({ length: 3 }, () => 'policy/old 12.00 -'),
    ])

    await runWith([])
    const turned = await runWith([], last.schemes.toReversed())
    expect(turned.schemes).toEqual(last.schemes.toReversed())
    expect(turned.summary.lastRun).toMatchObject({ added: 0, removed: 0, changed: 0 })
    expect(await changesOf(turned.id)).toEqual([])
    await runWith([])
  })
})

describe('a policy is tried on past outages', () => {
  test('against the rules in use, which come to what a run comes to; and nothing is kept', async () => {
    const before = await sql`select count(*) from compensation.run`.execute(h.db)
    const { body, status } = await finance.post('/compensation/simulations', { policy: policyOf('bill-10-20') })
    expect({ status, body }).toMatchObject({ status: 200 })
    expect(body.outages).toHaveLength(1)
    const [tried] = body.outages
    expect(tried.now.recommended).toBe(last.summary.owed.recommended)
    expect(Number(tried.tried.recommended)).toBeGreaterThan(Number(tried.now.recommended))
    expect(tried).toMatchObject({ outage, services: 4, lose: 0 })
    expect(body.bins.reduce((sum: number, bin: { tried: number }) => sum + bin.tried, 0)).toBe(tried.tried.services)
    expect((await sql`select count(*) from compensation.run`.execute(h.db)).rows).toEqual(before.rows)
  })

  test('one that cannot be used is refused with every mistake', async () => {
    const { body, status } = await finance.post('/compensation/simulations', { policy: { id: 'policy/x' } })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'compensation.bad-policy' })
    expect(body.mistakes).toContainEqual({
      pointer: '/policy/title',
      message: 'The field “title” is missing. Add it.',
      code: 'rule.missing-field',
      values: { field: 'title' },
    })
    const foreign = await finance.post('/compensation/simulations', {
      policy: policyOf('bill-10-20', { currency: 'IDR' }),
    })
    expect(foreign.body).toMatchObject({ code: 'compensation.bad-policy', mistakes: [{ pointer: '/policy/currency' }] })
  })

  test('bins have round widths and are few', () => {
    expect(roundWidth(1n)).toBe(1n)
    expect(roundWidth(1163n)).toBe(100n)
    expect(roundWidth(45_000n)).toBe(5000n)
  })

  test('schemes are listed with those in use', async () => {
    const { body } = await finance.get('/compensation/schemes')
    expect(body).toMatchObject({ jurisdiction: 'PL', currency: 'PLN' })
    expect(body.items.filter((item: { inUse: boolean }) => item.inUse).map((item: { id: string }) => item.id)).toEqual(
      expect.arrayContaining(last.schemes),
    )
    expect(body.examples.length).toBeGreaterThan(5)
  })
})
