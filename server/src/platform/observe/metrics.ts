import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { sql } from 'kysely'
import type { Platform } from '../platform.ts'

/** The numbers of one process, in the text format of Prometheus. */
export interface Metrics {
  readonly registry: Registry
}

/** Counts requests and looks at the queue and the pool when asked. Labels are route templates, never addresses or keys. */
export function measure(app: FastifyInstance, platform: Platform): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'pulih_' })
  const seconds = new Histogram({
    name: 'pulih_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [registry],
  })
  const problems = new Counter({ name: 'pulih_http_problems_total', help: 'Refused requests', labelNames: ['status'], registers: [registry] })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 400) problems.inc({ status: reply.statusCode })
  })
  registerGauges(registry, platform)
  return { registry }
}

function registerGauges(registry: Registry, platform: Platform): void {
  const gauge = (name: string, help: string, read: () => Promise<number> | number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read())
      },
    })
  const count = (statement: ReturnType<typeof sql<{ n: number }>>) => async () => (await statement.execute(platform.db)).rows[0]?.n ?? 0
  gauge('pulih_database_connections', 'Open connections of this process', () => platform.pool.totalCount)
  gauge('pulih_database_waiting', 'Requests that wait for a connection', () => platform.pool.waitingCount)
  gauge('pulih_jobs_waiting', 'Jobs that are due and not begun', count(sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where locked_at is null and run_at <= now() and attempts < max_attempts`))
  gauge('pulih_jobs_failing', 'Jobs that failed and will be tried again', count(sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where last_error is not null and attempts < max_attempts`))
  gauge('pulih_jobs_given_up', 'Jobs that failed too often; see the log for their reasons', count(sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where attempts >= max_attempts`))
}
