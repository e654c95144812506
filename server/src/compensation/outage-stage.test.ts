import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { policy } from '../../test/factories/decision.ts'
import { computed, creditsOf, ofMonth, ofOutage, paid, readRun } from '../../test/factories/money.ts'
import {
  aNetwork,
  anOperator,
  anOutage,
  good,
  polish,
  retracted,
  type Decisions,
  type GivenService,
} from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { payOut, reverse } from '../ledger/index.ts'
import { outageStages, type OutageMoney } from './outage-stage.ts'
import { postCredits } from './post-run.ts'

const early = { from: '2026-09-03T08:00:00+02:00', to: '2026-09-05T09:00:00+02:00' }
const late = { from: '2026-09-13T08:00:00+02:00', to: '2026-09-15T09:00:00+02:00' }

const two: readonly GivenService[] = [
  { service: 's-1', element: 'olt' },
  { service: 's-2', element: 'olt' },
]

async function world(decisions: Decisions = {}, services: readonly GivenService[] = two): Promise<Harness> {
  const h = await anOperator({ ...polish, ...decisions })
  await aNetwork(h, ['olt', 'other'], services)
  return h
}

async function money(h: Harness, outage: string): Promise<OutageMoney | undefined> {
  return (await outageStages(h.db, [outage])).get(outage)
}

const nothing: OutageMoney = { stage: 'none', forms: [], claim: 'none', claimUntil: null }

/** Data that must be asked for, beside airtime that comes by itself: in Poland and for everybody. */
function dataAndAirtime(heads: readonly string[]): object {
  const data = policy('prepaid-pulsa-and-data')
  const parameters = Object.entries(data.parameters).filter(([name]) => name !== 'airtime' || heads.includes(name))
  return {
    ...data,
    parameters: Object.fromEntries(parameters),
    jurisdiction: 'PL',
    currency: 'PLN',
    who: { services: ['internet'] },
    heads: data.heads.filter(({ id }) => heads.includes(id)),
  }
}

/** A promise to everybody, given in one of these forms. */
function aDiscount(forms: readonly string[]): object {
  return {
    ...policy('discount'),
    jurisdiction: 'PL',
    currency: 'PLN',
    who: { services: ['internet'] },
    settlement: { forms },
  }
}

/** Posts an approved run, and is stopped behind some batches of one service each. */
async function postedInPart(h: Harness, outage: string, batches: number): Promise<string> {
  const { id } = await computed(h, ofOutage(outage))
  good(await h.as('approver').post(`/compensation/runs/${id}/approve`, {}))
  good(await h.as('finance').post(`/compensation/runs/${id}/post`, {}))
  let done = 0
  const platform: typeof h.platform = {
    ...h.platform,
    work: async (actor, body) => {
      if (done++ === batches) good(await h.as('finance').post(`/compensation/runs/${id}/stop`, {}))
      return h.platform.work(actor, body)
    },
  }
  await postCredits(platform, id, 1)
  expect(await readRun(h, id)).toMatchObject({ status: 'stopped', posted: batches })
  return id
}

test('says how the money of an outage is given only once it is decided, and given only once it is', async () => {
  const h = await world()
  const outage = await anOutage(h, late)
  expect(await money(h, outage)).toBeUndefined()

  const { id } = await computed(h, ofOutage(outage))
  expect(await money(h, outage)).toMatchObject({ stage: 'being-assessed', forms: [] })
  await h.as('finance').post(`/compensation/runs/${id}/cancel`, { reason: 'Once more, to be posted' })
  expect(await money(h, outage)).toBeUndefined()

  await paid(h, ofOutage(outage))
  expect(await money(h, outage)).toEqual({ stage: 'granted', forms: ['bill'], claim: 'none', claimUntil: null })

  await sql`update compensation.run set status = 'settled' where status = 'posted'`.execute(h.db)
  expect(await money(h, outage)).toMatchObject({ stage: 'given', forms: ['bill'] })
})

test('tells customers with a bill from those who pay in advance', async () => {
  const h = await world({ schemes: [], policies: [aDiscount(['bill-credit'])] }, [
    { service: 's-bill', element: 'olt' },
    { service: 's-card', element: 'olt' },
    { service: 's-other', element: 'other' },
  ])
  await sql`update subscribers.service set payment = 'prepaid' where key in ('s-card', 's-other')`.execute(h.db)
  const both = await anOutage(h, early)
  const card = await anOutage(h, { ...late, elements: ['other'] })
  await paid(h, ofMonth('2026-09'))
  expect((await money(h, both))?.forms).toEqual(['bill', 'balance'])
  expect((await money(h, card))?.forms).toEqual(['balance'])
})

test('is paid out by itself where the scheme does not allow it on a bill', async () => {
  const h = await world({ schemes: [], policies: [aDiscount(['money'])] })
  const outage = await anOutage(h, late)
  await paid(h, ofOutage(outage))
  expect(await money(h, outage)).toEqual({ stage: 'granted', forms: ['payout'], claim: 'none', claimUntil: null })
})

test('of what must be asked for gives the last day that the ledger keeps, the earliest of them', async () => {
  const h = await world({ schemes: [], policies: [dataAndAirtime(['data'])], timeZone: 'Asia/Jakarta' })
  const outage = await anOutage(h, late)
  const { id } = await computed(h, ofOutage(outage))
  good(await h.as('approver').post(`/compensation/runs/${id}/approve`, {}))
  good(await h.as('finance').post(`/compensation/runs/${id}/post`, {}))
  // In Jakarta it is the 2nd of October for one service already, and the 3rd for the other; in UTC it is still the 1st and the 2nd.
  h.clock.set('2026-10-01T22:00:00Z')
  let done = 0
  await postCredits(
    {
      ...h.platform,
      work: (actor, body) => {
        if (done++ === 1) h.clock.set('2026-10-02T22:00:00Z')
        return h.platform.work(actor, body)
      },
    },
    id,
    1,
  )
  const { rows } = await sql<{ until: string }>`
    select distinct claim_until::text as until from ledger.transfer where run_id = ${id} order by 1`.execute(h.db)
  expect(rows.map(({ until }) => until)).toEqual(['2026-11-01', '2026-11-02'])
  expect(await money(h, outage)).toEqual({
    stage: 'granted',
    forms: ['in-kind'],
    claim: 'all',
    claimUntil: '2026-11-01',
  })
})

test('must be asked for in part where something comes by itself beside it', async () => {
  const h = await world({ policies: [dataAndAirtime(['airtime', 'data'])] })
  const outage = await anOutage(h, late)
  await paid(h, ofOutage(outage))
  const told = await money(h, outage)
  expect(told).toMatchObject({ stage: 'granted', forms: ['bill', 'in-kind'], claim: 'some' })
  const { rows } = await sql<{ until: string }>`
    select min(claim_until)::text as until from ledger.transfer`.execute(h.db)
  expect(told?.claimUntil).toBe(rows[0]?.until)
})

test('is none where nobody got anything', async () => {
  const free = await world({}, [{ service: 's-1', element: 'olt', fee: '0.00' }])
  const gratis = await anOutage(free, late)
  await paid(free, ofOutage(gratis))
  expect(await money(free, gratis)).toEqual(nothing)

  const h = await world()
  const excluded = await anOutage(h, early)
  good(
    await h.as('approver').post(`/compensation/exclusions`, {
      outage: excluded,
      cause: 'force-majeure',
      decidedBy: 'Jan Kowalski, director',
      reason: 'The river took the mast away',
      evidence: 'photo-1',
    }),
  )
  const counted = await anOutage(h, late)
  const run = await paid(h, ofMonth('2026-09'))
  expect((await creditsOf(h, run.id)).some(({ due }) => due !== '0.00')).toBe(true)
  expect(await money(h, excluded)).toEqual(nothing)
  expect(await money(h, counted)).toMatchObject({ stage: 'granted', forms: ['bill'] })
})

test('is none for an outage for which all was granted before, and none after all was taken back', async () => {
  const h = await world()
  const first = await anOutage(h, early)
  await paid(h, ofOutage(first))
  expect(await money(h, first)).toMatchObject({ stage: 'granted' })

  // Of the same days, which are paid for already.
  const again = await anOutage(h, early)
  const run = await paid(h, ofOutage(again))
  expect((await creditsOf(h, run.id)).every(({ due }) => due === '0.00')).toBe(true)
  expect(await money(h, again)).toEqual(nothing)
  expect(await money(h, first)).toMatchObject({ stage: 'granted' })

  await retracted(h, again)
  await retracted(h, first)
  await paid(h, ofOutage(first))
  expect(await money(h, first)).toEqual(nothing)
})

test('is none after a person took the only credit back', async () => {
  const h = await world({}, [{ service: 's-1', element: 'olt' }])
  const outage = await anOutage(h, late)
  await paid(h, ofOutage(outage))
  expect(await money(h, outage)).toMatchObject({ stage: 'granted' })
  const { rows } = await sql<{ id: bigint }>`select id from ledger.transfer where kind = 'credit'`.execute(h.db)
  await h.work(work => reverse(work, rows[0]?.id ?? 0n, 'wrong-service'))
  expect(await money(h, outage)).toEqual(nothing)
})

test('counts what was posted before the rest of a run was given up', async () => {
  const h = await world()
  const outage = await anOutage(h, late)
  const id = await postedInPart(h, outage, 1)
  expect(await money(h, outage)).toMatchObject({ stage: 'granted', forms: ['bill'] })
  good(await h.as('finance').post(`/compensation/runs/${id}/cancel`, { reason: 'The rest is wrong' }))
  expect(await readRun(h, id)).toMatchObject({ status: 'cancelled' })
  expect(await money(h, outage)).toMatchObject({ stage: 'granted', forms: ['bill'] })

  const given = sql`select service_id, service_key, unit, amount, 'bill' as basis, run_id from ledger.transfer where kind = 'credit'`
  await h.work(work => payOut(work, given))
  expect(await money(h, outage)).toMatchObject({ stage: 'given', forms: ['bill'] })
})

test('does not say that an outage has none before a run has come to its services, nor because the run was given up', async () => {
  const h = await world({}, [
    { service: 's-1', element: 'olt' },
    { service: 's-2', element: 'other' },
  ])
  const own = await anOutage(h, { ...late, elements: ['other'] })
  const wide = await anOutage(h, { ...early, elements: ['olt', 'other'] })
  const id = await postedInPart(h, wide, 1)
  const stage = async () => (await money(h, own))?.stage
  expect(await money(h, wide)).toMatchObject({ stage: 'granted' })
  expect(await stage()).toBe('being-assessed')
  good(await h.as('finance').post(`/compensation/runs/${id}/cancel`, { reason: 'The rest is wrong' }))
  expect(await stage()).not.toBe('none')
})

test('says the same of however many outages are asked about, and to however many at once', async () => {
  const h = await world()
  const outage = await anOutage(h, late)
  const { id } = await paid(h, ofOutage(outage))
  await sql`
    insert into compensation.interruption
    select run_id, number + n, gen_random_uuid(), outage_revision, from_at, to_at, extent, cause, technical_cause, planned, notice_seconds,
      known_at, delivered_ten_thousandths, subscribers_hit, sites_hit, exclusion_id
    from compensation.interruption, generate_series(1, 10001) n where run_id = ${id}`.execute(h.db)
  const { rows } = await sql<{ id: string }>`
    select outage_id as id from compensation.interruption where run_id = ${id} order by number`.execute(h.db)
  const all = rows.map(row => row.id)
  expect(await money(h, outage)).toMatchObject({ stage: 'granted' })
  const asked = await Promise.all([outageStages(h.db, all), outageStages(h.db, [outage]), outageStages(h.db, all)])
  for (const answer of asked) expect(answer.get(outage)).toMatchObject({ stage: 'granted', forms: ['bill'] })
  expect(asked[0].size).toBe(10_002)
})
