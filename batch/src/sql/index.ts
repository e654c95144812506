export { dialects, type Dialect } from './dialect.ts'
export { writeFacts } from './facts.ts'
export { NothingToPrint, schemeSql } from './scheme-sql.ts'
export { sqlForRun } from './script.ts'
