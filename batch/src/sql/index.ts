export { dialects, type Dialect } from './dialect.ts'
export { writeFacts } from './facts.ts'
export { sqlForRun } from './script.ts'
