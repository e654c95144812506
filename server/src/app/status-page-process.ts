import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { markOf, unknownMark, type Config } from '../platform/index.ts'
import { hostNoteFile, pageFolder, readHostNote, type HostNote } from '../statuspage/index.ts'

const hostFolder = join(import.meta.dirname, '..', 'status-host')
/** The program that serves the page. */
export const statusHostProgram = join(hostFolder, 'main.ts')

/** A process has so long to say where it listens. */
const patienceMilliseconds = 10_000

interface Started {
  /** Null: it could not be started, or somebody else is starting it. */
  readonly host: HostNote | null
  readonly isNew: boolean
  /** Why not. */
  readonly trouble: string | null
}

/** The process that runs, or else a new one. Of several that want to start it at the same time one does. */
export async function startHost(config: Config): Promise<Started> {
  const program = programOf(config)
  const found = runningHost(config)
  if (found?.program === program) return { host: found, isNew: false, trouble: null }
  const turn = takeTurn(config)
  if (turn === null) return waitForOther(config, program)
  try {
    if (found) await stopHost(config)
    rmSync(hostNoteFile(config), { force: true })
    return await spawnHost(config, program)
  } finally {
    turn.end()
  }
}

export function runningHost(config: Config): HostNote | null {
  const note = readHostNote(config)
  if (note === null) return null
  const mark = markOf(note.pid)
  return mark !== null && (note.began === '' || mark === note.began || mark === unknownMark) ? note : null
}

export async function stopHost(config: Config): Promise<void> {
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

async function spawnHost(config: Config, program: string): Promise<Started> {
  const folder = pageFolder(config)
  const logFile = logFileIn(folder)
  const log = openSync(logFile, 'a')
  const { statusPort } = config
  const port =
    typeof statusPort === 'number'
      ? ['--port', String(statusPort)]
      : ['--port', String(config.port === 0 ? 0 : config.port + 1), '--near']
  const child = spawn(
    process.execPath,
    [
      ...[statusHostProgram, '--folder', folder, '--host', config.host],
      ...port,
      ...['--note', hostNoteFile(config), '--program', program],
    ],
    { detached: true, stdio: ['ignore', log, log], env: environmentFor(config) },
  )
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  const end = Date.now() + patienceMilliseconds
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    const host = runningHost(config)
    if (host) return { host, isNew: true, trouble: null }
    await setTimeout(50)
  }
  // One that says nothing would still take the port from the next.
  child.kill('SIGKILL')
  return { host: null, isNew: true, trouble: `the end of ${logFile} says why.` }
}

/** What the page's process needs, and no password of a database or of a biller: it is the one that everybody talks to. */
function environmentFor(config: Config): NodeJS.ProcessEnv {
  const secret = config.secret('statuspage')
  return {
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
    ...(secret !== null && { PULIH_SECRET_STATUSPAGE: secret }),
    ...(config.trustedProxies.length > 0 && { PULIH_TRUSTED_PROXIES: config.trustedProxies.join(',') }),
    // Without it nothing starts on Windows.
    ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }),
  }
}

const mostLogBytes = 5_000_000

/** What it says goes to a file that it has opened for good; at a start one that grew long makes room. */
function logFileIn(folder: string): string {
  const file = join(folder, 'host.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostLogBytes) renameSync(file, `${file}.1`)
  return file
}

const require = createRequire(import.meta.url)
/** Everything of ours that the process runs. */
const programFolders = [hostFolder, dirname(require.resolve('@pulih/statuspage'))]
const programFiles = [join(import.meta.dirname, '..', 'platform', 'trusted-proxies.ts')]

/**
 * What the process was started from and with: where this is the same, it need not be started again. The port of Pulih is not in it: two
 * workers with different ones would stop each other's page.
 */
export function programOf(config: Config): string {
  const digest = createHash('sha256')
  const files = programFolders.flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map(({ parentPath, name }) => join(parentPath, name)),
  )
  for (const file of [...files, ...programFiles].toSorted()) digest.update(readFileSync(file))
  digest.update(JSON.stringify([config.host, config.statusPort, config.trustedProxies, process.version]))
  // Only whether it is another one: the note lies in a folder that others may read.
  digest.update(
    createHash('sha256')
      .update(config.secret('statuspage') ?? '')
      .digest(),
  )
  return digest.digest('hex')
}

/** Who starts it leaves his number, so that one who died meanwhile is in nobody's way. */
function takeTurn(config: Config): { end(): void } | null {
  const file = join(pageFolder(config), 'host.starting')
  for (let tries = 0; tries < 2; tries++)
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, began: markOf(process.pid) }), { flag: 'wx' })
      return { end: () => rmSync(file, { force: true }) }
    } catch (reason) {
      if (!(reason instanceof Error && 'code' in reason && reason.code === 'EEXIST')) throw reason
      if (isBeingStarted(file) || !takeAway(file)) return null
    }
  return null
}

/** Of several who find the note of a dead one, one may have written his own by now: that is put back. False: it was taken away too late. */
function takeAway(file: string): boolean {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (!isBeingStarted(aside)) return true
    linkSync(aside, file)
    return false
  } catch {
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}

function isBeingStarted(file: string): boolean {
  try {
    const { pid, began } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; began: string }
    return pid !== process.pid && markOf(pid) === began
  } catch {
    // Half of a note is that of one who is writing it; an old half is nobody's.
    return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < patienceMilliseconds
  }
}

async function waitForOther(config: Config, program: string): Promise<Started> {
  const end = Date.now() + patienceMilliseconds
  while (Date.now() < end) {
    const host = runningHost(config)
    if (host?.program === program) return { host, isNew: false, trouble: null }
    await setTimeout(100)
  }
  return { host: null, isNew: false, trouble: null }
}
