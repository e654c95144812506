import { backUp, BackupRefused } from './app/backup.ts'
import { beginIn, wantsDemonstration } from './app/first-start.ts'
import { BadOptions, readOptions, usage } from './app/options.ts'
import { DatabaseRefused } from './app/own-database.ts'
import { FolderTaken } from './app/owner.ts'
import { restoreBackup } from './app/restore.ts'
import { start, type Running } from './app/start.ts'
import { clearUnfinished, unfinishedNote } from './app/unfinished.ts'
import { BadConfiguration, keptByNpm, readConfig, type Config } from './platform/index.ts'

const say = (line: string): void => console.log(line)
/** In words for the person at the terminal; all else is a bug and shows where it is. */
const refusals = [BadConfiguration, BadOptions, BackupRefused, DatabaseRefused, FolderTaken]

try {
  await main()
} catch (reason) {
  console.error(sayingOf(reason))
  process.exit(2)
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), keptByNpm())
  if (options.help) return say(usage)
  const config = readConfig()
  if (options.backup !== null) return makeBackup(config, options.backup)
  if (options.restore !== null) return bringBack(config, options.restore)
  // Refused before anything is begun.
  wantsDemonstration(config, options)
  if (options.beginAgain) await clearUnfinished(config)

  const ending = new AbortController()
  const { signal } = ending
  const starting = start(config, saying => void end(saying, 1))
  stopWhenAsked((saying, code) => void end(saying, code))
  const running = await starting.catch((reason: unknown) => {
    // Whoever stops it while it starts hears of that alone.
    if (signal.aborted) process.exit(0)
    throw reason
  })
  if (signal.aborted) return
  const { url, statusUrl, applied } = running
  if (applied.length > 0) say(`The database is up to date (${applied.length} migrations).`)
  const begun = await beginIn({ running, config, options, isStopping: () => signal.aborted, say }).catch(
    async (reason: unknown) => {
      if (signal.aborted) return []
      await closeAll(running)
      throw reason
    },
  )
  if (signal.aborted) return
  // Said at once, so that no line of the log comes in between: both go to standard output.
  const address =
    url === null
      ? []
      : [
          `\nPulih listens at ${url}`,
          `  console        ${url}/console/`,
          ...(statusUrl === null ? [] : [`  status page    ${statusUrl}`]),
          `  documentation  ${url}/api/docs`,
          '  Ctrl-C stops it.',
        ]
  if (begun.length + address.length > 0) say([...begun, ...address].join('\n'))

  /** Ends the process once everything is closed; what is asked a second time does not wait. */
  async function end(saying: string, code: number): Promise<void> {
    if (signal.aborted) process.exit(130)
    ending.abort()
    if (code === 0) say(saying)
    else console.error(saying)
    const closed = await starting.then(closeAll, () => true)
    const note = unfinishedNote(config)
    if (note.isThere()) say(note.saying)
    process.exit(closed ? code : 1)
  }
}

async function closeAll(running: Running): Promise<boolean> {
  try {
    await running.stop()
    return true
  } catch (reason) {
    console.error(`Pulih has stopped, but not in order: ${reason instanceof Error ? reason.message : String(reason)}`)
    return false
  }
}

async function makeBackup(config: Config, folder: string): Promise<void> {
  const { files, to } = await backUp(config, folder)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  say(
    `${folder} holds a backup of ${config.data}: ${files.length} files and ${Math.ceil(bytes / 1_000_000)} MB, up to ${to}. Keep it on another machine.`,
  )
}

async function bringBack(config: Config, folder: string): Promise<void> {
  const { list, verified, channels } = await restoreBackup(config, folder)
  const { ledger, trail } = verified
  say(`${config.data} holds the state of ${list.madeAt}.`)
  say(`  ledger       ${ledger.whole ? 'whole' : 'BROKEN'}, ${ledger.pages} pages, ${ledger.transfers} transfers`)
  say(`  audit trail  ${trail.sound ? 'whole' : 'BROKEN'}, ${trail.rows} rows`)
  if (channels > 0) {
    say(`  payouts      stopped, ${channels} ${channels === 1 ? 'channel' : 'channels'}`)
    say(
      'Of what was sent since, this database does not know. Reconcile each channel with its biller before it is resumed.',
    )
  }
  if (ledger.whole && trail.sound) return say('Start Pulih as usual: runs that were under way go on by themselves.')
  console.error(
    JSON.stringify(
      { ledger: ledger.findings, trail },
      (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
      1,
    ),
  )
  console.error('Do not start it: see docs/operations/backup.md, "When the verification fails".')
  process.exitCode = 1
}

function sayingOf(reason: unknown): string {
  if (refusals.some(refusal => reason instanceof refusal)) return (reason as Error).message
  if (reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE')
    return 'The port is taken by another program; choose one with PULIH_PORT, for example PULIH_PORT=8081.'
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
}

/** The first signal lets everything finish, the second does not wait. Where nobody reads what is said, somebody wants no more of it. */
function stopWhenAsked(end: (saying: string, code: number) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end('\nStopping …', 0))
  let unheard = false
  process.stdout.on('error', () => {
    if (unheard) return
    unheard = true
    console.error('Nobody reads what Pulih says any more, so it stops. To leave it running, send its output to a file.')
    end('', 0)
  })
  // Not even a complaint can be made where nobody reads complaints.
  process.stderr.on('error', () => undefined)
}
