import type { ProfileColumn } from '../plan.ts'
import { quoted, wordsOf, type Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'

/** The view through which the statements see the carrier's table; the one place to edit when its columns are called otherwise. */
export function serviceView(layout: Layout, dialect: Dialect): string {
  const minor = layout.currencyDigits === 0 ? '' : ` * ${10 ** layout.currencyDigits}`
  const money = (column: string) => {
    // Only the monthly fee must be there. What has more decimals than the currency, or is no exact decimal, is refused by the checks.
    const amount = column === 'monthly_fee' ? `${column}${minor}` : `coalesce(${column}, 0)${minor}`
    return `case when ${amount} = cast(${amount} as bigint) then cast(${amount} as bigint) end as ${column}`
  }
  const columns = [
    'service',
    `${layout.place} as place`,
    'coalesce(cycle_day, 1) as cycle_day',
    ...layout.profile.map(column => `${word(column, dialect)} as ${column.name}`),
    ...layout.bases.map(money),
  ]
  return `create view pulih_service as\nselect\n  ${columns.join(',\n  ')}\nfrom services`
}

/** An empty field means the usual word; where any code may stand, it counts as the longest named one that covers it, or as elsewhere. */
function word({ name, values, fallback, open }: ProfileColumn, dialect: Dialect): string {
  const usual = values[fallback]
  const given = name === 'bill_count_3' ? `cast(${name} as ${wordsOf(dialect).text})` : name
  const text = usual === undefined ? given : `coalesce(nullif(${given}, ''), ${quoted(usual)})`
  if (!open) return text
  const named = values.slice(0, -1).toSorted((a, b) => b.length - a.length)
  const covered = named.map(value => `when ${covers(value, given)} then ${quoted(value)}`)
  return `case ${covered.join(' ')} else ${quoted(values.at(-1) ?? '')} end`
}

/** Whether a code is that of a place or of one within it. No `like`: a code may hold what is a wildcard there. */
function covers(place: string, code: string): string {
  const within = ['-', '.'].map(separator => quoted(place + separator))
  return `${code} = ${quoted(place)} or substr(${code}, 1, ${Array.from(place).length + 1}) in (${within.join(', ')})`
}

/** How a service finds its facts: equality of columns and nothing else. */
export function profileJoin(layout: Layout): string {
  return layout.profile.map(({ name }) => `f.${name} = s.${name}`).join(' and ')
}
