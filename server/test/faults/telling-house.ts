import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { rolePermissions, type Role } from '@pulih/contracts'
import { contexts as allContexts, hooks } from '../../src/app/contexts.ts'
import {
  createApi,
  createLog,
  createPlatform,
  deliveryJob,
  migrate,
  openPool,
  readConfig,
  type Actor,
  type Clock,
  type Sweep,
} from '../../src/platform/index.ts'
import { faultyPool } from './fault-pool.ts'
import type { Workshop } from './queue.ts'

export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, any>>
  readonly etag: string
}

/** A server in this process over a database of its own that tells people of outages, and whose statements can be made to fail. */
export interface TellingHouse extends Workshop {
  readonly clock: Clock & { advance(duration: Temporal.DurationLike): void }
  readonly sweeps: readonly Sweep[]
  /** The same without faults. */
  readonly intake: Workshop
  ask(
    role: Role,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>
  /** Forgets all outages, and everything that was said of them. */
  wipe(): Promise<void>
  close(): Promise<void>
}

const takingPart = new Set(['platform', 'network', 'subscribers', 'outages', 'messaging'])

export async function openTellingHouse(server: string): Promise<TellingHouse> {
  const name = `telling_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pool = openPool({ url: url.href, size: 20, name: 'telling' })
  await migrate(pool)
  let now = Temporal.Instant.from('2026-09-28T09:00:00Z')
  const clock = { now: () => now, advance: (duration: Temporal.DurationLike) => void (now = now.add(duration)) }
  const contexts = allContexts.filter(context => takingPart.has(context.name))
  const platformOver = (connections: pg.Pool) =>
    createPlatform({
      pool: connections,
      clock,
      config: { ...readConfig({}), logLevel: 'silent', checkReplies: true, secret: () => 'a-secret' },
      log: createLog('silent'),
      hooks: { ...hooks, authenticate: (_, request) => Promise.resolve(actorOf(request.headers.authorization ?? '')) },
      contexts,
    })
  const platform = platformOver(faultyPool(pool))
  const app = await createApi(platform)
  await app.ready()
  const jobs = [
    // What is due is handed over by senders of the scenario, to a provider of the scenario.
    ...contexts.flatMap(context => context.jobs ?? []).filter(job => job.name !== 'messaging.send'),
    deliveryJob(platform.listeners),
  ]
  return {
    platform,
    pool,
    clock,
    jobs,
    // What is brought in goes through streams, which a connection that can be made to fail does not have.
    intake: { platform: platformOver(pool), pool, jobs },
    sweeps: contexts.flatMap(context => context.sweeps ?? []),
    async ask(role, method, path, body, headers = {}) {
      const reply = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: {
          authorization: role,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: reply.statusCode,
        body: JSON.parse(reply.body || '{}') as Reply['body'],
        etag: reply.headers.etag ?? '',
      }
    },
    async wipe() {
      await platform.db.transaction().execute(async tx => {
        await sql`set local session_replication_role = replica`.execute(tx)
        await sql.raw(`do $$ begin ${emptied.map(table => `delete from ${table};`).join(' ')} end $$`).execute(tx)
      })
    },
    async close() {
      await app.close()
      await pool.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

function actorOf(role: string): Actor | null {
  if (!(role in rolePermissions)) return null
  const id = `staff:${role}`
  return { kind: 'staff', id, person: id, name: role, permissions: new Set(rolePermissions[role as Role]) }
}

const emptied = [
  ...['affected', 'matching', 'scope', 'revision', 'timeline', 'task', 'difference', 'outage'].map(
    table => `outages.${table}`,
  ),
  ...['message', 'notice', 'inbound', 'arrival', 'stop', 'conversation', 'subscription', 'preference'].map(
    table => `messaging.${table}`,
  ),
  ...['event', 'heard', 'idempotency'].map(table => `platform.${table}`),
  'graphile_worker._private_jobs',
]
