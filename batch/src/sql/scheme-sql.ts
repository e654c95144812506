import { figures, type Figure } from '@pulih/engine'
import type { Planned } from '../planning/make-plan.ts'
import { wordsOf, type Dialect } from './dialect.ts'
import { latticePlans, type LatticeQuestion } from './lattice.ts'
import { layoutOf, type Layout, type SchemeLayout } from './layout.ts'
import { printed } from './script.ts'
import type { NamedShape } from './shapes.ts'

/** The scheme has nothing that a batch could calculate: a right without an amount, or one that needs facts no batch has. */
export class NothingToPrint extends Error {
  constructor(scheme: string) {
    super(`${scheme} has no amount that follows from outages and bills alone`)
    this.name = 'NothingToPrint'
  }
}

/** The SQL of one scheme without any data, with the shapes that made-up outages show. Throws `NothingToPrint`. */
export function schemeSql({ dialect, ...question }: LatticeQuestion & { readonly dialect: Dialect }): string {
  const layout = schemeLayout(question)
  const { scheme, currency } = question
  return printed(layout, dialect, [
    `${scheme.id} as SQL for ${wordsOf(dialect).title}: what the batch step of Pulih calculates, for where your data is.`,
    `Currency: ${currency}, amounts in minor units. Status of the scheme: ${scheme.status}.`,
    '',
    'How to make the facts: `pulih assess … --facts DIR` decides outages, calendars and law and writes the tables below as CSV. Beside',
    'them it writes this SQL for exactly those facts: prefer that text for a payment, and read this one to see what it does.',
    '',
    'The shapes below are those that made-up outages show, one and two in a period, at every limit of the scheme. Three outages in a',
    'period can make another shape. Nothing is then paid silently: the table refuses the line, and the statement ends with an error.',
  ])
}

/** The layout of a scheme over all of its lattice plans. */
export function schemeLayout(question: LatticeQuestion): Layout {
  const layouts = latticePlans(question).map(({ plan }: Planned) => layoutOf(plan))
  const [first] = layouts
  const isEmpty = layouts.every(layout =>
    layout.schemes.every(({ shapes }) => figures.every(figure => shapes[figure].length === 0)),
  )
  if (!first || isEmpty) throw new NothingToPrint(question.scheme.id)
  return {
    ...first,
    place: 'element',
    bases: first.bases.concat(
      layouts
        .flatMap(layout => layout.bases)
        .filter((base, index, all) => !first.bases.includes(base) && all.indexOf(base) === index),
    ),
    schemes: first.schemes.map((scheme, index) =>
      merged(
        scheme,
        layouts.flatMap(layout => layout.schemes[index] ?? []),
      ),
    ),
  }
}

function merged(scheme: SchemeLayout, all: readonly SchemeLayout[]): SchemeLayout {
  const shapes = (figure: Figure): NamedShape[] => [
    ...new Map(all.flatMap(each => each.shapes[figure].map(shape => [shape.name, shape] as const))).values(),
  ]
  return {
    ...scheme,
    shapes: { minimum: shapes('minimum'), recommended: shapes('recommended'), maximum: shapes('maximum') },
    width: Math.max(...all.map(each => each.width)),
  }
}
