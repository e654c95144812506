import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { rolePermissions, type Role } from '@pulih/contracts'
import { hooks } from '../../src/app/contexts.ts'
import { compensationContext } from '../../src/compensation/index.ts'
import { ledgerContext } from '../../src/ledger/index.ts'
import { payoutsContext, type Simulator } from '../../src/ledger/payouts/index.ts'
import { outages } from '../../src/outages/index.ts'
import {
  createApi,
  createLog,
  createPlatform,
  migrate,
  openPool,
  readConfig,
  systemActor,
  type Actor,
  type Clock,
  type Context,
  type Job,
  type Platform,
  type Work,
} from '../../src/platform/index.ts'
import { serviceByKey, subscribers } from '../../src/subscribers/index.ts'
import { faultyPool } from './fault-pool.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, any>>
  readonly text: string
}

export interface MovableClock extends Clock {
  set(instant: string): void
  advance(duration: Temporal.DurationLike): void
}

/** A server in this process over a database of its own, whose statements can be made to fail. */
export interface House {
  readonly platform: Platform
  /** Without faults: for looking and for cleaning. */
  readonly pool: pg.Pool
  readonly app: FastifyInstance
  readonly clock: MovableClock
  readonly jobs: readonly Job[]
  /** Who answers payouts; each scenario brings its own. */
  readonly biller: { simulator: Simulator | null }
  ask(role: Role, path: string, body: unknown, key: string): Promise<Answer>
  read(role: Role, path: string): Promise<Answer>
  work<Result>(body: (work: Work) => Promise<Result>): Promise<Result>
  /** Forgets everything that the last scenario did. */
  wipe(): Promise<void>
  close(): Promise<void>
}

const secret = 'a-secret-of-the-biller'

export async function openHouse(server: string): Promise<House> {
  const name = `faults_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pool = openPool({ url: url.href, size: 24, name: 'faults' })
  await migrate(pool)
  const clock = movableClock()
  const biller: House['biller'] = { simulator: null }
  const contexts: Context[] = [
    subscribers,
    outages,
    compensationContext,
    ledgerContext({ find: serviceByKey }),
    payoutsContext(
      () => call => biller.simulator?.exchange(call) ?? Promise.resolve({ kind: 'lost', reason: 'there is no biller' }),
    ),
  ]
  const platform = createPlatform({
    pool: faultyPool(pool),
    clock,
    config: {
      ...readConfig({}),
      logLevel: 'silent',
      checkReplies: true,
      allowPrivateTargets: true,
      secret: () => secret,
    },
    log: createLog('silent'),
    hooks: { ...hooks, authenticate: (_, request) => Promise.resolve(actorOf(request.headers.authorization ?? '')) },
    contexts,
  })
  const app = await createApi(platform)
  await app.ready()
  const inject = async (
    method: 'GET' | 'POST',
    role: Role,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer> => {
    const headers = {
      authorization: role,
      ...(key === undefined ? {} : { 'idempotency-key': key, 'content-type': 'application/json' }),
    }
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers,
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    return { status: reply.statusCode, text: reply.body, body: JSON.parse(reply.body || '{}') as Answer['body'] }
  }
  return {
    platform,
    pool,
    app,
    clock,
    biller,
    jobs: contexts.flatMap(context => context.jobs ?? []),
    ask: (role, path, body, key) => inject('POST', role, path, body, key),
    read: (role, path) => inject('GET', role, path),
    work: body => platform.work(systemActor('faults'), body),
    wipe: () => wipe(platform),
    async close() {
      await app.close()
      await pool.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

function movableClock(): MovableClock {
  let now = Temporal.Instant.from('2026-09-28T09:00:00Z')
  return {
    now: () => now,
    set: instant => void (now = Temporal.Instant.from(instant)),
    advance: duration => void (now = now.add(duration)),
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
  ...['terms', 'service', 'customer'].map(table => `subscribers.${table}`),
  ...['step', 'interruption', 'exposure', 'line', 'assessed', 'credit', 'exclusion', 'run'].map(
    table => `compensation.${table}`,
  ),
  ...[
    'payout_outcome',
    'payout_attempt',
    'payout_answer',
    'bill_credit',
    'payout',
    'payout_batch',
    'payout_address',
    'payout_channel',
    'transfer',
    'entry',
    'page',
  ].map(table => `ledger.${table}`),
  ...['event', 'heard', 'idempotency'].map(table => `platform.${table}`),
  'identity.audit',
  'graphile_worker._private_jobs',
]

/** Ledger and trail refuse to forget; only the owner of the database, with every trigger asleep, can make them. */
async function wipe({ db }: Platform): Promise<void> {
  const statements = [
    ...emptied.map(table => `delete from ${table}`),
    `update ledger.head set page = 0, last_transfer = 0, digest = decode(repeat('00', 32), 'hex')`,
    `update identity.audit_head set number = 0, digest = decode(repeat('00', 32), 'hex')`,
  ]
  await db.transaction().execute(async tx => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql.raw(`do $$ begin ${statements.join('; ')}; end $$`).execute(tx)
  })
}
