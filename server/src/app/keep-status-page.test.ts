import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig, type Config } from '../platform/index.ts'
import { hostNoteFile } from '../statuspage/index.ts'
import { keepStatusPage, type StatusPage } from './keep-status-page.ts'
import { programOf, runningHost, stopHost } from './status-page-process.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

function aConfig(changes: Readonly<Record<string, string>> = {}): Config {
  const data = mkdtempSync(join(tmpdir(), 'pulih-kept-'))
  ending.push(async () => rmSync(data, { recursive: true, force: true }))
  return readConfig({ PULIH_DATA: data, PULIH_PORT: '0', ...changes })
}

async function kept(config: Config, said: string[] = []): Promise<StatusPage> {
  const page = await keepStatusPage(config, { say: line => said.push(line), everyMilliseconds: 100 })
  if (page === null) throw new Error('no page was wanted')
  ending.unshift(
    () => page.stop(),
    () => stopHost(config),
  )
  return page
}

const pidOf = (config: Config) => runningHost(config)?.pid ?? 0

describe('the process of the page', () => {
  test('is started again when it was killed', { timeout: 60_000 }, async () => {
    const config = aConfig()
    const page = await kept(config)
    expect(page.isUp()).toBe(true)
    const first = pidOf(config)
    process.kill(first, 'SIGKILL')

    await expect.poll(() => pidOf(config), { timeout: 30_000 }).not.toSatisfy(pid => pid === 0 || pid === first)
    await expect.poll(() => page.isUp(), { timeout: 30_000 }).toBe(true)
    expect((await fetch(`${page.url}/`)).status).toBe(503)
  })

  test('that cannot be started is tried seldom, and said to be down', { timeout: 60_000 }, async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const said: string[] = []
    const config = aConfig({ PULIH_STATUS_PORT: String(port) })
    const page = await kept(config, said)
    await setTimeout(1_500)
    expect(page.isUp()).toBe(false)
    expect(said).toHaveLength(1)
    const log = () => readFileSync(join(config.data, 'status', 'host.log'), 'utf8')
    expect(log().match(/is taken by another program/g)).toHaveLength(1)

    await new Promise(resolve => taken.close(resolve))
    await expect.poll(() => page.isUp(), { timeout: 40_000 }).toBe(true)
  })

  test('is one, however many want it', { timeout: 60_000 }, async () => {
    const config = aConfig()
    const other: Config = { ...config, port: 4711 }
    const first = await kept(config)
    const pid = pidOf(config)
    const second = await kept(other)
    expect(pidOf(config)).toBe(pid)
    expect(second.url).toBe(first.url)
    expect(programOf(other)).toBe(programOf(config))
    expect(programOf({ ...config, host: '0.0.0.0' })).not.toBe(programOf(config))
  })

  // Only there a process shows what it was given.
  test.runIf(process.platform === 'linux')('is given no secret but its own', { timeout: 60_000 }, async () => {
    process.env['DATABASE_URL_OF_A_TEST'] = 'postgres://pulih:password@db/pulih'
    ending.push(async () => delete process.env['DATABASE_URL_OF_A_TEST'])
    const config = aConfig({ PULIH_SECRET_STATUSPAGE: 'of the page', PULIH_TRUSTED_PROXIES: '10.0.0.0/8' })
    await kept(config)
    const names = readFileSync(`/proc/${pidOf(config)}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
    expect(new Set(names.map(name => name.split('=')[0]))).toEqual(
      new Set(['NODE_ENV', 'PULIH_SECRET_STATUSPAGE', 'PULIH_TRUSTED_PROXIES']),
    )
  })

  test('is somebody else’s where Pulih is told so', async () => {
    const config = aConfig({ PULIH_STATUS_PORT: 'elsewhere' })
    expect(await keepStatusPage(config, { say: () => undefined })).toBeNull()
    expect(runningHost(config)).toBeNull()
    expect(hostNoteFile(config)).toContain('host.json')
  })
})
