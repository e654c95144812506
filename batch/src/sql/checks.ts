import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { profileJoin } from './services.ts'

/** Said of an amount for which a product could leave 63 bits. The batch calculates such services one by one, the SQL leaves them to it. */
export const tooWide = 'too large for the SQL of this run'

/** Names every service about which nothing can be said, and every table that arrived short. It must yield nothing before anything is paid. */
export function checksSql(layout: Layout, _dialect: Dialect): string {
  const wrong = [
    `when p.place is null then 'unknown place'`,
    `when f.segment is null then 'unknown word'`,
    `when s.cycle_day is null or s.cycle_day not between 1 and 28 then 'cycle_day out of range'`,
    ...layout.bases.map(base => `when s.${base} is null or s.${base} < 0 then '${base} missing or no amount'`),
    ...layout.bases.map(base => `when s.${base} > r.largest_base then '${base} ${tooWide}'`),
  ]
  const tables = [
    ['places', 'place'],
    ['profiles', 'profile'],
    ['exposures', 'exposure'],
    ...layout.schemes.map(({ name }) => ['lines', `amount_${name}`]),
  ]
  const counted = tables.map(
    ([count, table]) =>
      `select 'pulih_${table}' as service, 'lines are missing or too many' as problem from pulih_run r where r.${count} <> (select count(*) from pulih_${table})`,
  )
  return [
    `select service, problem from (
  select s.service, case
    ${wrong.join('\n    ')}
  end as problem
  from pulih_service s
  left join pulih_place p on p.place = s.place
  left join pulih_profile f on ${profileJoin(layout)}
  cross join pulih_run r
) checked
where problem is not null`,
    `select service, 'listed more than once' as problem from pulih_service group by service having count(*) > 1`,
    ...counted,
  ].join('\nunion all\n')
}
