import type { Planned } from '../planning/make-plan.ts'
import { checksSql } from './checks.ts'
import { creditsSql } from './credits.ts'
import { wordsOf, type Dialect } from './dialect.ts'
import { describeTree } from './expression.ts'
import { layoutOf, type Layout } from './layout.ts'
import { serviceView } from './services.ts'
import { factTables, tableSql } from './tables.ts'

/** The statements of a run, in the order in which they are sent. */
export interface Script {
  readonly preamble: readonly string[]
  readonly tables: readonly {
    readonly name: string
    readonly says: string
    readonly create: string
    readonly load: string
  }[]
  readonly services: string
  readonly checks: string
  readonly credits: string
}

export function scriptOf(layout: Layout, dialect: Dialect): Script {
  const words = wordsOf(dialect)
  return {
    preamble: words.preamble,
    tables: factTables(layout).map(table => ({
      name: table.name,
      says: table.says,
      create: tableSql(table, dialect),
      load: words.load(table.name),
    })),
    services: serviceView(layout, dialect),
    checks: checksSql(layout, dialect),
    credits: creditsSql(layout, dialect),
  }
}

/** The SQL of one run: its tables, how the facts get into them, the checks and the credits, each explained. */
export function sqlForRun({ plan }: Pick<Planned, 'plan'>, dialect: Dialect): string {
  const layout = layoutOf(plan)
  return printed(layout, dialect, [
    `The credits of one Pulih run as SQL for ${wordsOf(dialect).title}.`,
    `Schemes: ${layout.schemes.map(scheme => scheme.id).join(', ')}. Currency: ${layout.currency}, amounts in minor units.`,
    '',
    'Run it in the folder of the facts (pulih_*.csv), which belong to this text and to no other run. Its arithmetic is complete:',
    'every shape that occurs in these facts is known to it.',
  ])
}

/** A whole script as text. No comment holds a semicolon, so that the text may be cut at semicolons that end a line. */
export function printed(layout: Layout, dialect: Dialect, about: readonly string[]): string {
  const script = scriptOf(layout, dialect)
  const parts = [
    comment([...about, '', ...guarantees(layout, dialect)]),
    ...script.preamble.map(statement => `${statement};`),
    comment(['1. The facts. Calendars, time zones and law are decided in them. A statement only looks them up.']),
    ...script.tables.map(({ says, create, load }) =>
      [comment([says]), `${create};`, ...(load === '' ? [] : [load.startsWith('\\') ? load : `${load};`])].join('\n'),
    ),
    comment([
      '2. Your services, one line each, under the names that docs/formats.md gives the columns. Edit this view if yours are called',
      "otherwise or are missing: write 'consumer' as customer, 1 as cycle_day. Money must be an exact decimal, never a float.",
      'If there are columns reported_at or restored_at, add: where reported_at is null and restored_at is null.',
    ]),
    `${script.services};`,
    comment([
      '3. What must be empty before anything is paid: services about which nothing can be said, and tables that arrived short.',
    ]),
    `${script.checks};`,
    comment(['4. The credits.', ...shapeNotes(layout)]),
    `${script.credits};`,
  ]
  return `${parts.join('\n\n')}\n`
}

function guarantees({ stacking, schemes }: Layout, dialect: Dialect): string[] {
  return [
    'What is guaranteed: whole numbers of type bigint only, no floating point, no rounding function, no time zone. The same tree of',
    'operations runs in `pulih explain`, in `pulih assess` and here, and a differential test compares them to the last minor unit.',
    ...(dialect === 'spark'
      ? [
          'This dialect is compared by its text and by running it with the words of another database, not on Spark itself.',
        ]
      : []),
    'No product can leave 63 bits for amounts up to pulih_run.largest_base. Services with larger ones are left out, and step 3 names them.',
    `Between schemes: ${stacking.length === 0 ? (schemes.length === 1 ? 'one scheme stands alone here.' : 'each is paid by itself.') : `${stacking.length} step${stacking.length === 1 ? '' : 's'}, see stacked_1 and the following.`}`,
    'Not in here: services with facts of their own (reported_at, restored_at, or named by an outage, see pulih_apart). Take those from',
    '`pulih assess`.',
    '',
    'How to check: the sums per scheme must be those of summary.json, and a sample of services put to `pulih explain` the same to the unit.',
  ]
}

function shapeNotes({ schemes }: Layout): string[] {
  return schemes.flatMap(({ id, shapes }) => {
    const all = new Map(Object.values(shapes).flatMap(list => list.map(shape => [shape.name, shape.tree] as const)))
    return [
      `${id} has these shapes, where n1, n2 … are the numbers of the facts:`,
      ...[...all].map(([name, tree]) => `  ${name}  ${describeTree(tree)}`),
    ]
  })
}

function comment(lines: readonly string[]): string {
  return lines.map(line => (line === '' ? '--' : `-- ${line.replaceAll(';', ',')}`)).join('\n')
}
