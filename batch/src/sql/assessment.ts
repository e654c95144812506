import { figures } from '@pulih/engine'
import type { DecidedRows } from '../planning/decide-rows.ts'
import { changedBy } from './credits.ts'
import { expressionOf } from './expression.ts'

/** Where an assessment finds its rows. */
export interface AssessmentSource {
  /** A relation with `service_id`, `period_from`, `line` and the base columns, amounts in minor units and never null. */
  readonly services: string
  /** A table with `line`, `col`, and for each figure `<figure>_shape` (null: nothing is owed) and `<figure>_slots bigint[]`. */
  readonly lines: string
}

/**
 * The statement that yields service_id, period_from, col and the three figures in minor units, of whatever is owed at all. Whole
 * numbers only, the same tree of operations as in the single decision. `wide` calculates with numbers of any size, for amounts beyond
 * `largestBase`.
 */
export function assessmentSql(
  decided: Pick<DecidedRows, 'columns' | 'shapes' | 'stacking'>,
  source: AssessmentSource,
  wide = false,
): string {
  const { columns, shapes, stacking } = decided
  const dialect = wide ? 'postgres-wide' : 'postgres'
  const cast = wide ? '::numeric' : ''
  const amounts = columns.flatMap((_, column) =>
    figures.map(figure => {
      const shape = `l${column}.${figure}_shape`
      const branches = shapes.map(
        ({ tree }, number) =>
          `when ${number} then ${expressionOf(tree, { slot: slot => `l${column}.${figure}_slots[${slot + 1}]${cast}`, base: base => `s.${base}${cast}` }, dialect)}`,
      )
      // A number of a shape that is not there fails, as a text that is cast to a number.
      const unknown = `cast(concat('pulih: no arithmetic for shape ', ${shape}) as bigint)`
      const valued =
        branches.length === 0
          ? '0'
          : `case when ${shape} is null then 0 else case ${shape} ${branches.join(' ')} else ${unknown} end end`
      return `${valued} as ${amount(column, figure)}`
    }),
  )
  const joins = columns.map(
    (_, column) => `join ${source.lines} l${column} on l${column}.line = s.line and l${column}.col = ${column}`,
  )
  const layers = [
    {
      name: 'reading',
      body: `select s.service_id, s.period_from, ${amounts.join(', ')} from ${source.services} s ${joins.join(' ')}`,
    },
    {
      name: 'figure',
      body: `select service_id, period_from, ${columns.map((_, column) => ordered(column)).join(', ')} from reading`,
    },
  ]
  stacking.forEach((step, index) => {
    const changed = columns.flatMap((each, column) =>
      figures.map(figure => {
        const own = amount(column, figure)
        const becomes = each.benefit === null ? changedBy(step, column, other => amount(other, figure)) : null
        return becomes === null ? own : `${becomes} as ${own}`
      }),
    )
    layers.push({
      name: `stacked_${index}`,
      body: `select service_id, period_from, ${changed.join(', ')} from ${layers.at(-1)?.name}`,
    })
  })
  const values = columns.map(
    (_, column) => `(${column}, ${figures.map(figure => `${amount(column, figure)}::bigint`).join(', ')})`,
  )
  return [
    `with ${layers.map(({ name, body }) => `${name} as (${body})`).join(', ')}`,
    'select f.service_id, f.period_from, v.col, v.minimum, v.recommended, v.maximum',
    `from ${layers.at(-1)?.name} f cross join lateral (values ${values.join(', ')}) v(col, minimum, recommended, maximum)`,
    'where v.minimum > 0 or v.recommended > 0 or v.maximum > 0',
  ].join('\n')
}

function amount(column: number, figure: string): string {
  return `c${column}_${figure}`
}

/** A reading may help one customer and hurt another: the minimum is the least and the maximum the greatest of the three. */
function ordered(column: number): string {
  const all = figures.map(figure => amount(column, figure)).join(', ')
  return `least(${all}) as ${amount(column, 'minimum')}, ${amount(column, 'recommended')}, greatest(${all}) as ${amount(column, 'maximum')}`
}
