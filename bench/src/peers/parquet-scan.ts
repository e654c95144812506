/** DuckDB's own Parquet scan: every column of every row is decoded and goes into an aggregate that no statistics can answer. */
import { peerArguments } from './arguments.ts'
import { runDuckDb } from './duckdb.ts'

const { services } = peerArguments()
await runDuckDb([
  `select sum(length(service)), sum(length(element)), sum(length(kind)), sum(length(customer)), sum(monthly_fee), sum(cycle_day)
    from read_parquet('${services}')`,
])
