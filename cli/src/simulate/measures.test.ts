import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { money, percent, roughly } from './amount-text.ts'
import { changeOf } from './changes.ts'
import { Database } from './database.ts'
import { histograms, roundStep, spreadOf } from './distribution.ts'
import { fairnessOf, share } from './fairness.ts'
import { attributeNames, createTables } from './load.ts'

const folder = mkdtempSync(join(tmpdir(), 'measures-'))
let database: Database

/** One line per service: its credit in two scenarios, its exposure, and what an amount may depend on. */
const services = [
  { service: 'a', credits: [100, 100], exposure: 1, fee: '10.00', bill: '12.00' },
  { service: 'b', credits: [100, 90], exposure: 1, fee: '10.00', bill: '12.00' },
  { service: 'c', credits: [100, 0], exposure: 1, fee: '10.00', bill: '15.00' },
  { service: 'd', credits: [0, 250], exposure: 2, fee: '10.00', bill: '12.00' },
  { service: 'e', credits: [7, 7], exposure: 1, fee: '20.00', bill: '12.00' },
]

beforeAll(async () => {
  database = await Database.open(join(folder, 'measures.duckdb'))
  await createTables(database)
  await database.run(
    `create table who (service varchar, area varchar, ${attributeNames.map(name => `${name} varchar`).join(', ')})`,
  )
  for (const { service, credits, exposure, fee, bill } of services) {
    await database.run(
      `insert into who (service, area, monthly_fee, previous_bill) values ('${service}', 'x', '${fee}', '${bill}')`,
    )
    for (const [scenario, credit] of credits.entries()) {
      if (credit > 0)
        await database.run(
          `insert into credit values (${scenario}, '${service}', '${exposure}', 0, ${credit}, ${credit}, 0, 0, 0, 0)`,
        )
    }
  }
})

afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

describe('fairness', () => {
  test('finds no breach where equals get the same', async () => {
    expect(await fairnessOf(database, 0, 8, 4, 'EUR')).toEqual({
      reachedShare: '0.5000',
      breaches: 0,
      differing: 0,
      spread: '0.00',
    })
  })

  test('finds equals that are treated unequally, and says by how much', async () => {
    expect(await fairnessOf(database, 1, 8, 4, 'EUR')).toEqual({
      reachedShare: '0.5000',
      breaches: 2,
      differing: 2,
      spread: '0.10',
    })
  })
})

describe('the measures', () => {
  test('count gains and losses, and what is part of them', async () => {
    expect(await changeOf(database, ['law', 'policy'], 1, 'EUR')).toEqual({
      scenario: 'policy',
      against: 'law',
      gain: { services: 1, sum: '2.50' },
      lose: { services: 2, sum: '1.10' },
      same: 2,
      newlyPaid: { services: 1, sum: '2.50' },
      noLongerPaid: { services: 1, sum: '1.00' },
      gainAreas: [{ area: 'x', services: 1, sum: '2.50' }],
      loseAreas: [{ area: 'x', services: 2, sum: '1.10' }],
    })
  })

  test('take quantiles from credits that somebody gets, and round only the average', async () => {
    expect(await spreadOf(database, 1, 'EUR')).toEqual({
      paid: 4,
      inKind: 0,
      reached: 4,
      sum: 447n,
      credit: { average: '1.12', p10: '0.07', median: '0.90', p90: '2.50', greatest: '2.50' },
    })
    expect(await spreadOf(database, 9, 'EUR')).toMatchObject({ paid: 0, sum: 0n, credit: null })
  })

  test('put every credit into one bin, the same bins for all scenarios', async () => {
    const { bins, counts } = await histograms(database, 2)

    expect(bins.slice(0, 3)).toEqual([0n, 20n, 40n])
    expect(counts.map(line => line.reduce((sum, services) => sum + services, 0))).toEqual([4, 4])
    expect(counts[0]?.[5]).toBe(3)
  })

  test.each([
    [1n, 1n],
    [3n, 5n],
    [5n, 5n],
    [6n, 10n],
    [1_100n, 2_000n],
  ])('widen a step of %d to %d', (wanted, step) => {
    expect(roundStep(wanted)).toBe(step)
  })
})

describe('numbers for people', () => {
  test('are grouped, and keep their decimals unless none has any', () => {
    expect(money(['1234567.00', '8.00'])).toEqual(['1,234,567', '8'])
    expect(money(['1234567.00', '8.05'])).toEqual(['1,234,567.00', '8.05'])
    expect(roughly('1234567.50')).toBe('1,234,568')
  })

  test('say 100 % only of all', () => {
    expect(percent(share(1n, 3n))).toBe('33.3 %')
    expect(percent(share(1n, 1n))).toBe('100.0 %')
    expect(percent(share(9_996n, 10_000n))).toBe('99.9 %')
    expect(share(0n, 0n)).toBe('0.0000')
  })
})
