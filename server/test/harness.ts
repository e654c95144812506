import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { rolePermissions, type Role } from '@pulih/contracts'
import {
  createApi,
  createLog,
  createPlatform,
  deliveryJob,
  migrate,
  openPool,
  readConfig,
  runDueJobs,
  type Actor,
  type Clock,
  type Config,
  type Context,
  type Db,
  type Hooks,
  type Platform,
  type Work,
} from '../src/platform/index.ts'

export interface TestReply {
  readonly status: number
  /** Parsed JSON; the text where it is none. */
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
}

type Headers = Readonly<Record<string, string>>

/** A person or machine at the API. */
export interface TestClient {
  get(path: string, headers?: Headers): Promise<TestReply>
  post(path: string, body?: unknown, headers?: Headers): Promise<TestReply>
  put(path: string, body?: unknown, headers?: Headers): Promise<TestReply>
  patch(path: string, body?: unknown, headers?: Headers): Promise<TestReply>
  delete(path: string, headers?: Headers): Promise<TestReply>
}

export interface TestClock extends Clock {
  set(instant: string): void
  advance(duration: Temporal.DurationLike): void
}

export interface Harness {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly db: Db
  readonly clock: TestClock
  /** A member of staff with this role; two names are two people. */
  as(role: Role, name?: string): TestClient
  /** A program with a key that this member of staff made. */
  asKeyOf(role: Role, name?: string): TestClient
  readonly anyone: TestClient
  work<Result>(body: (work: Work) => Promise<Result>): Promise<Result>
  /** Runs jobs and listeners until none is left. */
  runJobs(): Promise<void>
  /** Runs every sweep once. */
  sweep(): Promise<void>
}

export interface HarnessOptions {
  /** Default: all. Naming a few keeps a test small and independent of the rest; their migrations are the only ones applied. */
  readonly contexts?: readonly Context[]
  readonly hooks?: Partial<Hooks>
  readonly config?: Partial<Config>
  /** Brings an empty database to the state from which the test begins, instead of all migrations. */
  readonly prepare?: (pool: pg.Pool) => Promise<void>
}

/** A whole server over a database of its own, with a clock that the test moves. Closed when the file is done. */
export async function harness(options: HarnessOptions = {}): Promise<Harness> {
  const whole = options.contexts === undefined ? await import('../src/app/contexts.ts') : null
  const contexts = options.contexts ?? whole?.contexts ?? []
  const url = options.prepare
    ? await emptyDatabase(options.prepare)
    : await databaseFor(options.contexts === undefined ? null : contexts.map(context => context.name))
  const pool = openPool({ url, size: 24, name: 'test' })
  const clock = movableClock('2026-09-15T09:00:00Z')
  const given: Partial<Hooks> = { ...whole?.hooks, ...options.hooks }
  const hooks: Hooks = {
    authenticate: async (platform, request) =>
      testActor(request.headers.authorization) ?? (await given.authenticate?.(platform, request)) ?? null,
    appendAudit: async (tx, lines) => given.appendAudit?.(tx, lines),
  }
  const config: Config = {
    ...readConfig({}),
    checkReplies: true,
    allowPrivateTargets: true,
    logLevel: 'silent',
    statusPort: 'none',
    ...options.config,
  }
  const platform = createPlatform({ pool, clock, config, log: createLog(config.logLevel), hooks, contexts })
  const app = await createApi(platform)
  await app.ready()
  const jobs = [...contexts.flatMap(context => context.jobs ?? []), deliveryJob(platform.listeners)]
  afterAll(async () => {
    await app.close()
    await pool.end()
    await dropDatabase(url)
  })
  return {
    app,
    platform,
    db: platform.db,
    clock,
    as: (role, name = role) => client(app, { authorization: `Test ${role} ${name}` }),
    asKeyOf: (role, name = role) => client(app, { authorization: `Test ${role} ${name} key` }),
    anyone: client(app, {}),
    work: body => platform.work(actorOf('admin', 'test', true), body),
    runJobs: () => runDueJobs(platform, jobs),
    sweep: async () => {
      for (const sweep of contexts.flatMap(context => context.sweeps ?? [])) await sweep.run(platform)
    },
  }
}

function movableClock(start: string): TestClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: instant => void (now = Temporal.Instant.from(instant)),
    advance: duration => void (now = now.add(duration)),
  }
}

function testActor(header: string | undefined): Actor | null {
  const [scheme, role, name, key] = (header ?? '').split(' ')
  if (scheme !== 'Test' || role === undefined || !(role in rolePermissions)) return null
  const staff = actorOf(role as Role, name ?? role)
  return key === undefined ? staff : { ...staff, kind: 'key', id: `key:${staff.name}` }
}

function actorOf(role: Role, name: string, everything = false): Actor {
  const permissions = everything ? Object.values(rolePermissions).flat() : rolePermissions[role]
  const id = `staff:${name}`
  return { kind: 'staff', id, person: id, name, permissions: new Set(permissions) }
}

function client(app: FastifyInstance, always: Headers): TestClient {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<TestReply> => {
    const url = path.startsWith('/api/') || path.startsWith('/healthz') ? path : `/api/v1${path}`
    const json =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array
        ? {}
        : { 'content-type': 'application/json' }
    const payload =
      body === undefined
        ? {}
        : { payload: typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }
    const reply = await app.inject({
      method,
      url,
      headers: { ...always, ...json, ...headers },
      ...payload,
    } as InjectOptions)
    return { status: reply.statusCode, body: parsed(reply.body), headers: reply.headers }
  }
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A copy of a migrated template, which takes a fraction of migrating anew. `names` null: with every context. */
async function databaseFor(names: readonly string[] | null): Promise<string> {
  const { migrations } = await import('../src/platform/migrate.ts')
  const wanted = migrations().filter(
    ({ name }) =>
      names === null || name.startsWith('platform/') || names.some(context => name.startsWith(`${context}/`)),
  )
  const digest = createHash('sha256')
    .update(wanted.map(({ name, checksum }) => `${name} ${checksum}`).join('\n'))
    .digest('hex')
  const template = `template_${digest.slice(0, 16)}`
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: inject('databaseUrl') })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock(1)')
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const making = `${template}_making`
      await admin.query(`drop database if exists ${making} with (force)`)
      await admin.query(`create database ${making}`)
      const pool = openPool({ url: urlOf(making), size: 2, name: 'template' })
      await migrate(pool, wanted)
      await pool.end()
      await admin.query(`alter database ${making} rename to ${template}`)
    }
    await admin.query(`create database ${name} template ${template} strategy file_copy`)
  } finally {
    await admin.end()
  }
  return urlOf(name)
}

async function emptyDatabase(prepare: (pool: pg.Pool) => Promise<void>): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: inject('databaseUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const pool = openPool({ url: urlOf(name), size: 2, name: 'prepare' })
  await prepare(pool)
  await pool.end()
  return urlOf(name)
}

async function dropDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('databaseUrl') })
  await admin.connect()
  await admin.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)
  await admin.end()
}

function urlOf(database: string): string {
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${database}`
  return url.href
}
