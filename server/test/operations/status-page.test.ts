import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually, startProcess } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-alive-'))
// PostgreSQL refuses to run as root; its own user has to reach its folder.
chmodSync(folder, 0o755)
const environment = { PULIH_DATA: folder, PULIH_PORT: '0', PULIH_LOG: 'error' }
const noteFile = join(folder, 'status', 'host.json')
const note = () => JSON.parse(readFileSync(noteFile, 'utf8')) as { pid: number; url: string }

afterAll(() => {
  for (const pid of [...left, postmaster()])
    try {
      if (pid !== null) process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should have.
    }
  rmSync(folder, { recursive: true, force: true })
})

/** Processes that a failed test would leave behind. */
const left: number[] = []

describe('the status page', () => {
  test('answers with everything else killed, and the next start goes on with it', { timeout: 240_000 }, async () => {
    const server = startProcess(['--empty'], environment)
    await server.listening()
    const { pid, url } = note()
    left.push(pid)
    expect(server.output()).toContain(url)
    const page = async () => (await fetch(url)).status
    await eventually(page, status => status === 200)

    // API and worker, then the database.
    process.kill(owner(), 'SIGKILL')
    await server.ended
    const database = postmaster()
    if (database !== null) process.kill(database, 'SIGKILL')

    expect(isAlive(pid)).toBe(true)
    const text = await (await fetch(url)).text()
    expect(text).toContain('As of')
    expect((await fetch(`${url}/api/v2/summary.json`)).status).toBe(200)

    const again = startProcess(['--empty'], environment)
    await again.listening()
    expect(note()).toEqual({ ...note(), pid, url })

    expect(await again.stop()).toBe(0)
    expect(isAlive(pid)).toBe(false)
  })
})

function owner(): number {
  return (JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as { pid: number }).pid
}

/** The first line of its own file is the number of its process. */
function postmaster(): number | null {
  try {
    const [found] = execFileSync('find', [folder, '-name', 'postmaster.pid'], { encoding: 'utf8' }).split('\n')
    return found === undefined || found === '' ? null : Number(readFileSync(found, 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
