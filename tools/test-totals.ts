/** Prints the totals of the last test run in one plain line. A file that did not load, or a run without a report, counts as one failure. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.ts'
import { totals, type Report } from './totals.ts'

const path = join(root, 'out/test/report.json')
const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined
const { passed, failed, skipped } = totals(report)

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0
