import type pg from 'pg'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import { seeded } from '../../src/ledger/payouts/simulators/random.ts'
import type { Platform } from '../../src/platform/index.ts'
import { openedWhole, openHouse, type Closings, type OpenHouse } from './open-house.ts'
import { smallOperator, type SmallOperator } from './operator.ts'
import { startChild, type Child } from './processes.ts'

interface Reply {
  readonly status: number
  readonly body: Record<string, any>
}

/** The application as an operator runs it: an API and workers as processes of their own. */
export interface Application {
  readonly server: OpenHouse['server']
  /** To look at the database from outside. */
  readonly pool: pg.Pool
  readonly platform: Platform
  readonly operator: SmallOperator
  readonly api: Child
  /** All that were ever started. */
  readonly workers: readonly Child[]
  startWorker(): Promise<Child>
  get(role: Role, path: string): Promise<Reply>
  post(role: Role, path: string, body: unknown, key?: string): Promise<Reply>
  close(): Promise<void>
}

type Role = 'finance' | 'approver'

/** Starts it without workers, over a server of its own that keeps its promises: what it acknowledged survives its crash. */
export function openApplication(): Promise<Application> {
  return openedWhole(open)
}

async function open(closings: Closings, close: () => Promise<void>): Promise<Application> {
  const { server, pool, platform } = await openHouse(closings)
  const people = await createDemonstrationStaff(platform)
  const operator = await smallOperator(platform.db, seeded(5))
  const api = await startChild(server.url, 'api', 'api')
  closings.push(() => api.kill())
  const workers: Child[] = []
  let started = 0
  closings.push(() => Promise.all(workers.map(worker => worker.kill())))

  const call = async (token: string, method: 'GET' | 'POST', path: string, body?: unknown, key?: string) => {
    const reply = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: reply.status, body: (await reply.json()) as Reply['body'] }
  }
  const signIn = async (login: Role): Promise<string> => {
    const password = people.find(person => person.login === login)?.password ?? ''
    const { body } = await call('', 'POST', '/sign-in', { login, password, deliver: 'token' })
    return String(body['token'])
  }
  const tokens = { finance: await signIn('finance'), approver: await signIn('approver') }

  return {
    server,
    pool,
    platform,
    operator,
    api,
    workers,
    close,
    async startWorker() {
      const worker = await startChild(server.url, 'worker', `worker-${++started}`)
      workers.push(worker)
      return worker
    },
    get: (role, path) => call(tokens[role], 'GET', path),
    post: (role, path, body, key) => call(tokens[role], 'POST', path, body, key),
  }
}
