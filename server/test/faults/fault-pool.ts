import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'

/** What can happen to one statement. All but the clock and the pause end it for the caller. */
export const statementFaults = [
  /** The connection breaks before the statement is sent. */
  'lost-request',
  /** The statement is done, and the connection breaks before the answer; of a commit nobody knows whether it happened. */
  'lost-acknowledgement',
  /** The server ends the connection, as an administrator or a restart does. */
  'terminated',
  'disk-full',
  'out-of-memory',
  'serialization-failure',
  'deadlock',
  /** The process dies here: nothing that it would still have done is done. */
  'killed-before',
  /** The process dies when the statement was done. */
  'killed-after',
  'clock-jump',
] as const
export type StatementFault = (typeof statementFaults)[number]

/** What befalls one request or one job: a fault at its n-th statement, pauses that mix it with others. */
export interface Plan {
  readonly at: number
  readonly fault: StatementFault
  /** Rounds of the event loop to wait before each statement. */
  readonly pauses: () => number
  readonly moveClock: () => void
}

/** The process of a plan is dead; whoever started it must not hear of it in any other way. */
export class Killed extends Error {}

interface Running {
  readonly plan: Plan
  statements: number
  met: boolean
  dead: boolean
}

const running = new AsyncLocalStorage<Running>()

export interface Outcome<Result> {
  /** Absent where the process died or the body threw. */
  readonly result?: Result
  readonly reason?: unknown
  readonly killed: boolean
  /** Whether there was an n-th statement. */
  readonly met: boolean
  readonly statements: number
}

/** Whether whoever runs here is dead: what he would still say to others is not said. */
export function isDead(): boolean {
  return running.getStore()?.dead === true
}

/** The process that runs here dies. */
export function die(): never {
  const state = running.getStore()
  if (state) state.dead = true
  throw new Killed()
}

/** Runs a body whose statements go through the faults of a plan. */
export async function under<Result>(plan: Plan, body: () => Promise<Result>): Promise<Outcome<Result>> {
  const state: Running = { plan, statements: 0, met: false, dead: false }
  const end = (): Pick<Outcome<Result>, 'killed' | 'met' | 'statements'> => ({
    killed: state.dead,
    met: state.met,
    statements: state.statements,
  })
  try {
    const result = await running.run(state, body)
    return state.dead ? end() : { result, ...end() }
  } catch (reason) {
    return { reason, ...end() }
  }
}

type Send = (...given: readonly unknown[]) => Promise<unknown>

/** A pool like any other, but for what `under` makes of it. */
export function faultyPool(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return async () => faultyClient(await connect(target))
      if (name === 'query')
        return async (...given: readonly unknown[]) => {
          const client = faultyClient(await connect(target))
          try {
            return await (client.query as Send)(...given)
          } finally {
            client.release()
          }
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A dead process opens no connection. */
function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  if (running.getStore()?.dead === true) throw new Killed()
  return pool.connect()
}

function faultyClient(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return (...given: readonly unknown[]) => query(target, given)
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function query(client: pg.PoolClient, given: readonly unknown[]): Promise<unknown> {
  const send = (): Promise<unknown> => (client.query as Send).apply(client, [...given])
  const state = running.getStore()
  if (!state) return send()
  if (state.dead) throw await broken(client, new Killed())
  for (let left = state.plan.pauses(); left > 0; left--) await setImmediate()
  if (++state.statements !== state.plan.at) return send()
  state.met = true
  switch (state.plan.fault) {
    case 'lost-request':
      throw await broken(client)
    case 'lost-acknowledgement':
      await send()
      throw await broken(client)
    case 'terminated':
      await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined)
      return send()
    case 'disk-full':
      return refused(client, '53100', 'could not extend file: No space left on device')
    case 'out-of-memory':
      return refused(client, '53200', 'out of memory')
    case 'serialization-failure':
      return refused(client, '40001', 'could not serialize access')
    case 'deadlock':
      return refused(client, '40P01', 'deadlock detected')
    case 'killed-before':
      state.dead = true
      throw await broken(client, new Killed())
    case 'killed-after':
      await send().catch(() => undefined)
      state.dead = true
      throw await broken(client, new Killed())
    case 'clock-jump':
      state.plan.moveClock()
      return send()
  }
}

/** The server itself raises it, so that its transaction is aborted as it would be. */
function refused(client: pg.PoolClient, code: string, message: string): Promise<unknown> {
  return client.query(`do $$ begin raise exception '${message}' using errcode = '${code}'; end $$`)
}

/** Cuts the connection and waits until the pool cannot give it to anybody else. */
async function broken(
  client: pg.PoolClient,
  reason: Error = new Error('Connection terminated unexpectedly'),
): Promise<Error> {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void; destroyed: boolean } } })
    .connection
  if (!stream.destroyed) {
    const ended = once(client, 'end')
    stream.destroy()
    await ended.catch(() => undefined)
  }
  return reason
}
