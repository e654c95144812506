import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Pulih as an operating system runs it. */
export interface ServerProcess {
  /** Everything that it has written so far. */
  output(): string
  /** Where it listens; null if it ended before it did. */
  listening(): Promise<string>
  /** Asks it to end, as an init system does, and gives its exit code. */
  stop(): Promise<number | null>
  /** Its exit code, when it has ended by itself. */
  readonly ended: Promise<number | null>
}

/** Starts `server/src/main.ts` with this environment and nothing else of ours. */
export function startProcess(options: readonly string[], environment: Readonly<Record<string, string>>): ServerProcess {
  const main = join(import.meta.dirname, '../../src/main.ts')
  const inherited = Object.fromEntries(['PATH', 'HOME', 'TZ'].map(name => [name, process.env[name] ?? '']))
  const child = spawn(process.execPath, [main, ...options], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    output: () => text,
    ended,
    async listening() {
      for (;;) {
        const [, url] = /Pulih listens at (\S+)/.exec(text) ?? []
        if (url !== undefined) return url
        if (child.exitCode !== null) throw new Error(`it ended before it listened: ${text}`)
        await setTimeout(50)
      }
    },
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Looks again and again until what is seen is good. */
export async function eventually<Seen>(
  look: () => Promise<Seen>,
  isGood: (seen: Seen) => boolean,
  seconds = 90,
): Promise<Seen> {
  for (let pause = 0; ; pause++) {
    const seen = await look()
    if (isGood(seen)) return seen
    if (pause > seconds * 5)
      throw new Error(
        `nothing came of it: ${JSON.stringify(seen, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)).slice(0, 500)}`,
      )
    await setTimeout(200)
  }
}

/** Somebody at a running server, signed in. */
export async function signIn(url: string, { login, password }: { readonly login: string; readonly password: string }) {
  const sent = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, deliver: 'token' }),
  })
  const { token } = (await sent.json()) as { token?: string }
  if (token === undefined) throw new Error(`${login} could not sign in`)
  return visitor(url, token)
}

export function visitor(url: string, token: string) {
  const ask = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const reply = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: reply.status, body: (await reply.json()) as any, headers: reply.headers }
  }
  return {
    token,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => ask('POST', path, body, headers),
  }
}
