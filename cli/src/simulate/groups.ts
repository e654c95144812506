import { formatMinor } from '@pulih/kernel'
import { text, whole, type Database, type Row } from './database.ts'
import { dimensions, type Dimension, type Figures, type Group } from './comparison.ts'
import { creditOf } from './distribution.ts'

/** Who gets what in one scenario: by customer type, payment, kind of service and area, the greatest sum first. */
export async function groupsOf(
  database: Database,
  scenario: number,
  currency: string,
): Promise<Record<Dimension, Group[]>> {
  const lists = await Promise.all(dimensions.map(dimension => groupsBy(database, scenario, dimension, currency)))
  return Object.fromEntries(dimensions.map((dimension, index) => [dimension, lists[index] ?? []])) as Record<
    Dimension,
    Group[]
  >
}

async function groupsBy(
  database: Database,
  scenario: number,
  dimension: Dimension,
  currency: string,
): Promise<Group[]> {
  const sums = ['minimum', 'recommended', 'maximum', 'goodwill_minimum', 'goodwill', 'goodwill_maximum'].map(
    name => `sum(${name})::hugeint as ${name}`,
  )
  const rows = await database.rows(`
    with paid as (
      select coalesce(who.${dimension}, '') as name, count(*) filter (${creditOf} > 0) as paid, count(*) filter (in_kind > 0) as in_kind, ${sums.join(', ')}
      from credit left join who using (service) where scenario = ${scenario} group by name
    ), everyone as (select ${dimension} as name, sum(services)::bigint as services from population group by name)
    select * from everyone full join paid using (name)
    order by coalesce(recommended + goodwill, 0) desc, name`)
  return rows.map(row => ({
    group: text(row, 'name'),
    services: Number(whole(row, 'services')),
    paid: Number(whole(row, 'paid')),
    inKind: Number(whole(row, 'in_kind')),
    owed: figuresOf(row, ['minimum', 'recommended', 'maximum'], currency),
    goodwill: figuresOf(row, ['goodwill_minimum', 'goodwill', 'goodwill_maximum'], currency),
  }))
}

function figuresOf(
  row: Row,
  [minimum, recommended, maximum]: readonly [string, string, string],
  currency: string,
): Figures {
  const amount = (name: string) => formatMinor(whole(row, name), currency)
  return { minimum: amount(minimum), recommended: amount(recommended), maximum: amount(maximum) }
}
