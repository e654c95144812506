import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { statusHostProgram } from '@pulih/server'
import { cpuSecondsOf } from '../platform/server.ts'

export interface Served {
  readonly url: string
  /** Processor seconds so far; null where the system does not tell. */
  cpuSeconds(): number | null
  /** Resident memory in bytes; null where the system does not tell. */
  memory(): number | null
  stop(): Promise<void>
}

/** Who was started here, so that nobody stays behind. */
const children = new Set<ChildProcess>()

/** The page's own process, as `npm start` starts it. */
export async function startHost(folder: string, secret: string): Promise<Served> {
  const child = spawn(process.execPath, [statusHostProgram, '--folder', folder, '--port', '0'], {
    env: { ...process.env, PULIH_SECRET_STATUSPAGE: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => void (said += piece.toString()))
  for (;;) {
    const [, url] = /is at (\S+)/.exec(said) ?? []
    if (url !== undefined) return servedBy(child, url)
    if (child.exitCode !== null) throw new Error(`the status page ended before it listened: ${said}`)
    await setTimeout(50)
  }
}

/** A bare server with the bytes that another one answers. */
export async function startBare(url: string, headers: Readonly<Record<string, string>>): Promise<Served> {
  const reply = await rawReply(url, headers)
  const child = fork(new URL('./bare-server.ts', import.meta.url))
  child.send(reply)
  const [port] = await once(child, 'message')
  return servedBy(child, `http://127.0.0.1:${String(port)}`)
}

export function killAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

function servedBy(child: ChildProcess, url: string): Served {
  children.add(child)
  return {
    url,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    memory: () => memoryOf(child.pid),
    async stop() {
      children.delete(child)
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
    },
  }
}

/** `fetch` would unpack it. */
async function rawReply(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ type: string; encoding: string | null; body: string }> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, reply => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => void pieces.push(piece))
      reply.on('end', () =>
        resolve({
          type: String(reply.headers['content-type']),
          encoding: reply.headers['content-encoding'] ?? null,
          body: Buffer.concat(pieces).toString('base64'),
        }),
      )
    }).on('error', reject)
  })
}

function memoryOf(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
