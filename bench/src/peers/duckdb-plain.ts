/** DuckDB as a person writes it: one statement over all services, with joins and window functions. CSV or Parquet → CSV. */
import { peerArguments } from './arguments.ts'
import { amountOfDays, amountOfPercent, calendarTables, outageTables, percentOf, runDuckDb } from './duckdb.ts'

const given = peerArguments()
const services = given.services.endsWith('.parquet')
  ? `read_parquet('${given.services}')`
  : `read_csv('${given.services}', header = true)`
const endsOf = given.own
  ? `least(o.ends, p.ends, coalesce(epoch(s.restored_at)::bigint, p.ends))`
  : 'least(o.ends, p.ends)'

await runDuckDb([
  'set preserve_insertion_order = false',
  ...calendarTables,
  ...outageTables(given),
  `copy (
    with service as (from ${services}),
    interruption as (
      select s.service, greatest(o.starts, p.starts) as starts, ${endsOf} as ends
      from service s
      join period p on p.cycle_day = s.cycle_day
      join element_outage o on o.element = s.element
      where o.starts < p.ends and o.ends > p.starts
    ),
    marked as (
      select *, max(ends) over (
        partition by service order by starts, ends rows between unbounded preceding and 1 preceding) as ended
      from interruption where starts < ends
    ),
    numbered as (
      select *, count(*) filter (where ended is null or starts > ended)
        over (partition by service order by starts, ends rows unbounded preceding) as island
      from marked
    ),
    merged as (
      select service, min(starts) as starts, max(ends) as ends from numbered group by service, island
    ),
    daily as (
      select m.service, d.number, sum(least(m.ends, d.ends) - greatest(m.starts, d.starts)) as seconds
      from merged m join day d on d.starts < m.ends and d.ends > m.starts
      group by m.service, d.number
    ),
    measured as (
      select service, sum(seconds)::bigint as seconds, count(*) filter (where seconds > 43200) as day_count
      from daily group by service
    ),
    amount as (
      select s.service,
        case when s.kind in ('internet', 'voice', 'tv') and s.customer in ('consumer', 'small-business')
          then ${amountOfDays('(s.monthly_fee * 100)::bigint', 'm.day_count')} else 0 end as per_day,
        case when s.kind in ('internet', 'mobile', 'hosting')
          then ${amountOfPercent('(s.monthly_fee * 100)::bigint', percentOf('m.seconds'))} else 0 end as by_tier
      from service s
      join measured m on m.service = s.service
    )
    select service, case when per_day >= by_tier then 'bench/day' else 'bench/tier' end as scheme,
      (greatest(per_day, by_tier) / 100)::decimal(18, 2) as recommended
    from amount where per_day > 0 or by_tier > 0
  ) to '${given.out}' (header true)`,
])
