import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

/** A whole Pulih in a process of its own, as `npm start` starts it. */
export interface Pulih {
  readonly url: string
  /** Of the administrator that an empty one begins with. */
  readonly signIn: { readonly login: string; readonly password: string }
  /** How often it was killed. */
  readonly kills: () => number
  /** As `kill -9` does; then starts it again. */
  killAndStart(): Promise<void>
  /** Lets it end in order. */
  stop(): Promise<void>
}

const main = join(import.meta.dirname, '../../../server/src/main.ts')
const longestStartSeconds = 120
/** Until it has put everything away. */
const longestStopSeconds = 60

interface Setting {
  readonly folder: string
  readonly secrets: Readonly<Record<string, string>>
}

/** What it says goes into `pulih.log` in the folder. */
export async function startPulih({ folder, secrets }: Setting): Promise<Pulih> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log = createWriteStream(join(folder, 'pulih.log'), { flags: 'a' })
  const { PATH = '', HOME = '', TZ = 'UTC' } = process.env
  const environment = {
    PATH,
    HOME,
    TZ,
    PULIH_DATA: join(folder, 'data'),
    PULIH_PORT: String(port),
    PULIH_PUBLIC_URL: url,
    // A page would outlive a server that is killed.
    PULIH_STATUS_PORT: 'none',
    PULIH_LOG: 'warn',
    PULIH_ALLOW_PRIVATE_TARGETS: 'true',
    ...Object.fromEntries(
      Object.entries(secrets).map(([name, secret]) => [`PULIH_SECRET_${name.toUpperCase()}`, secret]),
    ),
  }
  const said: string[] = []
  let kills = 0

  const start = async (): Promise<ChildProcess> => {
    // In a group of its own, so that Ctrl-C reaches it through us alone, and once.
    const child = spawn(process.execPath, [main, '--empty'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const heard = { listens: false }
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', line => {
        log.write(`${line}\n`)
        if (said.length < 200) said.push(line)
        heard.listens ||= line.includes('listens at')
      })
    const end = performance.now() + longestStartSeconds * 1_000
    while (!heard.listens) {
      if (hasEnded(child)) throw new Error(`Pulih did not start:\n${said.slice(-20).join('\n')}`)
      if (performance.now() > end) throw new Error(`Pulih did not listen in ${longestStartSeconds} s`)
      await pause(20)
    }
    return child
  }

  let child = await start()
  let starting: Promise<unknown> = Promise.resolve()
  const [, login = '', password = ''] = /Sign in as (\S+) with the password (\S+)/.exec(said.join('\n')) ?? []
  return {
    url,
    signIn: { login, password },
    kills: () => kills,
    async killAndStart() {
      kills++
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      const next = start()
      starting = next
      child = await next
    },
    async stop() {
      // One that is just beginning has begun a database, too.
      await starting.catch(() => undefined)
      if (!hasEnded(child)) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await Promise.race([gone, pause(longestStopSeconds * 1_000, undefined, { ref: false })])
        if (!hasEnded(child)) child.kill('SIGKILL')
      }
      log.end()
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  // A server that listens at a port has an address with one.
  const { port } = server.address() as AddressInfo
  await new Promise(closed => server.close(closed))
  return port
}
