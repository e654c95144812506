import { spawn } from 'node:child_process'
import { chmodSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A whole Pulih as a user starts it, with a demonstration. Plain data, so that every test file may hold it. */
export interface House {
  /** Its data folder. */
  readonly folder: string
  readonly url: string
  readonly statusUrl: string
  /** Passwords by login. */
  readonly people: Readonly<Record<string, string>>
  /** The contact of a subscriber whom the demonstration granted a credit. */
  readonly subscriber: string
}

/** What the gateway of the journeys and the house know of each other. */
export const gatewaySecrets = { token: 'token-of-the-gateway', signing: 'signature-of-the-gateway' } as const

const root = resolve(import.meta.dirname, '../..')
const services = 2_000
/** The machine may have much else to do: nothing is judged by how long it takes. */
const patienceMilliseconds = 600_000

/** The first start in an empty folder, up to the end of the demonstration. */
export async function openHouse(folder: string): Promise<House> {
  // As root the database runs as another user, who has to get in.
  chmodSync(folder, 0o755)
  const [port, statusPort] = [await freePort(), await freePort()]
  const said = await start(folder, port, statusPort)
  const subscriber = / {2}portal +\S+ as ([^;\s]+);/.exec(said)?.[1]
  if (subscriber === undefined) throw new Error(`The demonstration was not finished:\n${said}`)
  const people = Object.fromEntries(
    [...said.matchAll(/^ {2}([a-z]+) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3}) +\S/gm)].map(([, login, password]) => [
      login,
      password,
    ]),
  )
  return {
    folder,
    url: `http://127.0.0.1:${port}`,
    statusUrl: `http://127.0.0.1:${statusPort}`,
    people,
    subscriber,
  }
}

/** A later start, at the same addresses. */
export async function startAgain({ folder, url, statusUrl }: House): Promise<void> {
  await start(folder, Number(new URL(url).port), Number(new URL(statusUrl).port))
}

/** Stops it as Ctrl-C does; what does not end by that is killed. */
export async function stopHouse(house: House): Promise<void> {
  const pid = ownerOf(house)
  if (pid !== null) {
    process.kill(pid, 'SIGINT')
    await gone(pid)
  }
  await killHouse(house)
  const page = pidIn(join(house.folder, 'status/host.json'))
  if (page !== null && isAlive(page)) process.kill(page, 'SIGKILL')
}

/** Kills API, worker and database without a word of warning. Returns how many processes that were. */
export async function killHouse(house: Pick<House, 'folder'>): Promise<number> {
  // The server first, which would bring its database back.
  const pids = [ownerOf(house), databaseOf(house)].filter(pid => pid !== null)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  for (const pid of pids) await gone(pid)
  return pids.length
}

/** Waits until a process has ended; false where it does not. */
async function gone(pid: number, milliseconds = 60_000): Promise<boolean> {
  for (let waited = 0; waited < milliseconds && isAlive(pid); waited += 50) await setTimeout(50)
  return !isAlive(pid)
}

async function start(folder: string, port: number, statusPort: number): Promise<string> {
  const log = logOf({ folder })
  writeFileSync(log, '', { mode: 0o600 })
  const out = openSync(log, 'a')
  // Nothing that whoever runs the tests has set for his own Pulih.
  const own = Object.entries(process.env).filter(([name]) => !/^(PULIH_|DATABASE_URL$|VITEST|NODE_OPTIONS$)/.test(name))
  const child = spawn(process.execPath, ['server/src/main.ts', '--services', String(services)], {
    cwd: root,
    env: {
      ...Object.fromEntries(own),
      NODE_ENV: 'production',
      PULIH_DATA: folder,
      PULIH_PORT: String(port),
      PULIH_STATUS_PORT: String(statusPort),
      PULIH_LOG: 'warn',
      PULIH_SECRET_SMS_TOKEN: gatewaySecrets.token,
      PULIH_SECRET_SMS_SIGNING: gatewaySecrets.signing,
      // The gateway of the journeys is on this machine.
      PULIH_ALLOW_PRIVATE_TARGETS: 'true',
    },
    stdio: ['ignore', out, out],
  })
  child.unref()
  closeSync(out)
  const end = Date.now() + patienceMilliseconds
  for (;;) {
    const said = readFileSync(log, 'utf8')
    if (said.includes('Pulih listens at')) return said
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`Pulih did not start:\n${said}`)
    }
    await setTimeout(200)
  }
}

/** Beside the folder, which has to be empty before the first start. It holds sign-ins, of a demonstration that is thrown away. */
function logOf({ folder }: Pick<House, 'folder'>): string {
  return `${folder}.log`
}

export function removeHouse(house: House): void {
  rmSync(house.folder, { recursive: true, force: true })
  rmSync(logOf(house), { force: true })
}

function ownerOf({ folder }: Pick<House, 'folder'>): number | null {
  const pid = pidIn(join(folder, 'owner.json'))
  return pid !== null && isAlive(pid) ? pid : null
}

function databaseOf({ folder }: Pick<House, 'folder'>): number | null {
  const file = join(folder, 'postgres/cluster/postmaster.pid')
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return Number.isInteger(pid) && isAlive(pid) ? pid : null
}

function pidIn(file: string): number | null {
  if (!existsSync(file)) return null
  return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise(closed => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
