import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createApi,
  createLog,
  createPlatform,
  migrate,
  openPool,
  readConfig,
  startEmbedded,
  startTracing,
  systemClock,
  type Config,
} from '../../src/platform/index.ts'
import { aService } from '../../src/outages/testing/world.ts'
import { harness, type Harness } from '../harness.ts'

describe('health and readiness', () => {
  test('a database that goes away makes the process unready, not dead, and it recovers by itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulih-away-'))
    const server = await startEmbedded({ folder, throwAway: true })
    const pool = openPool({ url: server.url, size: 4, name: 'away' })
    await migrate(pool, [])
    const lines: string[] = []
    const hooks = { authenticate: () => Promise.resolve(null), appendAudit: () => Promise.resolve() }
    const log = createLog('info', { write: line => void lines.push(line) })
    const app = await createApi(
      createPlatform({
        pool,
        clock: systemClock,
        config: readConfig({ PULIH_METRICS_OPEN: 'true' }),
        log,
        hooks,
        contexts: [],
      }),
    )
    const status = async (url: string) => (await app.inject({ url })).statusCode
    try {
      expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200])

      await server.stop()
      expect([await status('/healthz'), await status('/readyz'), await status('/readyz')]).toEqual([200, 503, 503])
      const { statusCode, body } = await app.inject({ url: '/metrics' })
      expect(statusCode).toBe(200)
      expect(body).toContain('pulih_database_up 0')
      expect(body).not.toMatch(/^pulih_jobs_waiting /m)

      await server.start()
      expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200])
      const messages = lines.map(line => JSON.parse(line) as { level: string; msg: string })
      expect(messages.filter(({ msg }) => msg.startsWith('The database does not answer.'))).toHaveLength(1)
      expect(messages.at(-1)).toMatchObject({
        level: 'info',
        msg: 'The database answers again; nothing has to be done.',
      })
    } finally {
      await app.close()
      await pool.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a process that Pulih looks after', () => {
  test('is named by health and metrics as long as it does not answer', async () => {
    const h = await harness({ contexts: [], config: { metricsOpen: true } })
    let up = false
    h.platform.watched.set('status-page', () => up)
    expect((await h.app.inject('/healthz')).json()).toEqual({ status: 'alive', down: ['status-page'] })
    expect((await h.app.inject('/metrics')).body).toContain('pulih_process_up{process="status-page"} 0')
    up = true
    expect((await h.app.inject('/healthz')).json()).toEqual({ status: 'alive' })
    expect((await h.app.inject('/metrics')).body).toContain('pulih_process_up{process="status-page"} 1')
  })
})

describe('numbers and traces', () => {
  let h: Harness
  beforeAll(async () => {
    h = await harness({ config: { metricsToken: 'let-me-read' } })
    await h
      .as('operations')
      .put('/elements/olt-karsa', { parents: [], area: '31.71', longitude: 106.7, latitude: -6.3 })
    await aService(h, 'line-of-wayan', { element: 'olt-karsa', area: '31.71' })
  })

  const apiWith = async (config: Partial<Config>) => {
    const api = await createApi({ ...h.platform, config: { ...h.platform.config, ...config } })
    afterAll(() => api.close())
    return api
  }
  const metrics = (authorization?: string) =>
    h.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } })

  test('are for those who have the token', async () => {
    for (const wrong of [undefined, 'Bearer let-me-reap', 'Bearer let-me-read-more', 'let-me-read'])
      expect((await metrics(wrong)).statusCode).toBe(401)
    expect((await metrics('Bearer let-me-read')).headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  })

  test('without a token nobody may read them, not even this machine, where a proxy may run', async () => {
    const closed = await apiWith({ metricsToken: null })

    const reply = await closed.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })

    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toMatchObject({ code: 'metrics.closed' })
  })

  test('are open to everybody only where somebody decided so, and a token closes them again', async () => {
    const open = await apiWith({ metricsToken: null, metricsOpen: true })
    const both = await apiWith({ metricsOpen: true })

    expect((await open.inject({ url: '/metrics', remoteAddress: '192.0.2.7' })).statusCode).toBe(200)
    expect((await both.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).statusCode).toBe(401)
  })

  test('say how the work stands, and name neither elements nor services nor people', async () => {
    const operations = h.as('operations')
    const { body: outage } = await operations.post('/outages/declare', {
      title: 'Dark at Wayan',
      scope: { elements: ['olt-karsa'] },
      startedAt: '2026-09-15T08:00:00Z',
    })
    await operations.post('/intake/generic', {
      alarms: [
        {
          key: 'alarm-of-wayan',
          element: 'olt-nobody-knows',
          severity: 'critical',
          effect: 'unreachable',
          summary: 'Dark',
        },
      ],
    })
    await operations.get('/services/line-of-wayan')
    await h.anyone.get('/nowhere/wayan')
    await h.runJobs()

    const { body } = await metrics('Bearer let-me-read')
    const lines = body.split('\n')
    for (const line of [
      'pulih_database_up 1',
      'pulih_outages_open{status="confirmed"} 1',
      'pulih_outages_open{status="suspected"} 0',
      'pulih_alarms_without_outage 1',
      'pulih_alarms_unknown_element 1',
      'pulih_runs{status="computed"} 0',
      'pulih_payouts_waiting_for_person 0',
      'pulih_ledger_pages 0',
      'pulih_jobs_waiting 0',
      'pulih_jobs_given_up 0',
      'pulih_worker_processes 0',
    ])
      expect(lines).toContain(line)
    expect(body).toMatch(/^pulih_audit_rows [1-9]/m)
    expect(body).toMatch(
      new RegExp(`^pulih_audit_last_timestamp_seconds ${h.clock.now().epochMilliseconds / 1000}$`, 'm'),
    )
    expect(body).toContain('route="/api/v1/services/:service"')
    expect(body).toContain('route="unknown",status="404"')
    for (const personal of ['wayan', 'olt-karsa', 'olt-nobody', outage.id])
      expect(body.toLowerCase()).not.toContain(personal)
  })

  test('traces name operations and jobs, and hold nothing that was sent', async () => {
    const received: string[] = []
    const collector = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => void (body += chunk.toString()))
      request.on('end', () => {
        received.push(body)
        response.setHeader('content-type', 'application/json').end('{}')
      })
    })
    await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
    const address = collector.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const stop = startTracing(`http://127.0.0.1:${port}/v1/traces`)

    await h.as('operations').post('/outages/declare', {
      title: 'Dark at Ketut',
      scope: { elements: ['olt-karsa'] },
      startedAt: '2026-09-15T08:30:00Z',
    })
    await h.as('operations').get('/services/line-of-wayan?a=b', { 'x-secret': 'do-not-trace' })
    await h.runJobs()
    await stop()
    collector.close()

    const spans = spansIn(received)
    const names = spans.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['declareOutage', 'getService', 'outages.match']))
    const request = spans.find(({ name }) => name === 'declareOutage')
    expect(request?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/v1/outages/declare',
      'http.response.status_code': 201,
    })
    expect(received.join('')).not.toMatch(/ketut|wayan|olt-karsa|do-not-trace/i)
  })
})

interface Sent {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[] }[]
}
interface SentSpan {
  readonly name: string
  readonly attributes: readonly {
    readonly key: string
    readonly value: { readonly stringValue?: string; readonly intValue?: number }
  }[]
}

function spansIn(bodies: readonly string[]) {
  return bodies
    .flatMap(body => (JSON.parse(body) as Sent).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ name, attributes }) => ({
      name,
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue])),
    }))
}
