import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { markOf, unknownMark, type Config } from '../platform/index.ts'
import { hostNoteFile, pageFolder, readHostNote } from '../statuspage/index.ts'

export interface StatusPage {
  readonly url: string
  stop(): Promise<void>
}

/** A process has so long to say where it listens. */
const patienceMilliseconds = 10_000

/**
 * Sees to it that the public page has a process of its own, which outlives whoever started it: killed, Pulih leaves a page behind that
 * still answers. The next start finds it and goes on with it, or replaces it where it is another version or was started otherwise. Null:
 * no page is wanted, or it could not be started, which keeps nothing else from working.
 */
export async function keepStatusPage(config: Config, say: (line: string) => void): Promise<StatusPage | null> {
  const { statusPort } = config
  if (statusPort === 'none') return null
  const program = programOf(config)
  const found = runningHost(config)
  // Of several processes that share a database one started it, and the others leave it to that one.
  if (found && found.program === program)
    return { url: found.url, stop: () => (config.databaseUrl === null ? stopHost(config) : Promise.resolve()) }
  if (found) await stopHost(config)
  rmSync(hostNoteFile(config), { force: true })

  const folder = pageFolder(config)
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'host.log'), 'a')
  const port =
    statusPort === 'near'
      ? ['--port', String(config.port === 0 ? 0 : config.port + 1), '--near']
      : ['--port', String(statusPort)]
  const child = spawn(
    process.execPath,
    [
      ...[statusHostProgram, '--folder', folder, '--host', config.host],
      ...port,
      ...['--note', hostNoteFile(config), '--program', program],
    ],
    { detached: true, stdio: ['ignore', log, log] },
  )
  child.unref()
  const end = Date.now() + patienceMilliseconds
  while (Date.now() < end && child.exitCode === null) {
    const host = runningHost(config)
    if (host) return { url: host.url, stop: () => stopHost(config) }
    await setTimeout(50)
  }
  say(`The status page could not be started; the end of ${join(folder, 'host.log')} says why. Pulih runs all the same.`)
  return null
}

const hostFolder = join(import.meta.dirname, '..', 'status-host')
/** The program that serves the page. */
export const statusHostProgram = join(hostFolder, 'main.ts')

/** What the process was started from and with: where this is the same, it need not be started again. */
function programOf(config: Config): string {
  const { host, statusPort, port } = config
  const digest = createHash('sha256')
  const names = readdirSync(hostFolder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  for (const name of names.toSorted()) digest.update(readFileSync(join(hostFolder, name)))
  digest.update(JSON.stringify([host, statusPort, port, process.version]))
  // Only whether it is another one: the note lies in a folder that others may read.
  digest.update(
    createHash('sha256')
      .update(config.secret('statuspage') ?? '')
      .digest(),
  )
  return digest.digest('base64url')
}

function runningHost(config: Config): { readonly pid: number; readonly url: string; readonly program: string } | null {
  const note = readHostNote(config)
  if (note === null) return null
  const mark = markOf(note.pid)
  return mark !== null && (note.began === '' || mark === note.began || mark === unknownMark) ? note : null
}

async function stopHost(config: Config): Promise<void> {
  const host = runningHost(config)
  if (host === null) return
  try {
    process.kill(host.pid, 'SIGTERM')
    for (let waited = 0; waited < 5_000 && markOf(host.pid) !== null; waited += 50) await setTimeout(50)
    if (markOf(host.pid) !== null) process.kill(host.pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
  rmSync(hostNoteFile(config), { force: true })
}
