import { formatMinor } from '@pulih/kernel'
import { text, whole, type Database } from './database.ts'
import { creditOf } from './distribution.ts'
import type { AreaChange, Change } from './comparison.ts'

const mostAreas = 10

/** Who gains and who loses in a scenario, service by service, against the first one. */
export async function changeOf(
  database: Database,
  ids: readonly string[],
  scenario: number,
  currency: string,
): Promise<Change> {
  const credits = (number: number) => `(select service, ${creditOf} as amount from credit where scenario = ${number})`
  await database.run(`
    create or replace temp table pair as
    select service, coalesce(before.amount, 0) as before, coalesce(after.amount, 0) as after
    from ${credits(0)} as before full join ${credits(scenario)} as after using (service)`)
  const side = (name: string, when: string, sum: string) =>
    `count(*) filter (${when}) as ${name}, coalesce(sum(${sum}) filter (${when}), 0)::hugeint as ${name}_sum`
  const [row] = await database.rows(`
    select ${side('gain', 'after > before', 'after - before')}, ${side('lose', 'after < before', 'before - after')},
      ${side('newly', 'before = 0 and after > 0', 'after')}, ${side('dropped', 'after = 0 and before > 0', 'before')},
      count(*) filter (after = before and after > 0) as same
    from pair`)
  const read = (name: string) => ({
    services: Number(whole(row, name)),
    sum: formatMinor(whole(row, `${name}_sum`), currency),
  })
  return {
    scenario: ids[scenario] ?? '',
    against: ids[0] ?? '',
    gain: read('gain'),
    lose: read('lose'),
    same: Number(whole(row, 'same')),
    newlyPaid: read('newly'),
    noLongerPaid: read('dropped'),
    gainAreas: await areas(database, 'after - before', currency),
    loseAreas: await areas(database, 'before - after', currency),
  }
}

async function areas(database: Database, difference: string, currency: string): Promise<AreaChange[]> {
  const rows = await database.rows(`
    select coalesce(who.area, '') as area, count(*) as services, sum(${difference})::hugeint as sum
    from pair left join who using (service) where ${difference} > 0
    group by all order by sum desc, area limit ${mostAreas}`)
  return rows.map(row => ({
    area: text(row, 'area'),
    services: Number(whole(row, 'services')),
    sum: formatMinor(whole(row, 'sum'), currency),
  }))
}
