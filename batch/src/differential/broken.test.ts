import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AmountNode, BatchPlan, FigurePlan, RoundingMode } from '../plan.ts'
import type { Planned } from '../planning/make-plan.ts'
import { comparePrepared, prepareWorld, type Prepared } from './compare.ts'
import { openDuckDb, type Database } from './database.ts'
import { anyWorld } from './random-world.ts'
import { everyCalendar, everyScheme } from './rulebook-files.ts'

const mostWorlds = 30

/** Ways in which a printer of SQL could be wrong, as changes of what it printed. */
const wrongSql: readonly (readonly [string, (statement: string) => string])[] = [
  ['greatest instead of least', sql => sql.replaceAll('least(', 'greatest(')],
  ['least instead of greatest', sql => sql.replaceAll('greatest(', 'least(')],
  ['halves that are not rounded up', sql => sql.replaceAll(/ \+ \([a-z0-9_.]+ [/][/] 2\)/g, '')],
  [
    'halves that always go up',
    sql =>
      sql.replaceAll(
        / \+ \(\(\S+ - 1\) [/][/] 2\) \+ .*? \* \(\(\S+ \+ 1\) % 2\)/g,
        match => ` + (${/\(\((\S+) - 1/.exec(match)?.[1] ?? ''} // 2)`,
      ),
  ],
  ['one too few in rounding up', sql => sql.replaceAll(/ \+ (\S+) - 1\) [/][/]/g, ' + $1 - 2) //')],
  ['fractions in between', sql => sql.replaceAll(' // ', ' / ')],
  [
    'a tie that goes to the other scheme',
    sql =>
      sql.replaceAll(/(_(?:minimum|recommended|maximum)) >= (?=[a-z0-9_]+_(?:minimum|recommended|maximum))/g, '$1 > '),
  ],
  ['places without the places within them', sql => sql.replaceAll(/ or substr\(.*?\) in \(.*?\)/g, '')],
  ['schemes for everybody', sql => sql.replaceAll(/when h\.applies_\S+ = 0 then \S+/g, '')],
]

/** Ways in which the plan of the batch could be wrong. */
const wrongPlan: readonly (readonly [string, (plan: BatchPlan) => BatchPlan])[] = [
  ...(['half-away', 'half-even', 'up', 'down'] as const).map(
    mode =>
      [`everything rounded ${mode}`, (plan: BatchPlan) => withTrees(plan, tree => roundedAs(tree, mode))] as const,
  ),
  ['the greatest instead of the sum', plan => withTrees(plan, tree => swapped(tree, 'sum', 'max'))],
  ['the least instead of the greatest', plan => withTrees(plan, tree => swapped(tree, 'max', 'min'))],
  ['no stacking', plan => ({ ...plan, stacking: [] })],
  [
    'the recommended figure for all three',
    plan => ({
      ...plan,
      schemes: plan.schemes.map(scheme => ({ ...scheme, minimum: scheme.recommended, maximum: scheme.recommended })),
    }),
  ],
  ['a unit too much', plan => withSlots(plan, slot => slot + (slot > 1n ? 1n : 0n))],
]

describe('a back-end that is broken on purpose', () => {
  const worlds: Prepared[] = []
  let duckdb: Database
  beforeAll(async () => {
    duckdb = await openDuckDb()
  })
  afterAll(async () => {
    await duckdb.close()
    for (const world of worlds) await world.dispose()
  })

  test.each(wrongSql)(
    'is found out: %s in SQL',
    async (_, change) => {
      const isPrinted = (statement: string) => /^(with hit|create view)/.test(statement)
      const run = (statement: string) => duckdb.run(isPrinted(statement) ? change(statement) : statement)

      expect(await firstDifference([{ ...duckdb, run }])).toBe('DuckDB')
    },
    120_000,
  )

  test.each(wrongPlan)(
    'is found out: %s in the plan',
    async (_, change) => {
      expect(await firstDifference([], planned => ({ ...planned, plan: change(planned.plan) }))).toBe('batch')
    },
    120_000,
  )

  /** Who differs first, world after world; null if nobody does. A statement that ends with an error differs too. */
  async function firstDifference(
    databases: readonly Database[],
    tamper?: (planned: Planned) => Planned,
  ): Promise<string | null> {
    for (let number = 0; number < mostWorlds; number++) {
      const world = (worlds[number] ??= await prepareWorld(
        anyWorld({ seed: 4, number, rulebook: everyScheme(), calendars: everyCalendar(), services: 80 }),
      ))
      const differences = await comparePrepared(world, databases, tamper).then(
        found => found.differences,
        (error: unknown) => {
          if (databases.length === 0) throw error
          return [{ backEnd: 'DuckDB' }]
        },
      )
      if (differences[0]) return differences[0].backEnd
    }
    return null
  }
})

function withTrees(plan: BatchPlan, change: (tree: AmountNode) => AmountNode): BatchPlan {
  return withFigures(plan, ({ shapes }) => ({ shapes: shapes.map(shape => ({ ...shape, tree: change(shape.tree) })) }))
}

function withSlots(plan: BatchPlan, change: (slot: bigint) => bigint): BatchPlan {
  return withFigures(plan, ({ shapes }) => ({
    shapes: shapes.map(shape => ({ ...shape, slots: shape.slots.map(change) })),
  }))
}

function withFigures(plan: BatchPlan, change: (figure: FigurePlan) => FigurePlan): BatchPlan {
  const schemes = plan.schemes.map(scheme => {
    const recommended = change(scheme.recommended)
    if (scheme.figuresAgree) return { ...scheme, minimum: recommended, recommended, maximum: recommended }
    return { ...scheme, minimum: change(scheme.minimum), recommended, maximum: change(scheme.maximum) }
  })
  return { ...plan, schemes }
}

function roundedAs(tree: AmountNode, mode: RoundingMode): AmountNode {
  const inner = inside(tree, of => roundedAs(of, mode))
  return inner.op === 'round' ? { ...inner, mode } : inner
}

function swapped(tree: AmountNode, from: 'sum' | 'max', to: 'max' | 'min'): AmountNode {
  const inner = inside(tree, of => swapped(of, from, to))
  return inner.op === from ? { ...inner, op: to } : inner
}

function inside(tree: AmountNode, change: (of: AmountNode) => AmountNode): AmountNode {
  switch (tree.op) {
    case 'slot':
    case 'base':
      return tree
    case 'scale':
    case 'round':
      return { ...tree, of: change(tree.of) }
    case 'sum':
    case 'max':
    case 'min':
      return { ...tree, of: tree.of.map(change) }
  }
}
