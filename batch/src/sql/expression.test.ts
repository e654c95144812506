import { round, ratio, type RoundingMode } from '@pulih/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckDb, type Database } from '../differential/database.ts'
import { Random } from '../differential/random.ts'
import { dialects } from './dialect.ts'
import { expressionOf } from './expression.ts'

const modes: readonly RoundingMode[] = ['half-away', 'half-even', 'up', 'down']

describe('rounding in SQL', () => {
  let duckdb: Database
  beforeAll(async () => {
    duckdb = await openDuckDb()
  })
  afterAll(() => duckdb.close())

  test.each(modes)('%s is what the kernel does, at every tie, for odd and even divisors and any unit', async mode => {
    const random = new Random(20, 1)
    const cells = random.list(4000, () => {
      const divisor = BigInt(random.between(1, 12))
      const unit = random.pick([1, 5, 10])
      return { dividend: BigInt(random.below(300)), divisor, unit }
    })
    const rows = cells.map(({ dividend, divisor, unit }) => {
      const tree = { op: 'round', of: { op: 'slot', slot: 0 }, divisorSlot: 1, mode, unit } as const
      return `select ${expressionOf(tree, { slot: slot => `cast(${slot === 0 ? dividend : divisor} as bigint)`, base: base => base }, 'duckdb')}`
    })

    const found = (await duckdb.run(rows.join(' union all '))).map(([value]) => value)

    expect(found).toEqual(
      cells.map(({ dividend, divisor, unit }) => round(ratio(dividend, divisor), mode, BigInt(unit))),
    )
  })

  test.each(modes)('%s stays inside 63 bits up to the bound that a plan proves', async mode => {
    const tree = { op: 'round', of: { op: 'slot', slot: 0 }, divisorSlot: 1, mode, unit: 1 } as const
    const [divisor, dividend] = [2n ** 61n - 1n, 2n ** 61n]

    const [[found] = []] = await duckdb.run(
      `select ${expressionOf(tree, { slot: slot => `cast(${slot === 0 ? dividend : divisor} as bigint)`, base: base => base }, 'duckdb')}`,
    )

    expect(found).toBe(round(ratio(dividend, divisor), mode))
  })
})

test('every dialect has its own whole division and no other', () => {
  const tree = {
    op: 'round',
    of: { op: 'scale', of: { op: 'base', base: 'monthly_fee' }, slot: 0 },
    divisorSlot: 1,
    mode: 'half-even',
    unit: 5,
  } as const

  const texts = dialects.map(dialect => expressionOf(tree, { slot: slot => `n${slot}`, base: base => base }, dialect))

  expect(texts[0]).toContain(' // ')
  expect(texts[1]).toMatch(/ [/] (?![/])/)
  expect(texts[2]).toContain(' div ')
  expect(texts[2]).not.toContain('/')
  expect(new Set(texts.map(text => text.replaceAll(/ (div|[/]+) /g, ' : '))).size).toBe(1)
})
