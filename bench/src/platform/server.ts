import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '@pulih/server'
import { Client } from 'pg'
import { apiOf, tokenOf, type Api } from './api.ts'

/** Pulih as its users have it: PostgreSQL, and a process with API and worker. */
export interface Server {
  /** Looks into the database from outside. */
  readonly client: Client
  as(role: string): Promise<Api>
  /** Where it listens; after a restart somewhere else. */
  url(): string
  /** Processor seconds of the process since it was started, without those of the database; null where the system does not tell. */
  cpuSeconds(): number | null
  /** Ends the process as a crash would, in the middle of whatever it does; the database goes on. */
  kill(): Promise<void>
  startAgain(): Promise<void>
  /** Ends Pulih and PostgreSQL in good order and starts both over the same data: whatever either had in memory is gone. */
  restartDatabase(): Promise<void>
  stop(): Promise<void>
}

interface Greeting {
  readonly url: string
  readonly people: readonly { readonly login: string; readonly password: string }[]
}

/** The settings of `npm start`, fsync among them; besides, PostgreSQL notes how long each kind of statement took. */
const settings = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=all']

export async function startServer(folder: string): Promise<Server> {
  const database = await startEmbedded({ folder: join(folder, 'postgres'), settings })
  const connect = async (): Promise<Client> => {
    const connected = new Client({ connectionString: database.url })
    await connected.connect()
    return connected
  }
  let client = await connect()
  await client.query('create extension if not exists pg_stat_statements')
  const environment = {
    ...process.env,
    DATABASE_URL: database.url,
    PULIH_DATA: folder,
    PULIH_PORT: '0',
    PULIH_LOG: 'error',
  }
  let { child, greeting } = await startProcess(environment)
  const { people } = greeting
  const endAll = async (): Promise<void> => {
    const ended = once(child, 'exit')
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await ended
    await client.end()
    await database.stop()
  }

  return {
    get client() {
      return client
    },
    async as(role) {
      const password = people.find(({ login }) => login === role)?.password ?? ''
      const token = await tokenOf(greeting.url, role, password)
      return apiOf(() => greeting.url, token)
    },
    url: () => greeting.url,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    async startAgain() {
      ;({ child, greeting } = await startProcess(environment))
    },
    async restartDatabase() {
      await endAll()
      await database.start()
      client = await connect()
      ;({ child, greeting } = await startProcess(environment))
    },
    async stop() {
      await endAll()
      endPage(folder)
    },
  }
}

/** The process of the status page outlives whoever started it on a database of its own. */
function endPage(folder: string): void {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'status', 'host.json'), 'utf8')) as { pid: number }
    process.kill(pid, 'SIGTERM')
  } catch {
    // There is none.
  }
}

async function startProcess(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; greeting: Greeting }> {
  const child = fork(new URL('./serve.ts', import.meta.url), { env })
  const failed = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`Pulih ended with ${String(code)} before it listened`)),
  )
  const [greeting] = await Promise.race([once(child, 'message'), failed])
  failed.catch(() => undefined)
  // Sent by serve.ts.
  return { child, greeting: greeting as Greeting }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: user and system time are the fields 14 and 15, in hundredths of a second. */
export function cpuSecondsOf(pid: number | undefined): number | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
