export {
  defaultAsOf,
  generatedFiles,
  generateOperator,
  type Generated,
  type GenerateOptions,
  type OperatorId,
} from './operator/generate-operator.ts'
export type { GeneratedCounts } from './operator/counts.ts'
export type { GeneratedFile } from './operator/csv-file.ts'
export { realOutages, writeOutageFacts, type OutageFact } from './real/outage-facts.ts'
export { replay, type ReplayCountry } from './real/replay.ts'
export { replayOutage, type ReplayedOutage, type ReplayOptions } from './replay/replay-outage.ts'
