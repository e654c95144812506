import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AmountNode, BatchPlan, FigurePlan, RoundingMode } from '../plan.ts'
import type { DecidedRows, Filling, RowLine } from '../planning/decide-rows.ts'
import type { Planned } from '../planning/make-plan.ts'
import { comparePrepared, prepareWorld, type Prepared, type Tampering } from './compare.ts'
import { openDuckDb, openPostgres, type Database } from './database.ts'
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

/** Ways in which the statement of an assessment could be wrong, in the words of PostgreSQL. */
const wrongAssessment: readonly (readonly [string, (statement: string) => string])[] = [
  ['greatest instead of least', sql => sql.replaceAll('least(', 'greatest(')],
  ['least instead of greatest', sql => sql.replaceAll('greatest(', 'least(')],
  ['halves that are not rounded up', sql => sql.replaceAll(/ \+ \([a-z0-9_.]+\[\d+\] [/] 2\)/g, '')],
  ['one too few in rounding up', sql => sql.replaceAll(/ \+ (\S+) - 1\) [/]/g, ' + $1 - 2) /')],
  [
    'the numbers of the next slot',
    sql => sql.replaceAll(/_slots\[(\d+)\]/g, (_, slot) => `_slots[${Number(slot) + 1}]`),
  ],
  [
    'arithmetic of another shape',
    // The first two change places: a number that is nobody's fails by itself.
    sql =>
      sql.includes(' when 1 then')
        ? sql.replaceAll(/ when ([01]) then/g, (_, shape) => ` when ${1 - shape} then`)
        : sql,
  ],
  [
    'the line of the column beside it',
    sql => sql.replaceAll(/\.col = (\d+)/g, (_, col) => `.col = ${Math.max(0, Number(col) - 1)}`),
  ],
  [
    'a tie that goes to the other scheme',
    sql => sql.replaceAll(/(_(?:minimum|recommended|maximum)) >= (?=c\d+_(?:minimum|recommended|maximum))/g, '$1 > '),
  ],
]

/** Ways in which the decided rows of an assessment could be wrong. */
const wrongRows: readonly (readonly [string, (decided: DecidedRows) => DecidedRows])[] = [
  [
    'the line of another exposure',
    decided => ({ ...decided, lineOf: decided.lineOf.map((_, row, all) => all[row + 1] ?? 0) }),
  ],
  ['no stacking', decided => ({ ...decided, stacking: [] })],
  [
    'the recommended figure for all three',
    decided =>
      withFillings(decided, ({ recommended }) => ({ minimum: recommended, recommended, maximum: recommended })),
  ],
  [
    'a unit too much',
    decided =>
      withFillings(decided, ({ minimum, recommended, maximum }) => ({
        minimum: more(minimum),
        recommended: more(recommended),
        maximum: more(maximum),
      })),
  ],
]

describe('a back-end that is broken on purpose', () => {
  const worlds: Prepared[] = []
  let duckdb: Database
  let postgres: Database
  beforeAll(async () => {
    duckdb = await openDuckDb()
    postgres = await openPostgres()
  }, 120_000)
  afterAll(async () => {
    await duckdb.close()
    await postgres.close()
    for (const world of worlds) await world.dispose()
  }, 60_000)

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
      const plan = (planned: Planned) => ({ ...planned, plan: change(planned.plan) })

      expect(await firstDifference([], { plan })).toBe('batch')
    },
    120_000,
  )

  test.each(wrongAssessment)(
    'is found out: %s in the statement of an assessment',
    async (_, change) => {
      const isPrinted = (statement: string) => statement.startsWith('select * from (with reading')
      const run = (statement: string) => postgres.run(isPrinted(statement) ? change(statement) : statement)

      expect(await firstDifference([{ ...postgres, run }])).toBe('assessment')
    },
    120_000,
  )

  test.each(wrongRows)(
    'is found out: %s in the rows of an assessment',
    async (_, rows) => {
      expect(await firstDifference([postgres], { rows })).toBe('assessment')
    },
    120_000,
  )

  /** Who differs first, world after world; null if nobody does. A statement of DuckDB that ends with an error differs too. */
  async function firstDifference(databases: readonly Database[], tamper: Tampering = {}): Promise<string | null> {
    for (let number = 0; number < mostWorlds; number++) {
      const world = (worlds[number] ??= await prepareWorld(
        anyWorld({ seed: 4, number, rulebook: everyScheme(), calendars: everyCalendar(), services: 80 }),
      ))
      const differences = await comparePrepared(world, databases, tamper).then(
        found => found.differences,
        (error: unknown) => {
          if (!databases.some(database => database.dialect === 'duckdb')) throw error
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

type Fillings = RowLine['fillings'][number]

function withFillings(decided: DecidedRows, change: (fillings: Fillings) => Fillings): DecidedRows {
  return { ...decided, lines: decided.lines.map(line => ({ ...line, fillings: line.fillings.map(change) })) }
}

function more(filling: Filling | null): Filling | null {
  return filling && { ...filling, slots: filling.slots.map(slot => slot + (slot > 1n ? 1n : 0n)) }
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
