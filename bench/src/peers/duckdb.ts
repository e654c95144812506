import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { midnights } from '../objects/calendar.ts'
import type { PeerArguments } from './arguments.ts'

/** Opens a database in memory, runs the statements one after another, and leaves. */
export async function runDuckDb(statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  for (const statement of statements) await run(connection, statement)
  connection.closeSync()
  instance.closeSync()
}

async function run(connection: DuckDBConnection, statement: string): Promise<void> {
  try {
    await connection.run(statement)
  } catch (error) {
    throw new Error(`DuckDB refused:\n${statement}`, { cause: error })
  }
}

/** Local days as a table, because asking a time zone for every row would be slower. */
export const calendarTables = [
  `create table day as select * from (values ${midnights
    .slice(0, -1)
    .map((midnight, index) => `(${index}, ${midnight}::bigint, ${midnights[index + 1] ?? 0}::bigint)`)
    .join(', ')}) t (number, starts, ends)`,
  `create table period as
    select first.number + 1 as cycle_day, first.starts, last.starts as ends
    from day first join day last on last.number = first.number + 31
    where first.number < 28`,
]

/** Every element that carries services, with the outages of itself and of all above it. */
export function outageTables({ network, outages }: PeerArguments): string[] {
  return [
    `create table network as from read_csv('${network}', header = true, all_varchar = true)`,
    `create table outage as
      select outage, unnest(string_split(elements, '|')) as element,
        epoch("start"::timestamptz)::bigint as starts, epoch("end"::timestamptz)::bigint as ends
      from read_csv('${outages}', header = true, all_varchar = true)`,
    `create table element_outage as
      with recursive above as (
        select element, element as ancestor from network
        union all
        select above.element, network.parent
        from above join network on network.element = above.ancestor
        where network.parent is not null
      )
      select distinct above.element, outage.outage, outage.starts, outage.ends
      from above join outage on outage.element = above.ancestor`,
  ]
}

/** Amounts are exact: whole minor units, half rounded up by an integer division. */
export const amountOfDays = (feeMinor: string, days: string): string => `(2 * ${feeMinor} * ${days} + 30) // 60`
export const amountOfPercent = (feeMinor: string, percent: string): string =>
  `(2 * ${feeMinor} * ${percent} + 100) // 200`
export const percentOf = (seconds: string): string =>
  `case when ${seconds} >= 259200 then 100 when ${seconds} >= 86400 then 20 when ${seconds} >= 21600 then 10 else 0 end`
