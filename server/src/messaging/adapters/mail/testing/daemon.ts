import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Why a test with a mail server of others cannot run here; null: it can. */
export function missing(program: string): string | null {
  if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) return `${program} is not installed`
  // Both begin as root and give their rights away themselves.
  return process.getuid?.() === 0 ? null : `${program} has to be started as root`
}

/** A folder that the users of mail servers may enter. */
export function aFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `pulih-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(servers.map(server => new Promise<void>(done => server.listen(0, '127.0.0.1', done))))
  const ports = servers.map(server => (server.address() as AddressInfo).port)
  await Promise.all(servers.map(server => new Promise(done => server.close(done))))
  return ports
}

export interface Daemon {
  stop(): Promise<void>
}

/** Starts a program that stays in the foreground, and waits until it listens. */
export async function started(command: string, given: readonly string[], ports: readonly number[]): Promise<Daemon> {
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'] })
  let says = ''
  child.stdout.on('data', piece => (says = `${says}${String(piece)}`.slice(-4_000)))
  child.stderr.on('data', piece => (says = `${says}${String(piece)}`.slice(-4_000)))
  for (const port of ports)
    while (!(await listens(port))) {
      if (child.exitCode !== null) throw new Error(`${command} ended: ${says}`)
      await pause(50)
    }
  return { stop: () => ended(child) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise<void>(done => child.once('exit', () => done()))
  child.kill('SIGTERM')
  await over
}

function listens(port: number): Promise<boolean> {
  return new Promise(answer => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      answer(true)
    })
    socket.once('error', () => answer(false))
  })
}

export function removed(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Asks again and again; fails after a while. */
export async function eventually<T>(ask: () => T | null | undefined | false, seconds = 20): Promise<T> {
  const end = performance.now() + seconds * 1_000
  for (;;) {
    const found = ask()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error('it did not happen in time')
    await pause(20)
  }
}
