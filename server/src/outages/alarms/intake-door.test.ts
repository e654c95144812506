import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { start, webhook } from './testing/monitoring.ts'

const { h } = await start()
await h.as('admin').post('/alarm-sources', { name: 'pagerduty', kind: 'pagerduty' })

/** A body that tells how much of it was taken. */
function taken(bytes: number) {
  const read = { bytes: 0 }
  const piece = Buffer.alloc(64 * 1024, ' ')
  const stream = Readable.from(
    (function* () {
      for (; read.bytes < bytes; read.bytes += piece.length) yield piece
    })(),
  )
  return { read, stream }
}

const post = (source: string, payload: Readable | string, authorization?: string) =>
  h.app.inject({
    method: 'POST',
    url: `/api/v1/intake/${source}`,
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    payload,
  })

test('nobody’s alarms are not read: a wrong key is refused before the body', async () => {
  const { read, stream } = taken(8 * 1024 * 1024)

  const reply = await post('alertmanager', stream, 'Bearer wrong')

  expect(reply.statusCode).toBe(401)
  expect(read.bytes).toBeLessThan(1024 * 1024)
})

test('of a message without a key in its headers only as much is read as PagerDuty sends', async () => {
  const { read, stream } = taken(8 * 1024 * 1024)

  const reply = await post('pagerduty', stream)

  expect(reply.statusCode).toBe(413)
  expect(reply.json()).toMatchObject({ values: { limit: 512 * 1024 } })
  expect(read.bytes).toBeLessThan(1024 * 1024)
  expect((await post('pagerduty', JSON.stringify({ routing_key: 'wrong' }))).statusCode).toBe(401)
})

test('a large message with the right key is taken', async () => {
  const { alerts } = webhook([{ element: 'nowhere', startsAt: '2026-09-15T08:00:00Z' }])
  const padding = 'x'.repeat(2 * 1024 * 1024)
  const body = JSON.stringify({ ...webhook([]), alerts, padding })

  expect((await post('alertmanager', body, 'Bearer pulih-key')).statusCode).toBe(202)
})
