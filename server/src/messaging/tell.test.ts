import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { aTelling, stoppedChannels } from './testing/a-telling.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await stoppedChannels(h.db, 'sms')
  await aNetwork(
    h,
    ['core', 'olt<core', 'other<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'olt' },
      { service: 'ewa', customer: 'ewa', element: 'other' },
    ],
  )
  await imported(h, 'contacts', [
    'customer,channel,address',
    'anna,sms,+48 500 000 001',
    'budi,sms,+48 500 000 002',
    'ewa,sms,+48 500 000 005',
  ])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 30, channels: ['sms'] }))
})

const operations = () => h.as('operations')

async function declared(element: string): Promise<string> {
  const given = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString() }
  const { id } = good(await operations().post('/outages/declare', given))
  await h.runJobs()
  return id
}

async function pass(seconds: number): Promise<void> {
  h.clock.advance({ seconds })
  await h.sweep()
  await h.runJobs()
}

/** Kind, person and state of every message about an outage. */
async function told(outage: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select n.kind || ' ' || k.key || ' ' || m.state as told
    from messaging.message m join messaging.notice n on n.id = m.notice_id join subscribers.customer k on k.id = m.customer_id
    where n.outage_id = ${outage} order by n.version, k.key`.execute(h.db)
  return rows.map(each => each.told)
}

/** As if the message had gone out. */
async function sent(customer: string): Promise<void> {
  await sql`
    update messaging.message set state = 'sent' where state = 'waiting' and customer_id = (select id from subscribers.customer where key = ${customer})`.execute(
    h.db,
  )
}

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await operations().get(`/outages/${outage}`)
  good(await operations().post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

describe('an outage that is confirmed', () => {
  test('is told to those whom it hits, once, after a person had time to hold it', async () => {
    const outage = await declared('olt')
    await pass(29)
    expect(await told(outage)).toEqual([])

    await pass(2)
    expect(await told(outage)).toEqual(['first anna waiting', 'first budi waiting'])
    await pass(60)
    expect(await told(outage)).toHaveLength(2)
  })

  test('and turns out to be larger is told to those who come to it', async () => {
    const outage = await declared('olt')
    await pass(31)
    const { headers } = await operations().get(`/outages/${outage}`)
    const wider = { elements: ['olt', 'other'] }
    good(await operations().put(`/outages/${outage}/scope`, wider, { 'if-match': String(headers['etag']) }))
    await h.runJobs()

    expect(await told(outage)).toEqual(['first anna waiting', 'first budi waiting', 'first ewa waiting'])
  })

  test('and is taken back in time is told to nobody', async () => {
    const outage = await declared('olt')
    await change(outage, 'retract', { reason: 'it was a test' })
    await pass(60)

    expect(await told(outage)).toEqual([])
  })

  test('and is taken back later is taken back for exactly those who heard of it', async () => {
    const outage = await declared('olt')
    await pass(31)
    await sent('anna')
    await change(outage, 'retract', { reason: 'it was a test' })
    await pass(1)

    expect(await told(outage)).toEqual(['first anna sent', 'first budi cancelled', 'retracted anna waiting'])
  })

  test('and is taken back for whom it was said, too, whose provider lost the answer, and who would have been told again', async () => {
    const outage = await declared('olt')
    await pass(31)
    await sql`
      update messaging.message m set perhaps_out = true, attempts = 1 from subscribers.customer c
      where c.id = m.customer_id and c.key = 'anna' and m.state = 'waiting'`.execute(h.db)
    await change(outage, 'retract', { reason: 'it was a test' })
    await pass(1)

    expect(await told(outage)).toEqual(['first anna cancelled', 'first budi cancelled', 'retracted anna waiting'])
  })

  test('and is taken back while somebody has a message in his hands is not told when he brings it back', async () => {
    const outage = await declared('olt')
    await pass(31)
    await sql`
      update messaging.message set state = 'sending', lease_until = ${h.clock.now().add({ seconds: 60 })} where state = 'waiting'`.execute(
      h.db,
    )
    await change(outage, 'retract', { reason: 'it was a test' })

    const { rows } = await sql<{ late: boolean }>`
      select bool_and(expires_at <= ${h.clock.now()}) as late from messaging.message m join messaging.notice n on n.id = m.notice_id
      where n.outage_id = ${outage} and n.kind = 'first'`.execute(h.db)
    expect(rows).toEqual([{ late: true }])
  })

  test('and is over is over for those who heard that it began', async () => {
    const outage = await declared('olt')
    await pass(31)
    await sent('anna')
    await sent('budi')
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(1)

    expect(await told(outage)).toEqual([
      'first anna sent',
      'first budi sent',
      'restored anna waiting',
      'restored budi waiting',
    ])
  })

  test('and turns out to be part of another is no mistake: who heard of it hears how the other goes on, once', async () => {
    const small = await declared('olt')
    await pass(31)
    await sent('anna')
    await sent('budi')
    const large = await declared('core')
    const { headers } = await operations().get(`/outages/${small}`)
    good(await operations().post(`/outages/${small}/merge`, { into: large }, { 'if-match': String(headers['etag']) }))
    await h.runJobs()
    await pass(31)

    expect(await told(small)).toEqual(['first anna sent', 'first budi sent'])
    expect(await told(large)).toEqual(['first ewa waiting'])
    await sent('ewa')
    await change(large, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(1)
    expect(await told(large)).toEqual([
      'first ewa sent',
      'restored anna waiting',
      'restored budi waiting',
      'restored ewa waiting',
    ])
  })

  test('is kept as it was said', async () => {
    const outage = await declared('olt')
    await pass(31)
    const { rows } = await sql<{ statement: { number: string; version: number; url: string } }>`
      select statement from messaging.notice where outage_id = ${outage}`.execute(h.db)

    expect(rows[0]?.statement).toMatchObject({ version: 1, extent: 'total', restoredAt: null })
    expect(rows[0]?.statement.url).toContain(`/outages/${rows[0]?.statement.number}/`)
  })
})
