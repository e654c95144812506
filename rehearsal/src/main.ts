import { writeFileSync } from 'node:fs'
import { BadOptions } from './play/bad-options.ts'
import { readOptions, usage, type Options } from './play/options.ts'
import { printed } from './play/print.ts'
import { progressOn } from './play/progress.ts'
import { rehearse } from './play/rehearse.ts'
import { reportOf } from './play/report.ts'
import { writeCsv } from './play/write-csv.ts'

process.exitCode = await main()
// What was asked when somebody stopped it may not have noticed yet.
if (process.exitCode === 130) process.exit()

/** 0: every promise was kept; 1: one was broken; 2: it could not be played; 130: somebody stopped it. */
async function main(): Promise<number> {
  let options: Options
  try {
    options = readOptions(process.argv.slice(2))
    // Where nothing can be written, that is known before the play and not after it.
    if (options.csv !== null) writeFileSync(options.csv, '')
  } catch (reason) {
    console.error(reason instanceof BadOptions ? reason.message : `--csv: ${String(reason)}`)
    return 2
  }
  if (options.help) {
    console.log(usage)
    return 0
  }
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      console.error('\nStopping, and cleaning up …')
      stopping.abort()
    })
  try {
    const played = await rehearse(options, progressOn(options.json ? process.stderr : process.stdout), stopping.signal)
    const report = reportOf(played)
    if (options.csv !== null) await writeCsv(options.csv, played)
    console.log(options.json ? JSON.stringify(report, null, 2) : printed(report, played).join('\n'))
    return report.promises.some(({ broken }) => broken > 0) ? 1 : 0
  } catch (reason) {
    if (stopping.signal.aborted) return 130
    console.error(reason instanceof Error ? (reason.stack ?? reason.message) : reason)
    return 2
  }
}
