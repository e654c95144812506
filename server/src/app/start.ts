import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import {
  createApi,
  createLog,
  createPlatform,
  deliveryJob,
  migrate,
  openPool,
  startEmbedded,
  startSweeps,
  startTracing,
  startWorker,
  systemClock,
  type Config,
  type Platform,
} from '../platform/index.ts'
import { contexts, hooks } from './contexts.ts'
import { requireFreePort } from './free-port.ts'
import { keepStatusPage } from './keep-status-page.ts'
import { keepEmbedded } from './keep-embedded.ts'
import { requireDatabase } from './own-database.ts'
import { ownFolder } from './owner.ts'

/** A running Pulih. */
export interface Running {
  readonly platform: Platform
  readonly app: FastifyInstance
  /** Where the API listens; null in a process that only works. */
  readonly url: string | null
  /** Where the public status page is; null where this process sees to none. */
  readonly statusUrl: string | null
  readonly applied: readonly string[]
  /** Lets requests and jobs that are under way finish, then closes everything. */
  stop(): Promise<void>
}

/** Starts what the configuration asks of this process: database if there is none, migrations, API, worker. */
export async function start(config: Config, giveUp: (saying: string) => void = () => undefined): Promise<Running> {
  const stops: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    const reasons: unknown[] = []
    // What cannot be closed any more, for example because the database is away, keeps nothing else from being closed.
    for (const each of stops.splice(0).toReversed())
      try {
        await each()
      } catch (reason) {
        reasons.push(reason)
      }
    if (reasons.length > 0) throw reasons[0]
  }
  try {
    if (config.tracesUrl !== null) stops.push(startTracing(config.tracesUrl))
    const log = createLog(config.logLevel)
    const owned =
      config.databaseUrl === null ? ownFolder(config.data, `http://${config.host}:${config.port}, starting`) : null
    if (owned) stops.push(() => owned.release())
    // Whoever owns the folder is asked first: its own start is the likeliest reason why the port is taken.
    await requireFreePort(config)
    if (config.databaseUrl !== null) await requireDatabase(config.databaseUrl)
    const embedded = config.databaseUrl === null ? await startEmbedded({ folder: join(config.data, 'postgres') }) : null
    if (embedded) {
      stops.push(() => embedded.stop())
      const kept = keepEmbedded(embedded, { log, giveUp })
      stops.push(() => kept.stop())
    }
    const pool = openPool({ url: config.databaseUrl ?? embedded?.url ?? '', size: config.poolSize, name: 'pulih' })
    stops.push(() => pool.end())
    const applied = await migrate(pool)
    const platform = createPlatform({ pool, clock: systemClock, config, log, hooks, contexts })
    const app = await createApi(platform)
    stops.push(() => app.close())
    const url = config.roles.includes('api') ? await app.listen({ host: config.host, port: config.port }) : null
    owned?.rename(url ?? 'a worker')
    if (config.roles.includes('worker')) {
      const worker = await startWorker(platform, [
        ...contexts.flatMap(context => context.jobs ?? []),
        deliveryJob(platform.listeners),
      ])
      stops.push(() => worker.stop())
      const sweeps = startSweeps(
        platform,
        contexts.flatMap(context => context.sweeps ?? []),
      )
      stops.push(() => sweeps.stop())
    }
    const page = config.roles.includes('worker') ? await keepStatusPage(config, { say: line => log.warn(line) }) : null
    if (page) {
      stops.push(() => page.stop())
      platform.watched.set('status-page', () => page.isUp())
    }
    return { platform, app, url, statusUrl: page?.url ?? null, applied, stop }
  } catch (reason) {
    await stop().catch(() => undefined)
    throw reason
  }
}
