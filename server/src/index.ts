/** What the benchmark needs to start a whole Pulih. */
export { start } from './app/start.ts'
export { createDemonstrationStaff } from './identity/index.ts'
export { readConfig, startEmbedded } from './platform/index.ts'
