import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { contexts, hooks } from '../../src/app/contexts.ts'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import { seeded } from '../../src/ledger/payouts/simulators/random.ts'
import {
  createLog,
  createPlatform,
  migrate,
  openPool,
  readConfig,
  startEmbedded,
  systemClock,
} from '../../src/platform/index.ts'
import { mistakesInBooks } from './books.ts'
import { smallOperator } from './operator.ts'
import { startChild, until, type Child } from './processes.ts'

// A server of its own that keeps its promises: what it acknowledged survives its crash.
const folder = mkdtempSync(join(tmpdir(), 'pulih-processes-'))
const server = await startEmbedded({ folder, settings: ['shared_buffers=64MB'] })
const pool = openPool({ url: server.url, size: 8, name: 'processes' })
await migrate(pool)
const platform = createPlatform({
  pool,
  clock: systemClock,
  config: readConfig({}),
  log: createLog('silent'),
  hooks,
  contexts,
})
const people = await createDemonstrationStaff(platform)
const operator = await smallOperator(platform.db, seeded(5))
const children: Child[] = []
const start = async (role: 'api' | 'worker'): Promise<Child> => {
  const child = await startChild(server.url, role)
  children.push(child)
  return child
}
const [api] = await Promise.all([start('api'), start('worker')])
const tokens = new Map<string, string>()
for (const role of ['finance', 'approver']) tokens.set(role, await signIn(role))

afterAll(async () => {
  await Promise.all(children.map(child => child.kill()))
  await pool.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(login: string): Promise<string> {
  const password = people.find(person => person.login === login)?.password ?? ''
  const { body } = await call('', 'POST', '/sign-in', { login, password, deliver: 'token' })
  return String(body['token'])
}

async function call(
  token: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  key?: string,
): Promise<{ status: number; body: Record<string, any> }> {
  const reply = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: (await reply.json()) as Record<string, any> }
}

const as = (role: string) => ({
  get: (path: string) => call(tokens.get(role) ?? '', 'GET', path),
  post: (path: string, body: unknown, key?: string) => call(tokens.get(role) ?? '', 'POST', path, body, key),
})

async function run(id: string): Promise<Record<string, any>> {
  return (await as('finance').get(`/compensation/runs/${id}`)).body
}

async function newRun(about: object): Promise<string> {
  const { body } = await as('finance').post('/compensation/runs', about)
  expect(body).toMatchObject({ status: 'computing' })
  return String(body['id'])
}

const unhurried = 240_000

describe('a database that is killed under load', () => {
  test(
    'loses nothing that was acknowledged, and everybody finds it again by himself',
    { timeout: unhurried },
    async () => {
      const acknowledged = new Map<string, string>()
      const seen = new Set<number>()
      let [isOver, number] = [false, 0]
      const client = async (): Promise<void> => {
        while (!isOver) {
          const reference = `L-${++number}`
          const body = {
            service: operator.services[number % operator.services.length]?.key,
            unit: 'PLN',
            amount: '0.01',
            reason: 'complaint',
            reference,
          }
          for (let answered = false; !answered;) {
            const { status, body: gift } = await as('finance').post('/ledger/goodwill', body, reference)
            seen.add(status)
            answered = status === 201
            if (answered) acknowledged.set(reference, String(gift['id']))
            else await setTimeout(100)
          }
        }
      }
      const clients = Promise.all(Array.from({ length: 8 }, client))
      const ready = async () => (await fetch(`${api.url}/readyz`)).status

      for (let crash = 0; crash < 3; crash++) {
        const before = acknowledged.size
        await until(
          'some gifts',
          () => Promise.resolve(acknowledged.size),
          size => size >= before + 50,
        )
        await server.crash()
        expect(await until('the notice', ready, status => status === 503)).toBe(503)
        await server.start()
        expect(await until('the recovery', ready, status => status === 200)).toBe(200)
      }
      const before = acknowledged.size
      await until(
        'some gifts',
        () => Promise.resolve(acknowledged.size),
        size => size >= before + 50,
      )
      isOver = true
      await clients

      expect([...seen].filter(status => status !== 201 && status !== 503)).toEqual([])
      expect(seen).toContain(503)
      const { rows } = await pool.query<{ id: string; reference: string }>(
        `select id::text, substr(basis, 11) as reference from ledger.transfer where scheme = 'goodwill'`,
      )
      expect(new Map(rows.map(({ id, reference }) => [reference, id]))).toEqual(acknowledged)
      expect(rows).toHaveLength(acknowledged.size)
      expect(api.isRunning()).toBe(true)

      const worker = children.findLast(child => child.url === null && child.isRunning())
      expect(worker).toBeDefined()
      const id = await newRun({ kind: 'period', month: operator.months[0] })
      await until(
        'an assessment by the worker that was there before',
        () => run(id),
        ({ status }) => status === 'computed',
      )
      expect(await mistakesInBooks({ platform })).toEqual([])
    },
  )
})
