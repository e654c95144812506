/** What the benchmark needs to start a whole Pulih. */
export { start } from './app/start.ts'
export { createDemonstrationStaff } from './identity/index.ts'
export { readConfig, startEmbedded } from './platform/index.ts'
/** And what it needs to measure the status page alone. */
export { statusHostProgram } from './app/status-page-process.ts'
export { keysFrom, secretOf } from './status-host/keys.ts'
export { compressor } from './statuspage/press/compress.ts'
export { writeSnapshot } from './statuspage/press/write-snapshot.ts'
export { numbersFile } from './statuspage/numbers-file.ts'
