import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Role } from '@pulih/contracts'
import { aMember } from '../../src/identity/testing/house.ts'
import { harness, type Harness } from '../harness.ts'

/** What the command line did. */
export interface Done {
  readonly out: string
  readonly err: string
  readonly exitCode: number | null
}

export type Pulih = (words: readonly string[], input?: string) => Promise<Done>

export interface Desk {
  readonly h: Harness
  readonly url: string
  /** Where files may be put. */
  readonly folder: string
  file(name: string, ...lines: readonly string[]): string
  /** The command line of somebody with this role, signed in, in a home of his own. */
  signedIn(role: Role): Promise<Pulih>
  /** The command line of whoever has this environment. */
  pulih(environment: Readonly<Record<string, string>>): Pulih
}

const program = resolve(import.meta.dirname, '../../../cli/bin/pulih')

/** A whole server that listens at a port and works off its jobs, and command lines that ask it. */
export async function aDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-cli-'))
  const h = await harness({ config: { data: folder } })
  await h.app.listen({ host: '127.0.0.1', port: 0 })
  // A server that listens at a port has an address with one.
  const { port } = h.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  workOff(h)

  const pulih: Desk['pulih'] = environment => (words, input) => run(words, input, { PULIH_URL: url, ...environment })
  return {
    h,
    url,
    folder,
    file(name, ...lines) {
      const path = join(folder, name)
      writeFileSync(path, `${lines.join('\n')}\n`)
      return path
    },
    pulih,
    async signedIn(role) {
      const { login, password } = await aMember(h, { roles: [role] })
      const own = pulih({ XDG_CONFIG_HOME: mkdtempSync(join(folder, 'home-')) })
      const { exitCode, err } = await own(['sign-in', '--login', login], `${password}\n`)
      if (exitCode !== 0) throw new Error(err)
      return own
    },
  }
}

/** Does what a worker would do, until the tests are over. */
function workOff(h: Harness): void {
  const end = new AbortController()
  const working = (async () => {
    while (!end.signal.aborted) {
      await h.runJobs()
      await new Promise(resume => setTimeout(resume, 50))
    }
  })()
  afterAll(async () => {
    end.abort()
    await working
  })
}

function run(
  words: readonly string[],
  input: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<Done> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH, HOME, TZ: 'Europe/Warsaw', ...environment },
  })
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text))
  child.stdin.end(input ?? '')
  return new Promise((resolved, rejected) => {
    child.on('error', rejected)
    child.on('close', exitCode => resolved({ out: out.join(''), err: err.join(''), exitCode }))
  })
}
