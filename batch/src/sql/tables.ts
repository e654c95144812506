import { figures } from '@pulih/engine'
import { quoted, wordsOf, type Dialect } from './dialect.ts'
import { slotColumn, type Layout, type SchemeLayout } from './layout.ts'
import { noShape, sameShape } from './shapes.ts'

/** A table of facts: its columns in the order of its file. */
export interface FactTable {
  readonly name: string
  readonly says: string
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'integer' | 'bigint' }[]
  readonly key: readonly string[]
  readonly checks: readonly string[]
}

/** Every table of facts that the statements of a layout read. */
export function factTables(layout: Layout): FactTable[] {
  const text = (name: string) => ({ name, type: 'text' as const })
  const integer = (name: string) => ({ name, type: 'integer' as const })
  const bigint = (name: string) => ({ name, type: 'bigint' as const })
  return [
    {
      name: 'pulih_run',
      says: 'One line: the currency, the largest amount for which no product can overflow, and how many lines the other tables have.',
      columns: [
        text('currency'),
        integer('currency_digits'),
        bigint('largest_base'),
        bigint('places'),
        bigint('profiles'),
        bigint('exposures'),
        bigint('lines'),
      ],
      key: ['currency'],
      checks: [],
    },
    {
      name: 'pulih_place',
      says: 'Every place (element or area) and the set of outages that hit it; signature 0 is hit by none.',
      columns: [text('place'), integer('signature')],
      key: ['place'],
      checks: [],
    },
    {
      name: 'pulih_profile',
      says: 'Every combination of words and the segment of the facts it belongs to; applies_… is 1 if that scheme is for such a service.',
      columns: [
        ...layout.profile.map(column => text(column.name)),
        integer('segment'),
        ...layout.schemes.map(scheme => integer(`applies_${scheme.name}`)),
      ],
      key: layout.profile.map(column => column.name),
      checks: [],
    },
    {
      name: 'pulih_exposure',
      says: 'What a service was exposed to, by its signature, the day its billing period begins and its segment, and the line that says what it pays.',
      columns: [integer('signature'), integer('cycle_day'), integer('segment'), bigint('exposure'), bigint('line')],
      key: ['signature', 'cycle_day', 'segment'],
      checks: [],
    },
    {
      name: 'pulih_apart',
      says: 'Services that an outage names. Their facts are their own, and no statement answers for them: take them from `pulih assess`.',
      columns: [text('service')],
      key: ['service'],
      checks: [],
    },
    ...layout.schemes.map(amountTable),
  ]
}

function amountTable(scheme: SchemeLayout): FactTable {
  return {
    name: `pulih_amount_${scheme.name}`,
    says: `What ${scheme.id} pays: under each figure the shape of the arithmetic and its whole numbers.`,
    columns: [
      { name: 'line', type: 'bigint' },
      ...figures.flatMap(figure => [
        { name: `${figure}_shape`, type: 'text' as const },
        ...Array.from({ length: scheme.width }, (_, slot) => ({
          name: slotColumn(figure, slot),
          type: 'bigint' as const,
        })),
      ]),
    ],
    key: ['line'],
    checks: figures.map(figure => {
      const names = [
        noShape,
        ...(figure === 'recommended' ? [] : [sameShape]),
        ...scheme.shapes[figure].map(shape => shape.name),
      ]
      return `check (${figure}_shape in (${names.map(quoted).join(', ')}))`
    }),
  }
}

/** The definition of a table, with the checks where the database knows such a thing. */
export function tableSql(table: FactTable, dialect: Dialect): string {
  const words = wordsOf(dialect)
  const columns = table.columns.map(({ name, type }) => `${name} ${type === 'text' ? words.text : type} not null`)
  return words.table(table.name, columns, [`primary key (${table.key.join(', ')})`, ...table.checks])
}
