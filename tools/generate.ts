/**
 * Writes every generated file anew. Generated files are committed, so that a clone runs without this; `.ci/run` fails when one of
 * them differs from what its generator writes. With `--check` each generator only compares.
 */
import { spawnSync } from 'node:child_process'
import { root } from './files.ts'

/** In the order in which they need each other. Each one understands `--check`: write nothing, exit with 1 on a difference. */
const generators = [
  { writes: 'the WebAssembly of the data plane', script: 'batch/assembly/build.ts' },
  { writes: 'the JSON Schemas of scheme and case files', script: 'tools/write-schemas.ts' },
  { writes: 'the list of settings', script: 'tools/write-operations.ts' },
  { writes: 'the table of who may do what', script: 'tools/write-authorisation.ts' },
  { writes: 'the operations as the console asks for them', script: 'tools/write-operations-table.ts' },
]

const flags = process.argv.slice(2)
for (const { writes, script } of generators) {
  console.log(`${script}: ${writes}`)
  const { status } = spawnSync(process.execPath, [script, ...flags], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
