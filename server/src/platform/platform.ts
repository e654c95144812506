import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type pg from 'pg'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase, type Db, type Tx } from './database.ts'
import type { Listener } from './events.ts'
import type { Job, Sweep } from './jobs.ts'
import type { DatabaseGauge } from './observe/gauges.ts'
import type { Setting } from './settings.ts'
import { doWork, type AuditLine, type Work } from './work.ts'

/** What a context brings into the house. Its `index.ts` exports one of these. */
export interface Context {
  readonly name: string
  readonly routes?: (app: FastifyInstance) => void
  readonly jobs?: readonly Job[]
  readonly sweeps?: readonly Sweep[]
  readonly listeners?: readonly Listener[]
  readonly settings?: readonly Setting[]
  readonly gauges?: readonly DatabaseGauge[]
}

/** What the platform cannot know by itself; `app` connects it to the context that does. */
export interface Hooks {
  authenticate(platform: Platform, request: FastifyRequest): Promise<Actor | null>
  /** Chains lines onto the audit trail, as the last statement of a transaction. */
  appendAudit(tx: Tx, lines: readonly AuditLine[]): Promise<void>
}

/** Everything that is shared by all requests and jobs of a process. */
export interface Platform {
  readonly db: Db
  /** For what needs a connection of its own: COPY, cursors, advisory locks. */
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly config: Config
  readonly log: Logger
  readonly hooks: Hooks
  readonly contexts: readonly Context[]
  readonly listeners: readonly Listener[]
  /** Processes that this one looks after, by name, and whether each is up: `/healthz` and the metrics tell. */
  readonly watched: Map<string, () => boolean>
  work<Result>(actor: Actor, body: (work: Work) => Promise<Result>): Promise<Result>
}

export type PlatformParts = Pick<Platform, 'pool' | 'clock' | 'config' | 'log' | 'hooks' | 'contexts'>

export function createPlatform(parts: PlatformParts): Platform {
  const platform: Platform = {
    ...parts,
    db: openDatabase(parts.pool),
    listeners: parts.contexts.flatMap(context => context.listeners ?? []),
    watched: new Map(),
    work: (actor, body) => doWork(platform, actor, body),
  }
  return platform
}
