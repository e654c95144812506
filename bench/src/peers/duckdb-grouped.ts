/**
 * The best DuckDB plan that we know: outages are merged and counted once per distinct set of outages and cycle day, and a service
 * only looks up the result. CSV or Parquet → CSV.
 */
import { peerArguments } from './arguments.ts'
import { amountOfDays, amountOfPercent, calendarTables, outageTables, percentOf, runDuckDb } from './duckdb.ts'

const given = peerArguments()
const services = given.services.endsWith('.parquet')
  ? `(select service, element, kind, customer, (monthly_fee * 100)::bigint as fee, cycle_day
      from read_parquet('${given.services}'))`
  : `(select service, element, kind, customer, (monthly_fee * 100)::bigint as fee, cycle_day
      from read_csv('${given.services}', header = true, delim = ',', quote = '', escape = '', auto_detect = false, columns = {
        'service': 'varchar', 'element': 'varchar', 'kind': 'varchar', 'customer': 'varchar',
        'monthly_fee': 'decimal(9,2)', 'cycle_day': 'utinyint'}))`

await runDuckDb([
  'set preserve_insertion_order = false',
  ...calendarTables,
  ...outageTables(given),
  `create table signature as
    with listed as (select element, list(outage order by outage) as outages from element_outage group by element)
    select element, outages, (dense_rank() over (order by outages))::smallint as signature from listed`,
  `create table facts as
    with outage_of as (
      select distinct s.signature, o.starts, o.ends
      from signature s join element_outage o on o.element = s.element
      where s.element in (select min(element) from signature group by signature)
    ),
    clipped as (
      select signature, cycle_day, greatest(o.starts, p.starts) as starts, least(o.ends, p.ends) as ends
      from outage_of o join period p on o.starts < p.ends and o.ends > p.starts
    ),
    marked as (
      select *, max(ends) over (partition by signature, cycle_day order by starts, ends
        rows between unbounded preceding and 1 preceding) as ended from clipped
    ),
    numbered as (
      select *, count(*) filter (where ended is null or starts > ended)
        over (partition by signature, cycle_day order by starts, ends rows unbounded preceding) as island from marked
    ),
    merged as (
      select signature, cycle_day, min(starts) as starts, max(ends) as ends
      from numbered group by signature, cycle_day, island
    ),
    total as (
      select signature, cycle_day, sum(ends - starts)::bigint as seconds from merged group by all
    ),
    daily as (
      select m.signature, m.cycle_day, d.number, sum(least(m.ends, d.ends) - greatest(m.starts, d.starts)) as seconds
      from merged m join day d on d.starts < m.ends and d.ends > m.starts group by all
    ),
    long_days as (
      select signature, cycle_day, count(*) as day_count from daily where seconds > 43200 group by all
    )
    select t.signature, t.cycle_day::utinyint as cycle_day,
      (${percentOf('t.seconds')})::bigint as percent, coalesce(l.day_count, 0)::bigint as day_count
    from total t left join long_days l using (signature, cycle_day)
    where t.seconds >= 21600 or l.day_count > 0`,
  // The size of a CSV file is unknown to the optimizer, which would build its hash table over the services.
  `set disabled_optimizers = 'join_order,build_side_probe_side'`,
  `copy (
    with amount as (
      select s.service,
        case when s.kind in ('internet', 'voice', 'tv') and s.customer in ('consumer', 'small-business')
          then ${amountOfDays('s.fee', 'f.day_count')} else 0 end as per_day,
        case when s.kind in ('internet', 'mobile', 'hosting')
          then ${amountOfPercent('s.fee', 'f.percent')} else 0 end as by_tier
      from ${services} s
      join signature g on g.element = s.element
      join facts f on f.signature = g.signature and f.cycle_day = s.cycle_day
    )
    select service, case when per_day >= by_tier then 'bench/day' else 'bench/tier' end as scheme,
      (greatest(per_day, by_tier) / 100)::decimal(18, 2) as recommended
    from amount where per_day > 0 or by_tier > 0
  ) to '${given.out}' (header true)`,
])
