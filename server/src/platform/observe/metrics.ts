import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Platform } from '../platform.ts'
import { platformGauges } from './gauges.ts'

/** The numbers of one process, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string
  read(): Promise<string>
}

/** Counts requests, and looks into the database when asked. Labels are route templates and our own words, never addresses or keys. */
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
  const problems = new Counter({
    name: 'pulih_http_problems_total',
    help: 'Refused requests',
    labelNames: ['status'],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 400) problems.inc({ status: reply.statusCode })
  })
  poolGauges(registry, platform)
  registry.registerMetric(watchedGauge(platform))
  const refresh = databaseGauges(registry, platform)
  return {
    contentType: registry.contentType,
    async read() {
      await refresh()
      return registry.metrics()
    },
  }
}

function poolGauges(registry: Registry, { pool }: Platform): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('pulih_database_connections', 'Open connections of this process', () => pool.totalCount)
  gauge('pulih_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
}

function watchedGauge({ watched }: Platform): Gauge {
  return new Gauge({
    name: 'pulih_process_up',
    help: 'Whether a process that this one looks after answers',
    labelNames: ['process'],
    registers: [],
    collect() {
      for (const [name, isUp] of watched) this.set({ process: name }, isUp() ? 1 : 0)
    },
  })
}

/** They are read one after another, so that Prometheus never takes more than one connection from the work. */
function databaseGauges(registry: Registry, platform: Platform): () => Promise<void> {
  const definitions = [...platformGauges, ...platform.contexts.flatMap(context => context.gauges ?? [])]
  const answers = new Gauge({ name: 'pulih_database_up', help: 'Whether the database answered', registers: [registry] })
  const gauges = definitions.map(definition => ({
    definition,
    gauge: new Gauge({
      name: definition.name,
      help: definition.help,
      labelNames: definition.labels ?? [],
      registers: [registry],
    }),
  }))
  const forget = (): void => {
    for (const { definition, gauge } of gauges) {
      gauge.reset()
      // Without labels a reset means zero.
      if (definition.labels === undefined) gauge.remove()
    }
  }
  return async () => {
    const now = platform.clock.now()
    forget()
    try {
      for (const { definition, gauge } of gauges)
        for (const { value, labels = [] } of await definition.read(platform.db, now)) gauge.labels(...labels).set(value)
      answers.set(1)
    } catch (reason) {
      // An old number would look like a quiet night; a missing one does not.
      forget()
      answers.set(0)
      platform.log.error(
        { err: reason },
        'The numbers for /metrics could not be read from the database; see the reason. They are left out until they can.',
      )
    }
  }
}
