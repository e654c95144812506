import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'

/** A Pulih in a process of its own. */
export interface Child {
  /** What its connections are called in `pg_stat_activity`. */
  readonly name: string
  /** Where its API listens; null for a worker. */
  readonly url: string | null
  /** What it printed, for whoever has to find out why. */
  said(): string
  isRunning(): boolean
  /** As `kill -9` does: it cannot say goodbye. */
  kill(): Promise<void>
}

/** Without a sign of life for so long a worker counts as dead here. */
export const patienceSeconds = 2

const main = join(import.meta.dirname, '../../src/main.ts')

/** Starts the application as an operator does, in one of its roles, with little patience for workers that are silent. */
export async function startChild(
  databaseUrl: string,
  role: 'api' | 'worker',
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const { PATH = '', TZ = 'UTC' } = process.env
  const url = new URL(databaseUrl)
  url.searchParams.set('application_name', name)
  const environment = {
    PATH,
    TZ,
    DATABASE_URL: url.href,
    PULIH_ROLES: role,
    PULIH_PORT: '0',
    PULIH_WORKER_PATIENCE: String(patienceSeconds),
    PULIH_LOG: 'warn',
    // A page would outlive it.
    PULIH_STATUS_PORT: 'none',
    ...more,
  }
  const child: ChildProcess = spawn(process.execPath, [main, '--empty'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  let listensAt: string | null = null
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface(stream).on('line', line => {
        lines.push(line)
        listensAt ??= /listens at (\S+)/.exec(line)?.[1] ?? null
      })
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const said = () => lines.join('\n')
  while (role === 'api' && listensAt === null) {
    if (!isRunning()) throw new Error(`the API did not start:\n${said()}`)
    await setTimeout(50)
  }
  return {
    name,
    url: listensAt,
    said,
    isRunning,
    async kill() {
      if (!isRunning()) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Looks until it is so. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen>,
  good: (seen: Seen) => boolean,
  seconds = 60,
): Promise<Seen> {
  const end = performance.now() + seconds * 1_000
  for (;;) {
    const seen = await look()
    if (good(seen)) return seen
    if (performance.now() > end)
      throw new Error(`${what} did not happen in ${seconds} s; last seen: ${JSON.stringify(seen)}`)
    await setTimeout(50)
  }
}
