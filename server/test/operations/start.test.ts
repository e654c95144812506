import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepEmbedded } from '../../src/app/keep-embedded.ts'
import { FolderTaken, ownFolder } from '../../src/app/owner.ts'
import { createLog } from '../../src/platform/index.ts'
import { eventually, startProcess } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-start-test-'))
// As root the server runs as another user, who has to get there.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a data folder has one owner, and one that is gone counts for nothing', () => {
  const data = join(folder, 'owned')
  const file = join(data, 'owner.json')
  const owned = ownFolder(data, 'the first')
  owned.rename('http://127.0.0.1:1')
  expect(() => ownFolder(data, 'the second')).toThrow(FolderTaken)
  expect(() => ownFolder(data, 'the second')).toThrow(
    /http:\/\/127\.0\.0\.1:1.*one owner[\s\S]*PULIH_DATA=[\s\S]*DATABASE_URL/,
  )
  owned.release()
  expect(existsSync(file)).toBe(false)

  // The same number, and another process: it was given again.
  for (const left of [JSON.stringify({ pid: process.pid, began: 'another time', what: 'a killed one' }), '{"pid":']) {
    writeFileSync(file, left)
    ownFolder(data, 'the next').release()
  }
})

test('a second start is refused, the database comes back when it ends, and stopping is quiet', async () => {
  const environment = { PULIH_DATA: join(folder, 'data'), PULIH_PORT: '0' }
  const first = startProcess(['--empty'], environment)
  try {
    const url = await first.listening()
    expect(first.output()).not.toContain('Server listening')
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/console/')

    const second = startProcess(['--empty'], environment)
    expect(await second.ended).toBe(2)
    expect(second.output()).toContain(`(${url}), and a data folder has one owner`)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)

    const pid = () =>
      readFileSync(join(environment.PULIH_DATA, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]
    process.kill(Number(pid()), 'SIGINT')
    await eventually(
      () => Promise.resolve(first.output()),
      text => text.includes('The embedded database works again'),
    )
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    process.kill(Number(pid()), 'SIGINT')
  } finally {
    expect(await first.stop()).toBe(0)
  }
  expect(first.output()).not.toContain('pg_ctl')
  expect(existsSync(join(environment.PULIH_DATA, 'owner.json'))).toBe(false)
}, 120_000)

test('a port that is taken is known before a database is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const data = join(folder, 'taken-port')
  try {
    const refused = startProcess(['--empty'], { PULIH_DATA: data, PULIH_PORT: String(port), PULIH_HOST: '127.0.0.1' })

    expect(await refused.ended).toBe(2)
    expect(refused.output()).toContain('The port is taken by another program')
    expect(existsSync(join(data, 'postgres'))).toBe(false)
  } finally {
    other.close()
  }
}, 60_000)

test('a database that does not come back is given up with a word on what to do', async () => {
  let attempts = 0
  const saying = await new Promise<string>(giveUp => {
    keepEmbedded(
      { isRunning: () => false, start: () => Promise.reject(new Error(`no ${++attempts}`)), log: '/data/postgres.log' },
      { log: createLog('silent'), giveUp, pauses: [0, 0, 0] },
    )
  })
  expect(attempts).toBe(3)
  expect(saying).toMatch(/\/data\/postgres\.log says why[\s\S]*start Pulih again/)
})

test('a demonstration that was stopped on its way says so and is begun again by one command', async () => {
  const environment = { PULIH_DATA: join(folder, 'seeded'), PULIH_PORT: '0', PULIH_LOG: 'warn' }
  const first = startProcess(['--services', '1000'], environment)
  await eventually(
    () => Promise.resolve(first.output()),
    text => text.includes('elements:'),
  )
  expect(await first.stop()).toBe(0)
  expect(first.output()).toContain('is incomplete')
  expect(first.output()).not.toMatch(/TypeError|Pulih listens/)

  const next = startProcess([], environment)
  await next.listening()
  expect(await next.stop()).toBe(0)
  expect(next.output()).toContain('npm start -- --begin-again')

  const again = startProcess(['--begin-again', '--services', '1000'], environment)
  await again.listening()
  expect(await again.stop()).toBe(0)
  expect(again.output()).toContain('posted to the ledger')
  const more = startProcess(['--begin-again'], environment)
  expect(await more.ended).toBe(2)
  expect(more.output()).toContain('nothing was deleted')
}, 240_000)

test('a database that does not answer is named without its password', async () => {
  const started = startProcess([], { DATABASE_URL: 'postgres://x:hidden-word@127.0.0.1:1/none' })
  expect(await started.ended).toBe(2)
  expect(started.output()).toMatch(
    /^DATABASE_URL: postgres:\/\/x@127\.0\.0\.1:1\/none cannot be used: nothing listens there/,
  )
  expect(started.output()).not.toMatch(/hidden-word| at /)
})
