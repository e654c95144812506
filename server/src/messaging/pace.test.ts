import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { decide, good } from '../../test/factories/operator.ts'
import type { Harness } from '../../test/harness.ts'
import type { HappenedEvent } from '../platform/index.ts'
import { releaseDue } from './release.ts'
import { hear } from './tell.ts'
import { aTelling } from './testing/a-telling.ts'
import { aWiring } from './testing/a-wiring.ts'
import { twoBranches } from './testing/two-branches.ts'

let h: Harness

beforeAll(async () => {
  h = await twoBranches({ holdSeconds: 0 })
})

const operations = () => h.as('operations')
const now = () => h.clock.now().toString()
const later = (minutes: number) => h.clock.now().add({ minutes }).toString()

async function begun(): Promise<string> {
  const given = { title: 'Cut', scope: { elements: ['core'] }, startedAt: now() }
  const { id } = good(await operations().post('/outages/declare', given))
  await h.runJobs()
  await pass(1)
  await allSent()
  return id
}

async function pass(seconds: number): Promise<void> {
  h.clock.advance({ seconds })
  await h.sweep()
  await h.runJobs()
}

async function change(outage: string, what: string, body: object, method: 'post' | 'put' = 'post'): Promise<void> {
  const path = `/outages/${outage}${what}`
  const { headers } = await operations().get(`/outages/${outage}`)
  good(await operations()[method](path, body, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

/** As if everything that waits and may go had gone out. */
async function allSent(): Promise<void> {
  await sql`update messaging.message set state = 'sent' where state = 'waiting' and not_before <= ${h.clock.now()}`.execute(
    h.db,
  )
}

async function told(outage: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select n.kind || ' ' || k.key || ' ' || m.state as told
    from messaging.message m join messaging.notice n on n.id = m.notice_id join subscribers.customer k on k.id = m.customer_id
    where n.outage_id = ${outage} order by n.version, k.key`.execute(h.db)
  return rows.map(each => each.told)
}

describe('an estimate', () => {
  test('that changes often is told seldom, and then as it is', async () => {
    const outage = await begun()
    await change(outage, '/etr', { etr: later(120) }, 'put')
    await pass(60)
    await change(outage, '/etr', { etr: later(180) }, 'put')
    await pass(60)
    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent'])

    await pass(30 * 60)
    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent', 'etr anna waiting', 'etr budi waiting'])
  })
})

describe('an update', () => {
  test('is told once, also where it is published twice', async () => {
    const outage = await begun()
    const update = { text: 'We are on our way.', public: true, language: 'en' }
    await change(outage, '/timeline', update)
    await pass(1)
    await allSent()
    await change(outage, '/timeline', update)
    await pass(1)

    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent', 'update anna sent', 'update budi sent'])
  })
})

describe('a part that works again', () => {
  test('is told to whom it serves; the end is told to the others, and to nobody twice', async () => {
    const outage = await begun()
    await change(outage, '/restore-part', { elements: ['left'], restoredAt: now() })
    await pass(1)
    await allSent()
    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent', 'restored anna sent'])

    await change(outage, '/timeline', { text: 'Still at work on the right.', public: true, language: 'en' })
    await pass(1)
    await allSent()
    await change(outage, '/restore', { restoredAt: now() })
    await pass(1)

    expect(await told(outage)).toEqual([
      'first anna sent',
      'first budi sent',
      'restored anna sent',
      'update budi sent',
      'restored budi waiting',
    ])
  })
})

describe('an end that goes out before it is known whose service it is', () => {
  test('reaches him as soon as that is known', async () => {
    const outage = await begun()
    const { headers } = await operations().get(`/outages/${outage}`)
    const part = { elements: ['left'], restoredAt: now() }
    good(await operations().post(`/outages/${outage}/restore-part`, part, { 'if-match': String(headers['etag']) }))
    const { rows } = await sql<HappenedEvent>`
      select id, type, subject, data, actor, at from platform.event
      where subject = ${outage} and type = 'outages.partly-restored'`.execute(h.db)
    for (const event of rows) await hear(h.platform, aWiring(), event)
    await releaseDue(h.platform, aWiring())
    const early = await told(outage)
    await h.runJobs()

    expect(rows).toHaveLength(1)
    expect(early).toEqual(['first anna sent', 'first budi sent'])
    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent', 'restored anna waiting'])
  })
})

describe('an end that was none', () => {
  test('is taken back for those who heard of it, and the end is told anew', async () => {
    const outage = await begun()
    await change(outage, '/restore', { restoredAt: now() })
    await pass(1)
    await allSent()
    await change(outage, '/corrections', { reason: 'still out', restoredAt: null })
    await pass(1)
    await allSent()
    await change(outage, '/restore', { restoredAt: now() })
    await pass(1)

    expect((await told(outage)).filter(each => each.includes('anna'))).toEqual([
      'first anna sent',
      'restored anna sent',
      'reopened anna sent',
      'restored anna waiting',
    ])
  })
})

describe('what is told', () => {
  /** For how many hours after it may go each is of use. */
  async function hoursOfUse(outage: string): Promise<readonly string[]> {
    const { rows } = await sql<{ use: string }>`
      select distinct n.version, n.kind || ' ' || coalesce(round(extract(epoch from m.expires_at - m.not_before) / 3600)::text, 'always') as use
      from messaging.message m join messaging.notice n on n.id = m.notice_id where n.outage_id = ${outage} order by n.version`.execute(
      h.db,
    )
    return rows.map(({ use }) => use)
  }

  test('is of use for some hours, in quiet ones for as many after them, and how it began as long as it goes on', async () => {
    const quietHours = { from: '00:00', to: '23:59' }
    await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'], quietHours }))
    const outage = await begun()
    await change(outage, '/timeline', { text: 'A digger.', public: true, language: 'en' })
    await pass(1)
    await change(outage, '/restore', { restoredAt: now() })
    await pass(1)
    await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'] }))

    expect(await hoursOfUse(outage)).toEqual(['first always', 'update 6', 'restored 24'])
  })
})

describe('whoever wants quiet', () => {
  const quiet = (customer: string, from: string, to: string) =>
    sql`
      insert into messaging.preference (customer_id, quiet_from, quiet_to, time_zone, updated_at)
      select id, ${from}, ${to}, 'UTC', now() from subscribers.customer where key = ${customer}
      on conflict (customer_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`.execute(
      h.db,
    )
  const clock = (minutes: number, zone = 'UTC') =>
    h.clock.now().add({ minutes }).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5)

  test('hears afterwards, as things stand then', async () => {
    await quiet('anna', clock(-60), clock(60))
    const outage = await begun()
    expect(await told(outage)).toEqual(['first anna waiting', 'first budi sent'])
    await change(outage, '/timeline', { text: 'A digger.', public: true, language: 'en' })
    await pass(1)
    expect(await told(outage)).toEqual(['first anna waiting', 'first budi sent', 'update budi waiting'])

    await allSent()
    await pass(61 * 60)
    await allSent()
    expect(await told(outage)).toEqual(['first anna sent', 'first budi sent', 'update budi sent'])
  })

  test('hears nothing of what was over by then', async () => {
    await quiet('anna', clock(-60), clock(60))
    const outage = await begun()
    await change(outage, '/restore', { restoredAt: now() })
    await pass(1)

    expect(await told(outage)).toEqual(['first anna cancelled', 'first budi sent', 'restored budi waiting'])
    await sql`delete from messaging.preference`.execute(h.db)
  })

  test('by the hours of the operator is disturbed by what is urgent only', async () => {
    const warsaw = 'Europe/Warsaw'
    await decide(
      h,
      'messaging.telling',
      aTelling({ holdSeconds: 0, channels: ['sms'], quietHours: { from: clock(-60, warsaw), to: clock(60, warsaw) } }),
    )
    const outage = await begun()
    await change(outage, '/timeline', { text: 'A digger.', public: true, language: 'en' })
    await pass(1)
    await allSent()

    expect(await told(outage)).toEqual([
      'first anna sent',
      'first budi sent',
      'update anna waiting',
      'update budi waiting',
    ])
    await decide(h, 'messaging.telling', aTelling({ holdSeconds: 0, channels: ['sms'] }))
  })
})
