import { afterAll, describe, expect, inject, test } from 'vitest'
import { seeded } from '../../src/ledger/payouts/simulators/random.ts'
import { mistakesInBooks } from './books.ts'
import { openHouse, type House } from './house.ts'
import { smallOperator } from './operator.ts'
import { playPayouts } from './payouts.ts'
import { drain } from './queue.ts'
import type { Report } from './play.ts'
import { playFaults } from './scenario.ts'

const houses = await Promise.all(Array.from({ length: 4 }, () => openHouse(inject('databaseUrl'))))
const [house] = houses as [House, ...House[]]
afterAll(() => Promise.all(houses.map(each => each.close())))

/** Seeds one after the other in as many databases as there are. Returns those that went wrong. */
async function playAll(
  from: number,
  count: number,
  play: (house: House, seed: number) => Promise<Report>,
): Promise<Report[]> {
  let next = from
  const reports: Report[] = []
  await Promise.all(
    houses.map(async each => {
      while (next < from + count) reports.push(await play(each, next++))
    }),
  )
  expect(reports).toHaveLength(count)
  return reports.filter(report => report.mistakes.length > 0)
}

/** How long machines may take that do other things as well; nothing is asserted about it. */
const patience = 300_000

describe('whatever fails, nothing is lost and nothing is paid twice', () => {
  test('in runs, postings, gifts and payouts, with statements failing anywhere', { timeout: patience }, async () => {
    expect(await playAll(1, 45, playFaults)).toEqual([])
  })

  test('in requests to every biller', { timeout: patience }, async () => {
    expect(await playAll(1, 50, (each, seed) => playPayouts(each, seed, 'requests'))).toEqual([])
  })

  test('in files of every format', { timeout: patience }, async () => {
    expect(await playAll(1, 12, (each, seed) => playPayouts(each, seed, 'files'))).toEqual([])
  })
})

describe('at once', () => {
  test('fifty posts with one key give one gift and one answer', async () => {
    await house.wipe()
    const { services } = await smallOperator(house.platform.db, seeded(1))
    const body = { service: services[0]?.key, unit: 'PLN', amount: '5.00', reason: 'complaint', reference: 'T-50' }

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => house.ask('finance', '/ledger/goodwill', body, 'fifty')),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(answer => answer.body['id'])).size).toBe(1)
    const { rows } = await house.pool.query('select from ledger.transfer')
    expect(rows).toHaveLength(1)
  })

  test('fifty posts of a run start its posting once', async () => {
    const [run] = await approvedRuns(2, 1)

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => house.ask('finance', `/compensation/runs/${run}/post`, {}, 'fifty')),
    )
    await drain(house, seeded(1))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const { rows } = await house.pool.query(`select from compensation.step where kind = 'posting'`)
    expect(rows).toHaveLength(1)
    expect(await mistakesInBooks(house)).toEqual([])
  })

  test('two runs of one outage, approved before either was posted: one pays, the other stops and says why, and finds nothing when assessed again', async () => {
    const runs = await approvedRuns(3, 2)
    const once = await due(runs[0] ?? '')
    expect(once).toBeGreaterThan(0n)

    await Promise.all(runs.map((run, at) => house.ask('finance', `/compensation/runs/${run}/post`, {}, `post-${at}`)))
    await drain(house, seeded(1))

    expect(await paid()).toBe(once)
    const states = await Promise.all(
      runs.map(async run => (await house.read('finance', `/compensation/runs/${run}`)).body),
    )
    expect(states.map(({ status }) => String(status)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'posted',
      'stopped',
    ])
    const stopped = states.find(({ status }) => status === 'stopped')
    expect(stopped?.['failure']).toMatch(/[Aa]nother run|other runs/)
    // What has posted anything would be refused; this one came too late for its first credit.
    expect(stopped?.['posted']).toBe(0)
    await house.ask('finance', `/compensation/runs/${stopped?.['id']}/recompute`, {}, 'again')
    await drain(house, seeded(1))
    expect((await house.read('finance', `/compensation/runs/${stopped?.['id']}`)).body).toMatchObject({
      status: 'computed',
      credits: 0,
      due: '0.00',
    })
    expect(await mistakesInBooks(house)).toEqual([])
  })
})

async function approvedRuns(seed: number, count: number): Promise<string[]> {
  await house.wipe()
  house.clock.set('2026-09-28T09:00:00Z')
  const { outages } = await smallOperator(house.platform.db, seeded(seed))
  const runs = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      house.ask('finance', '/compensation/runs', { kind: 'outage', outage: outages[0] }, `run-${at}`),
    ),
  )
  const ids = runs.map(({ body }) => String(body['id']))
  await drain(house, seeded(seed))
  for (const id of ids)
    expect((await house.ask('approver', `/compensation/runs/${id}/approve`, {}, `approve-${id}`)).status).toBe(200)
  return ids
}

async function due(run: string): Promise<bigint> {
  const { rows } = await house.pool.query<{ due: bigint }>('select due from compensation.run where id = $1', [run])
  return rows[0]?.due ?? 0n
}

async function paid(): Promise<bigint> {
  const { rows } = await house.pool.query<{ paid: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as paid from ledger.transfer where unit = 'PLN'`,
  )
  return rows[0]?.paid ?? 0n
}
