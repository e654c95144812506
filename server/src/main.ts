import { join } from 'node:path'
import { backUp, BackupRefused } from './app/backup.ts'
import { demonstrate } from './app/demonstration.ts'
import { restoreBackup } from './app/restore.ts'
import { start } from './app/start.ts'
import { createDemonstrationStaff, createFirstAdmin } from './identity/index.ts'
import { BadConfiguration, readConfig, type Config } from './platform/index.ts'

const usage = `npm start [-- --empty] [--services 100000] [--backup folder] [--restore folder]

Starts database, API and worker on this machine. The first start makes a believable operator and replays a real outage on it;
--empty leaves that out. --backup copies the embedded database into a new folder, also while another Pulih works on it; --restore puts
such a copy where PULIH_DATA points and verifies it: docs/operations/backup.md. Settings come from the environment: docs/operations/configuration.md.`

const options = process.argv.slice(2)
const say = (line: string): void => console.log(line)

try {
  await main()
} catch (reason) {
  console.error(sayingOf(reason))
  process.exit(2)
}

async function main(): Promise<void> {
  if (options.includes('--help')) return say(usage)
  const config = readConfig()
  const { backup, restore } = folders()
  if (backup !== null) return makeBackup(config, backup)
  if (restore !== null) return bringBack(config, restore)
  const running = await start(config)
  const { platform, url, applied } = running
  stopOnSignal(() => running.stop())
  // Said at once, so that no line of the log comes in between: both go to standard output.
  const greeting: string[] = []
  if (applied.length > 0) greeting.push(`The database is up to date (${applied.length} migrations).`)
  if (options.includes('--empty')) await beginEmpty()
  else if (url !== null) await beginWithDemonstration(url)
  if (url !== null) greeting.push(`\nPulih listens at ${url}`, `  documentation  ${url}/api/docs`, '  Ctrl-C stops it.')
  if (greeting.length > 0) say(greeting.join('\n'))

  async function beginEmpty(): Promise<void> {
    const admin = await createFirstAdmin(platform)
    if (admin) greeting.push(`Sign in as ${admin.login} with the password ${admin.password} and change it.`)
  }

  async function beginWithDemonstration(address: string): Promise<void> {
    const people = await createDemonstrationStaff(platform)
    if (people.length === 0) return
    const lines = people.map(({ login, name, password }) => `  ${login.padEnd(15)} ${password.padEnd(28)} ${name}`)
    // Before the demonstration, which takes a while and may fail: these passwords are not shown again.
    say([...greeting.splice(0), 'Demonstration sign-ins (printed once):', ...lines].join('\n'))
    const services = Number(options[options.indexOf('--services') + 1]) || 100_000
    const shown = await demonstrate({
      url: address,
      folder: join(config.data, 'demonstration'),
      services,
      people,
      say,
    }).catch((reason: unknown) => {
      console.error(
        'The demonstration could not be finished; Pulih runs all the same. To see it again, start with an empty PULIH_DATA.',
        reason,
      )
      return null
    })
    if (shown === null) return
    greeting.push(
      '\nLook at it:',
      `  outage       GET /api/v1/outages/${shown.outage}`,
      `  run          GET /api/v1/compensation/runs/${shown.run}`,
    )
    if (shown.service !== null)
      greeting.push(`  one credit   GET /api/v1/compensation/runs/${shown.run}/services/${shown.service}/explanation`)
  }
}

/** The folders of `--backup` and `--restore`. */
function folders(): Readonly<Record<'backup' | 'restore', string | null>> {
  const after = (option: string): string | null => {
    const place = options.indexOf(option)
    if (place === -1) return null
    const folder = options[place + 1]
    if (folder === undefined || folder.startsWith('--'))
      throw new BackupRefused(`Name a folder, for example ${option} /backup/2026-11-22.`)
    return folder
  }
  return { backup: after('--backup'), restore: after('--restore') }
}

async function makeBackup(config: Config, folder: string): Promise<void> {
  const { files, to } = await backUp(config, folder)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  say(
    `${folder} holds a backup of ${files.length} files and ${Math.ceil(bytes / 1_000_000)} MB, up to ${to}. Keep it on another machine.`,
  )
}

async function bringBack(config: Config, folder: string): Promise<void> {
  const { list, verified } = await restoreBackup(config, folder)
  const { ledger, trail } = verified
  say(`${config.data} holds the state of ${list.madeAt}.`)
  say(`  ledger       ${ledger.whole ? 'whole' : 'BROKEN'}, ${ledger.pages} pages, ${ledger.transfers} transfers`)
  say(`  audit trail  ${trail.sound ? 'whole' : 'BROKEN'}, ${trail.rows} rows`)
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
  if (reason instanceof BadConfiguration || reason instanceof BackupRefused) return reason.message
  if (reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE')
    return 'The port is taken by another program; choose one with PULIH_PORT, for example PULIH_PORT=8081.'
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
}

/** The first signal lets everything finish, the second does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      say('\nStopping …')
      void stop().then(
        () => process.exit(0),
        reason => {
          console.error(reason)
          process.exit(1)
        },
      )
    })
  }
}
