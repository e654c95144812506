import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { loadRulebook } from '@pulih/rulebooks'
import { postCredits } from '../../src/compensation/post-run.ts'
import type { Platform } from '../../src/platform/index.ts'
import { policy } from '../factories/decision.ts'
import { balance, computed, creditsOf, expectSound, ofMonth, ofOutage, paid, readRun } from '../factories/money.ts'
import {
  aNetwork,
  anOperator,
  anOutage,
  corrected,
  decide,
  good,
  imported,
  polish,
  retracted,
  type Decisions,
} from '../factories/operator.ts'
import type { Harness, TestReply } from '../harness.ts'

/** `s-1` and, behind a port of the same device, `s-2`; `s-3` elsewhere. A day without service is 2.00. */
async function world(decisions: Decisions = {}): Promise<Harness> {
  const h = await anOperator(decisions)
  await aNetwork(
    h,
    ['core', 'olt<core', 'pon<olt', 'other<core'],
    [
      { service: 's-1', element: 'olt' },
      { service: 's-2', element: 'pon' },
      { service: 's-3', element: 'other' },
    ],
  )
  return h
}

const early = { from: '2026-09-03T08:00:00+02:00', to: '2026-09-05T09:00:00+02:00' }
const late = { from: '2026-09-13T08:00:00+02:00', to: '2026-09-15T09:00:00+02:00' }

function act(h: Harness, run: string, action: string, role: 'finance' | 'approver' = 'finance'): Promise<TestReply> {
  return h.as(role).post(`/compensation/runs/${run}/${action}`, {})
}

/** The platform of a worker who is overtaken by another run when he has posted some batches. */
function overtakenBehind(h: Harness, batches: number, run: string): Platform {
  let done = 0
  return {
    ...h.platform,
    work: async (actor, body) => {
      if (done++ === batches) await postCredits(h.platform, run)
      return h.platform.work(actor, body)
    },
  }
}

async function merged(h: Harness, outage: string, into: string): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/merge`, { into }, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

async function restored(h: Harness, outage: string, restoredAt: string): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  const change = { 'if-match': String(headers['etag']) }
  good(await h.as('operations').post(`/outages/${outage}/restore`, { restoredAt }, change))
  await h.runJobs()
}

/** What a run that nobody posts would give a service or take from it. */
async function dueBy(h: Harness, scope: object, service = 's-1'): Promise<string[]> {
  const credits = await creditsOf(h, (await computed(h, scope)).id)
  return credits.filter(credit => credit.service === service && Number(credit.due) !== 0).map(credit => credit.due)
}

function notPaid(run: TestReply['body'], reason: string): number {
  return run.summary.notPaid.find((each: { reason: string }) => each.reason === reason)?.services ?? 0
}

describe('an outage that the run of another one paid for', () => {
  test('and that is retracted, is taken back by a run about it', async () => {
    const h = await world()
    const [one, two] = [await anOutage(h, early), await anOutage(h, late)]
    await paid(h, ofOutage(one))
    const both = Number(await balance(h, 's-1'))

    await retracted(h, two)
    await paid(h, ofOutage(two))

    expect(Number(await balance(h, 's-1'))).toBe(both / 2)
    expect(await dueBy(h, ofMonth('2026-09'))).toEqual([])
    await expectSound(h)
  })

  test('and that turns out to have hit somebody else, is taken back from whom it did not hit', async () => {
    const h = await world()
    const [one, two] = [await anOutage(h, early), await anOutage(h, late)]
    await paid(h, ofOutage(one))
    const both = Number(await balance(h, 's-1'))

    await corrected(h, two, { scope: { elements: ['other'] } })
    await paid(h, ofOutage(two))

    expect([await balance(h, 's-1'), await balance(h, 's-3')].map(Number)).toEqual([both / 2, both / 2])
    expect(await dueBy(h, ofMonth('2026-09'))).toEqual([])
  })
})

describe('a run that stopped half way', () => {
  test('keeps what it posted with its reasons; a new one finds what it paid', async () => {
    const h = await world()
    const one = await anOutage(h, early)
    const two = await anOutage(h, { ...late, elements: ['pon'] })
    const [slow, quick] = [await computed(h, ofOutage(one)), await computed(h, ofOutage(two))]
    for (const run of [slow, quick]) good(await act(h, run.id, 'approve', 'approver'))
    for (const run of [slow, quick]) good(await act(h, run.id, 'post'))
    await postCredits(overtakenBehind(h, 1, quick.id), slow.id, 1)
    expect(await readRun(h, slow.id)).toMatchObject({
      status: 'stopped',
      posted: 1,
      failedWith: { code: 'facts-changed', values: { posted: 1 } },
    })

    expect((await act(h, slow.id, 'recompute')).body).toMatchObject({ code: 'compensation.partly-posted' })
    good(await act(h, slow.id, 'cancel'))
    await h.runJobs()
    expect(Number(await balance(h, 's-1'))).toBeGreaterThan(0)

    await corrected(h, one, { scope: { elements: ['other'] } })
    await paid(h, ofOutage(one))

    expect(await balance(h, 's-1')).toBe('0.00')
    expect(await balance(h, 's-2')).toBe(await balance(h, 's-3'))
    await expectSound(h)
  })

  test('does so when an outage was corrected after the request to post', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    const run = await computed(h, ofOutage(outage))
    good(await act(h, run.id, 'approve', 'approver'))
    good(await act(h, run.id, 'post'))
    await corrected(h, outage, { restoredAt: '2026-09-08T12:00:00+02:00' })

    expect(await readRun(h, run.id)).toMatchObject({ status: 'stopped', posted: 0 })
    expect(await balance(h, 's-1')).toBe('0.00')
  })
})

describe('a service about which nothing can be said', () => {
  test('keeps what it has when its billing cycle was moved', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    await paid(h, ofMonth('2026-09'))
    const before = await balance(h, 's-1')
    await imported(h, 'services', ['service,kind,cycle_day,currency', 's-1,internet,15,PLN'])

    for (const scope of [ofOutage(outage), ofMonth('2026-08'), ofMonth('2026-09')]) {
      const run = await computed(h, scope)
      expect(run.summary.credits).toBe(0)
      expect(notPaid(run, 'billing-cycle-changed')).toBe(1)
    }
    await paid(h, ofOutage(outage))
    expect(await balance(h, 's-1')).toBe(before)
  })

  test('keeps what it has when its currency is another one now', async () => {
    const h = await world()
    await anOutage(h, early)
    await paid(h, ofMonth('2026-09'))
    await sql`update subscribers.service set currency = 'EUR' where key = 's-1'`.execute(h.db)

    const run = await computed(h, ofMonth('2026-09'))

    expect(run.summary.credits).toBe(0)
    expect(notPaid(run, 'no-price-or-other-currency')).toBe(1)
  })

  test('keeps what it has while an outage that was paid for goes on again', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    await paid(h, ofOutage(outage))
    await corrected(h, outage, { restoredAt: null })

    expect((await h.as('finance').post('/compensation/runs', ofOutage(outage))).body).toMatchObject({
      code: 'compensation.unfinished-outage',
    })
    const run = await computed(h, ofMonth('2026-09'))
    expect(run.summary.credits).toBe(0)
    expect(notPaid(run, 'outage-open-again')).toBe(2)
  })

  test('keeps what it has while it goes on as part of another one', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    await paid(h, ofOutage(outage))
    const whole = await balance(h, 's-1')
    await corrected(h, outage, { restoredAt: null })
    const { id: into } = good(
      await h.as('operations').post('/outages/declare', {
        title: 'The ring is cut',
        cause: 'fibre-cut',
        scope: { elements: ['olt'] },
        startedAt: early.from,
      }),
    )
    await h.runJobs()
    await merged(h, outage, into)

    const run = await computed(h, ofMonth('2026-09'))
    expect(run.summary.credits).toBe(0)
    expect(notPaid(run, 'outage-open-again')).toBe(2)

    await restored(h, into, early.to)
    expect(await dueBy(h, ofMonth('2026-09'))).toEqual([])
    expect(await balance(h, 's-1')).toBe(whole)
  })

  test('keeps a reversal that a person made', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    await paid(h, ofOutage(outage))
    const { items } = good(await h.as('finance').get('/ledger/services/s-1/statement'))
    const reply = await h
      .as('finance')
      .post('/ledger/reversals', { transfer: items[0].transfer ?? items[0].id, reason: 'given-twice' })
    expect(reply.status).toBeLessThan(300)

    expect(await dueBy(h, ofOutage(outage))).toEqual([])
    await corrected(h, outage, { restoredAt: '2026-09-06T09:00:00+02:00' })
    expect(await dueBy(h, ofOutage(outage))).toEqual(['2.00'])
    // What was taken back by hand is not taken back once more.
    await retracted(h, outage)
    expect(await dueBy(h, ofOutage(outage))).toEqual([])
  })

  test('does not take again what a person took back of a difference', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    await paid(h, ofOutage(outage))
    const owed = await balance(h, 's-1')
    await corrected(h, outage, { restoredAt: '2026-09-06T09:00:00+02:00' })
    await paid(h, ofOutage(outage))
    const { items } = good(await h.as('finance').get('/ledger/services/s-1/statement'))
    good(await h.as('finance').post('/ledger/reversals', { transfer: items[0].id, reason: 'not-owed' }))
    expect(await balance(h, 's-1')).toBe(owed)

    await corrected(h, outage, { restoredAt: early.to })

    expect(await dueBy(h, ofOutage(outage))).toEqual([])
    expect(await dueBy(h, ofOutage(outage), 's-2')).toEqual(['-2.00'])
    await retracted(h, outage)
    expect(await dueBy(h, ofOutage(outage))).toEqual([`-${owed}`])
  })
})

test('of data that lapse between approval and posting nothing is taken back', async () => {
  const data = JSON.stringify(policy('fair-and-even-data')).replace('"ID"', '"PL"').replace('"IDR"', '"PLN"')
  const h = await world({ policies: [JSON.parse(data.replace('"1000"', '"1"'))] })
  const outage = await anOutage(h, early)
  await paid(h, ofOutage(outage))
  await retracted(h, outage)
  const { id } = await computed(h, ofOutage(outage))
  good(await act(h, id, 'approve', 'approver'))
  h.clock.advance({ hours: 24 * 60 })
  await h.sweep()

  await act(h, id, 'post')
  await h.runJobs()

  expect(await readRun(h, id)).toMatchObject({ status: 'stopped', posted: 0 })
  await expectSound(h)
})

test('of data that have lapsed nothing is taken back', async () => {
  const generous = JSON.stringify(policy('fair-and-even-data'))
  const data = generous.replace('"ID"', '"PL"').replace('"IDR"', '"PLN"').replace('"1000"', '"1"')
  const h = await world({ policies: [JSON.parse(data)] })
  const outage = await anOutage(h, early)
  await paid(h, ofOutage(outage))
  const has = async () => {
    const { balances } = good(await h.as('finance').get('/ledger/services/s-1/statement'))
    return balances.find((each: { unit: string }) => each.unit === 'data:GB')?.amount ?? '0'
  }
  const given = await has()
  expect(Number(given)).toBeGreaterThan(0)
  h.clock.advance({ hours: 24 * 60 })
  await h.sweep()
  expect(await has()).toBe('0')

  await retracted(h, outage)
  const run = await paid(h, ofOutage(outage))

  expect(run.summary.schemes).toMatchObject([{ unit: 'PLN' }, { unit: 'data:GB', due: '0' }])
  expect(await has()).toBe('0')
  await expectSound(h)
})

test('a promise under a new name is not paid on top of the old one', async () => {
  const h = await world()
  const outage = await anOutage(h, early)
  await paid(h, ofOutage(outage))
  const before = await balance(h, 's-1')
  const usual = loadRulebook().schemes.get('pl/contract-1-30')
  await decide(h, 'compensation.operator', {
    ...polish,
    schemes: [],
    policies: [{ ...usual, id: 'pl/our-terms-2027' }],
  })

  const run = await paid(h, ofOutage(outage))

  expect(await balance(h, 's-1')).toBe(before)
  expect(run.summary.schemes).toMatchObject([
    { scheme: 'pl/our-terms-2027', due: (2 * Number(before)).toFixed(2) },
    { scheme: 'pl/contract-1-30', status: 'dropped', due: `-${(2 * Number(before)).toFixed(2)}` },
  ])
  await expectSound(h)
})

test('a promise under a new name is not paid on top of one that is approved and waits', async () => {
  const h = await world()
  const outage = await anOutage(h, early)
  const under = async (decisions: Decisions) => {
    await decide(h, 'compensation.operator', { ...polish, ...decisions })
    const { id } = await computed(h, ofOutage(outage))
    good(await act(h, id, 'approve', 'approver'))
    return id
  }
  const usual = loadRulebook().schemes.get('pl/contract-1-30')
  const old = await under({})
  const renamed = await under({ schemes: [], policies: [{ ...usual, id: 'pl/our-terms-2027' }] })
  good(await act(h, old, 'post'))
  await h.runJobs()

  expect((await act(h, renamed, 'post')).body).toMatchObject({ code: 'compensation.facts-changed' })
})

describe('a second person', () => {
  test('looks at a run that gives as much as it takes', async () => {
    const h = await world()
    const outage = await anOutage(h, { ...early, elements: ['pon'] })
    await paid(h, ofOutage(outage))
    await corrected(h, outage, { scope: { elements: ['other'] } })
    const { id } = good(await h.as('finance', 'anna').post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()
    expect((await readRun(h, id)).due).toBe('0.00')

    expect((await h.as('approver', 'anna').post(`/compensation/runs/${id}/approve`, {})).body).toMatchObject({
      code: 'compensation.same-person',
    })
  })

  test('is not the first one with a key', async () => {
    const h = await world()
    const outage = await anOutage(h, early)
    const { id } = good(await h.asKeyOf('finance', 'anna').post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()

    const approve = (name: string) => h.as('approver', name).post(`/compensation/runs/${id}/approve`, {})
    expect((await approve('anna')).body).toMatchObject({ code: 'compensation.same-person' })
    good(await approve('berta'))
  })

  test('stands behind a budget that whoever starts a run cannot raise', async () => {
    const h = await world({ budget: '1.00' })
    const outage = await anOutage(h, early)
    const run = await computed(h, { ...ofOutage(outage), budget: '1000000.00' })

    expect(run.budget).toBe('1.00')
    expect((await act(h, run.id, 'approve', 'approver')).body).toMatchObject({ code: 'compensation.over-budget' })
  })
})

test('unequal amounts for equal cases are found, listed, and neither reviewed nor approved', async () => {
  const h = await world()
  const outage = await anOutage(h, early)
  await sql`
    create function compensation.err() returns trigger language plpgsql as $$ begin
      if new.service_id = (select id from subscribers.service where key = 's-2') then new.recommended := new.recommended + 1; end if;
      return new; end $$;
    create trigger err before insert on compensation.credit for each row execute function compensation.err()`.execute(
    h.db,
  )
  const { id } = good(await h.as('finance').post('/compensation/runs', ofOutage(outage)))
  await h.runJobs()

  expect((await readRun(h, id)).summary.fairness.breaches).toMatchObject([{ scheme: 'pl/contract-1-30', services: 2 }])
  for (const action of ['review', 'approve'])
    expect((await act(h, id, action, 'approver')).body).toMatchObject({ code: 'compensation.unfair' })
})
