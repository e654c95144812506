import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { openApplication } from './application.ts'
import { mistakesInBooks } from './books.ts'
import { until } from './processes.ts'

const application = await openApplication()
const { server, pool, api, operator } = application
afterAll(() => application.close())

const unhurried = 240_000

describe('a database that is killed under load', () => {
  test(
    'loses nothing that was acknowledged, and everybody finds it again by himself',
    { timeout: unhurried },
    async () => {
      const worker = await application.startWorker()
      await until(
        "the worker's first sign of life",
        async () => (await pool.query('select from platform.process')).rowCount,
        processes => processes === 1,
      )
      const acknowledged = new Map<string, string>()
      const seen = new Set<number>()
      let [isOver, number] = [false, 0]
      const client = async (): Promise<void> => {
        while (!isOver) {
          const reference = `L-${++number}`
          const body = {
            service: operator.services[number % operator.services.length]?.key,
            unit: 'PLN',
            amount: '0.01',
            reason: 'complaint',
            reference,
          }
          for (let answered = false; !answered;) {
            const { status, body: gift } = await application.post('finance', '/ledger/goodwill', body, reference)
            seen.add(status)
            answered = status === 201
            if (answered) acknowledged.set(reference, String(gift['id']))
            else await setTimeout(100)
          }
        }
      }
      const clients = Promise.all(Array.from({ length: 8 }, client))
      const ready = async () => (await fetch(`${api.url}/readyz`)).status

      for (let crash = 0; crash < 3; crash++) {
        const before = acknowledged.size
        await until(
          'some gifts',
          () => Promise.resolve(acknowledged.size),
          size => size >= before + 50,
        )
        await server.crash()
        expect(await until('the notice', ready, status => status === 503)).toBe(503)
        await server.start()
        expect(await until('the recovery', ready, status => status === 200)).toBe(200)
      }
      const before = acknowledged.size
      await until(
        'some gifts',
        () => Promise.resolve(acknowledged.size),
        size => size >= before + 50,
      )
      isOver = true
      await clients

      expect([...seen].filter(status => status !== 201 && status !== 503)).toEqual([])
      expect(seen).toContain(503)
      const { rows } = await pool.query<{ id: string; reference: string }>(
        `select id::text, substr(basis, 11) as reference from ledger.transfer where scheme = 'goodwill'`,
      )
      expect(new Map(rows.map(({ id, reference }) => [reference, id]))).toEqual(acknowledged)
      expect(rows).toHaveLength(acknowledged.size)
      expect(api.isRunning() || api.said()).toBe(true)

      expect(worker.isRunning() || worker.said()).toBe(true)
      const about = { kind: 'period', month: operator.months[0] }
      const { body: run } = await application.post('finance', '/compensation/runs', about)
      await until(
        'an assessment by the worker that was there before',
        async () => (await application.get('finance', `/compensation/runs/${run['id']}`)).body['status'],
        status => status === 'computed',
      )
      expect(await mistakesInBooks(application)).toEqual([])
    },
  )
})
