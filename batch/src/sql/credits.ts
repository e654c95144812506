import { figures, type Figure } from '@pulih/engine'
import type { StackingStep } from '../plan.ts'
import { quoted, wordsOf, type Dialect } from './dialect.ts'
import { expressionOf } from './expression.ts'
import { slotColumn, type Layout, type SchemeLayout } from './layout.ts'
import { profileJoin } from './services.ts'
import { noShape, sameShape, type NamedShape } from './shapes.ts'

/** The statement that yields service, scheme, exposure and the three figures in minor units, of whatever is owed at all. */
export function creditsSql(layout: Layout, dialect: Dialect): string {
  const { schemes } = layout
  const layers = [
    { name: 'hit', body: hit(layout) },
    { name: 'reading', body: readings(layout, dialect) },
    { name: 'figure', body: ordered(layout) },
  ]
  for (const [index, step] of layout.stacking.entries()) {
    layers.push({ name: `stacked_${index + 1}`, body: stacked(layout, step, layers.at(-1)?.name ?? '') })
  }
  const last = layers.at(-1)?.name ?? ''
  const withs = layers.map(({ name, body }) => `${name} as (\n${indented(body)}\n)`)
  const selects = schemes.map(({ id, name }) => {
    const columns = figures.map(figure => `${name}_${figure}`)
    return `select service, ${quoted(id)} as scheme, exposure, ${figures.map((figure, at) => `${columns[at]} as ${figure}`).join(', ')}\nfrom ${last}\nwhere ${columns.map(column => `${column} > 0`).join(' or ')}`
  })
  return `with ${withs.join(', ')}\n${selects.join('\nunion all\n')}`
}

/** Every service that is hit, with what it was exposed to. What the checks refuse is left out here too. */
function hit({ profile, bases, schemes, ...layout }: Layout): string {
  const columns = [
    's.service',
    'e.exposure',
    'e.line',
    ...bases.map(base => `s.${base}`),
    ...schemes.map(({ name }) => `f.applies_${name}`),
  ]
  return [
    `select ${columns.join(', ')}`,
    'from pulih_service s',
    'join pulih_place p on p.place = s.place',
    `join pulih_profile f on ${profileJoin({ profile, bases, schemes, ...layout })}`,
    'join pulih_exposure e on e.signature = p.signature and e.cycle_day = s.cycle_day and e.segment = f.segment',
    'left join pulih_apart x on x.service = s.service',
    'cross join pulih_run r',
    `where x.service is null and ${bases.map(base => `s.${base} between 0 and r.largest_base`).join(' and ')}`,
  ].join('\n')
}

/** The amount of each scheme under the readings of each figure. */
function readings(layout: Layout, dialect: Dialect): string {
  const amounts = layout.schemes.flatMap((scheme, index) =>
    figures.map(figure => amountOf(scheme, `a${index + 1}`, figure, dialect)),
  )
  const joins = layout.schemes.map(
    ({ name }, index) => `left join pulih_amount_${name} a${index + 1} on a${index + 1}.line = h.line`,
  )
  return [`select h.service, h.exposure,\n  ${amounts.join(',\n  ')}`, 'from hit h', ...joins].join('\n')
}

function amountOf(scheme: SchemeLayout, alias: string, figure: Figure, dialect: Dialect): string {
  const shape = `${alias}.${figure}_shape`
  const branch = ({ name, tree }: NamedShape) =>
    `when ${shape} = ${quoted(name)} then ${expressionOf(tree, { slot: slot => `${alias}.${slotColumn(figure, slot)}`, base: base => `h.${base}` }, dialect)}`
  const branches = [
    `when h.applies_${scheme.name} = 0 then ${figure === 'recommended' ? '0' : 'null'}`,
    `when ${shape} = ${quoted(noShape)} then 0`,
    ...(figure === 'recommended' ? [] : [`when ${shape} = ${quoted(sameShape)} then null`]),
    ...scheme.shapes[figure].map(branch),
    // A shape that the statement does not know, or an exposure whose line is missing, must stop everything instead of paying nothing.
    `else ${wordsOf(dialect).fail(`concat('pulih: ${scheme.id}: no arithmetic for shape ', coalesce(${shape}, '(no line)'), ' of exposure ', cast(h.exposure as ${wordsOf(dialect).text}))`)}`,
  ]
  return `case\n    ${branches.join('\n    ')}\n  end as ${scheme.name}_${figure}`
}

/** A reading may help one customer and hurt another: the minimum is the least and the maximum the greatest of the three. */
function ordered({ schemes }: Layout): string {
  const columns = schemes.flatMap(({ name }) => {
    const middle = `${name}_recommended`
    const all = `coalesce(${name}_minimum, ${middle}), ${middle}, coalesce(${name}_maximum, ${middle})`
    return [`least(${all}) as ${name}_minimum`, middle, `greatest(${all}) as ${name}_maximum`]
  })
  return `select service, exposure,\n  ${columns.join(',\n  ')}\nfrom reading`
}

/** One step of what happens between schemes; each figure by itself. */
function stacked({ schemes }: Layout, step: StackingStep, from: string): string {
  const columns = schemes.flatMap(({ name }, index) =>
    figures.map(figure => {
      const column = `${name}_${figure}`
      const changed = changedBy(step, index, other => `${schemes[other]?.name ?? ''}_${figure}`)
      return changed === null ? column : `${changed} as ${column}`
    }),
  )
  return `select service, exposure,\n  ${columns.join(',\n  ')}\nfrom ${from}`
}

/** What becomes of a scheme's amount in one step between schemes; null if nothing does. */
export function changedBy(step: StackingStep, scheme: number, column: (scheme: number) => string): string | null {
  const own = column(scheme)
  switch (step.kind) {
    case 'greatest': {
      const rank = step.schemes.indexOf(scheme)
      if (rank < 0 || step.schemes.length < 2) return null
      // On a tie the one named first stays.
      const wins = step.schemes.flatMap((other, at) =>
        at === rank ? [] : [`${own} ${at < rank ? '>' : '>='} ${column(other)}`],
      )
      return `case when ${wins.join(' and ')} then ${own} else 0 end`
    }
    case 'subsidiary':
      if (step.scheme !== scheme) return null
      return `case when ${step.to.map(other => `${column(other)} > 0`).join(' or ')} then 0 else ${own} end`
    case 'set-off':
      return step.scheme === scheme ? `greatest(${own} - ${column(step.by)}, 0)` : null
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
