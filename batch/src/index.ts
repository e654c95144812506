export { InputError, type InputMistake, type MistakeReason } from './input-error.ts'
export {
  type CreateOwnFacts,
  type OwnFacts,
  type OwnLayout,
  ownLayout,
  type OwnRow,
  type OwnVerdict,
} from './own-facts.ts'
export * from './plan.ts'
export type { FigureSum, RunResult, SchemeSum } from './result.ts'
export { type RunOptions, runServices } from './run-services.ts'
export { assessFiles, type AssessReport, type AssessRequest, type Stage } from './run/assess-files.ts'
export type { Summary } from './run/summary.ts'
export { makePlan, type Planned } from './planning/make-plan.ts'
export { outageColumns, readOutages, type Outage } from './planning/outages.ts'
export { correctable, correctRun, type CorrectableRun, type Correction } from './correct/correct-run.ts'
export { correctFiles, type CorrectRequest } from './correct/correct-files.ts'
export type { CorrectionSummary } from './correct/correction-summary.ts'
export { indexPath } from './correct/snapshot.ts'
export { prepareRun, snapshotOf, usualSnapshot, type FinishedRun } from './correct/prepare-run.ts'
export {
  decideRows,
  type DecidedRows,
  type ExposureRow,
  type RowColumn,
  type RowLine,
  type RowsQuestion,
} from './planning/decide-rows.ts'
export { assessmentSql } from './sql/assessment.ts'
export { dialects, NothingToPrint, schemeSql, sqlForRun, writeFacts, type Dialect } from './sql/index.ts'
export { outagesHitting } from './planning/hit-by.ts'
export { readNetwork } from './planning/network.ts'
export { parquetRowsWith } from './run/parquet.ts'
