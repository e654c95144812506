import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { systemActor } from '../platform/index.ts'
import { fallBack } from './sending/fall-back.ts'
import { aTelling, stoppedChannels } from './testing/a-telling.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await stoppedChannels(h.db, 'sms', 'email')
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001', 'anna,email,anna@example.com'])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms', 'email'] }))
})

async function declared(element: string): Promise<string> {
  const given = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await settle()
  return id
}

async function settle(): Promise<void> {
  h.clock.advance({ seconds: 1 })
  await h.runJobs()
  await h.sweep()
}

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
  await settle()
}

/** The provider says that it did not arrive. Returns to how many it is said by another way. */
async function failed(outage: string): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`
    update messaging.message m set state = 'failed', reason = 'the line is dead' from messaging.notice n
    where n.id = m.notice_id and n.outage_id = ${outage} and n.kind = 'first' returning m.id`.execute(h.db)
  return h.platform.work(systemActor('messaging'), work =>
    fallBack(
      work,
      rows.map(({ id }) => id),
    ),
  )
}

/** As if everything had gone out. */
const sent = () => sql`update messaging.message set state = 'sent' where state = 'waiting'`.execute(h.db)

describe('who was not reached about an outage that became part of another', () => {
  test('is told by his next way as long as that one goes on', async () => {
    const small = await declared('olt')
    await sent()
    const large = await declared('core')
    await change(small, 'merge', { into: large })

    expect(await failed(small)).toBe(1)
    await change(large, 'restore', { restoredAt: h.clock.now().toString() })
  })

  test('hears nothing of it any more when that one is over', async () => {
    const small = await declared('olt')
    await sent()
    const large = await declared('core')
    await change(small, 'merge', { into: large })
    await change(large, 'restore', { restoredAt: h.clock.now().toString() })

    expect(await failed(small)).toBe(0)
  })
})

describe('where nothing is said by itself', () => {
  test('what a person let out and has not left is not said when it is over', async () => {
    await decide(h, 'messaging.telling', aTelling({ automatic: false, channels: ['sms', 'email'] }))
    const outage = await declared('olt')
    const { notice } = good(await h.as('communications').post(`/outages/${outage}/notices`, { kind: 'first' }))
    good(await h.as('communications').post(`/notices/${notice}/release`))
    await change(outage, 'retract', { reason: 'it was a test' })

    const { items } = good(await h.as('viewer').get(`/outages/${outage}/notices`))
    expect(items).toMatchObject([{ kind: 'first', messages: { waiting: 0, cancelled: 1 } }])
  })
})
