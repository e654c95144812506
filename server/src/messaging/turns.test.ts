import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import { systemActor, type HappenedEvent } from '../platform/index.ts'
import { releaseDue, widen } from './release.ts'
import { takeDue } from './sending/message-store.ts'
import { hear } from './tell.ts'
import { aWiring } from './testing/a-wiring.ts'
import { twoBranches } from './testing/two-branches.ts'

let h: Harness

beforeAll(async () => {
  h = await twoBranches({ holdSeconds: 0 }, [
    { service: 'anna-home', customer: 'anna', element: 'left' },
    { service: 'anna-shop', customer: 'anna', element: 'right' },
    { service: 'budi', customer: 'budi', element: 'left' },
  ])
})

const now = () => h.clock.now().toString()

async function pass(seconds: number): Promise<void> {
  h.clock.advance({ seconds })
  await h.sweep()
  await h.runJobs()
}

async function begun(element: string): Promise<string> {
  const given = { title: 'Cut', scope: { elements: [element] }, startedAt: now() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  await pass(1)
  return id
}

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}${what}`, body, { 'if-match': String(headers['etag']) }))
}

async function over(outage: string): Promise<void> {
  await change(outage, '/restore', { restoredAt: now() })
  await h.runJobs()
  await pass(1)
}

/** As if everything that waits had gone out. */
const allSent = () => sql`update messaging.message set state = 'sent' where state = 'waiting'`.execute(h.db)

async function told(outage: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select n.kind || ' ' || k.key || ' ' || m.state as told
    from messaging.message m join messaging.notice n on n.id = m.notice_id join subscribers.customer k on k.id = m.customer_id
    where n.outage_id = ${outage} order by n.version, k.key`.execute(h.db)
  return rows.map(each => each.told)
}

async function prepared(outage: string, kind: string): Promise<string> {
  const { notice } = good(await h.as('communications').post(`/outages/${outage}/notices`, { kind }))
  return notice
}

describe('a retraction that somebody only prepares', () => {
  test('takes nothing from those who still wait, until it is let out', async () => {
    const outage = await begun('left')
    const notice = await prepared(outage, 'retracted')
    const take = () =>
      h.platform.work(systemActor('messaging'), work =>
        takeDue(work.tx, 'sms', {
          most: 1,
          shares: [0, 1, 0, 0, 0],
          now: work.now,
          leaseUntil: work.now.add({ seconds: 60 }),
          quietHours: null,
        }),
      )

    expect((await take()).messages).toHaveLength(1)
    good(await h.as('communications').post(`/notices/${notice}/release`))
    expect((await take()).messages).toEqual([])
    expect(await told(outage)).toEqual(['first anna sending', 'first budi cancelled', 'retracted anna waiting'])
    await allSent()
    await over(outage)
  })
})

describe('an update', () => {
  test('that is let out after the end is told to nobody', async () => {
    const outage = await begun('left')
    await allSent()
    await change(outage, '/timeline', { text: 'We are on our way.', public: true, language: 'en' })
    await h.runJobs()
    await pass(1)
    await allSent()
    await over(outage)
    await allSent()
    const notice = await prepared(outage, 'update')

    expect(good(await h.as('communications').post(`/notices/${notice}/release`))).toMatchObject({ state: 'cancelled' })
    expect((await told(outage)).filter(each => each.startsWith('update'))).toEqual([
      'update anna sent',
      'update budi sent',
    ])
  })
})

describe('an end', () => {
  test('that is heard after it was taken back keeps nobody from hearing of the beginning', async () => {
    const outage = await begun('left')
    await change(outage, '/restore', { restoredAt: now() })
    await change(outage, '/corrections', { reason: 'still out', restoredAt: null })
    const { rows } = await sql<HappenedEvent>`
      select id, type, subject, data, actor, at from platform.event
      where subject = ${outage} and type in ('outages.restored', 'outages.reopened') order by id desc`.execute(h.db)
    expect(rows.map(({ type }) => type)).toEqual(['outages.reopened', 'outages.restored'])
    for (const event of rows) await hear(h.platform, aWiring(), event)
    await h.runJobs()
    await pass(1)

    expect(await told(outage)).toEqual(['first anna waiting', 'first budi waiting'])
    await allSent()
    await over(outage)
    await allSent()
  })

  test('that was none is taken back, too, for him whose line turns out later not to work', async () => {
    const outage = await begun('left')
    await allSent()
    await over(outage)
    await allSent()
    const worksSince = (at: string | null) =>
      sql`
        update outages.affected set own_to = ${at} where outage_id = ${outage} and service_id = (
          select id from subscribers.service where key = 'budi')`.execute(h.db)
    await change(outage, '/corrections', { reason: 'still out', restoredAt: null })
    await worksSince(now())
    const { rows } = await sql<HappenedEvent>`
      select id, type, subject, data, actor, at from platform.event
      where subject = ${outage} and type = 'outages.reopened'`.execute(h.db)
    for (const event of rows) await hear(h.platform, aWiring(), event)
    await releaseDue(h.platform, aWiring())
    await allSent()
    expect((await told(outage)).filter(each => each.startsWith('reopened'))).toEqual(['reopened anna sent'])

    await worksSince(null)
    await widen(h.platform, aWiring(), outage)
    expect((await told(outage)).filter(each => each.startsWith('reopened'))).toEqual([
      'reopened anna sent',
      'reopened budi waiting',
    ])
    await allSent()
    await over(outage)
    expect((await told(outage)).filter(each => each.endsWith('waiting'))).toEqual([
      'restored anna waiting',
      'restored budi waiting',
    ])
  })
})
