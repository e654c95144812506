import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'
import { promises } from './testing/a-year.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator({ jurisdiction: 'KR' })
  await stoppedChannels(h.db, 'sms')
  await aNetwork(
    h,
    ['core', 'olt<core', 'mute<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'mute' },
    ],
  )
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001'])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 30, channels: ['sms'] }))
  await decide(h, 'messaging.promises', promises)
})

async function declared(element: string, given: object = {}): Promise<string> {
  const report = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString(), ...given }
  const { id } = good(await h.as('operations').post('/outages/declare', report))
  await h.runJobs()
  return id
}

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
  await h.runJobs()
}

async function pass(minutes: number): Promise<void> {
  await wait(minutes)
  // As if everything had gone out.
  await sql`update messaging.message set state = 'sent', sent_at = ${h.clock.now()} where state = 'waiting'`.execute(
    h.db,
  )
}

/** Nothing leaves meanwhile. */
async function wait(minutes: number): Promise<void> {
  h.clock.advance({ minutes })
  await h.sweep()
  await h.runJobs()
}

interface Shown {
  readonly rule: string
  readonly tell: string
  readonly state: string
  readonly byItself: boolean
}
const clocks = async (outage: string): Promise<string[]> =>
  good(await h.as('viewer').get(`/outages/${outage}/clocks`)).items.map(
    ({ rule, tell, state, byItself }: Shown) => `${rule} ${tell} ${state}${byItself ? ' by itself' : ''}`,
  )

async function alerts(outage: string): Promise<string[]> {
  const { rows } = await sql<{ alert: string }>`
    select type || ' ' || (data ->> 'rule') || ' ' || (data ->> 'tell') as alert from platform.event
    where subject = ${outage} and type like 'messaging.clock-%' order by id`.execute(h.db)
  return rows.map(({ alert }) => alert)
}

const notices = async (outage: string): Promise<string[]> =>
  good(await h.as('viewer').get(`/outages/${outage}/notices`)).items.map(({ kind }: { kind: string }) => kind)

describe('the clocks of an outage', () => {
  test('run from its confirmation, are met by what goes out, and end with it', async () => {
    const outage = await declared('olt')
    expect(await clocks(outage)).toEqual(['promise/outages first open by itself'])

    await pass(1)
    expect(await clocks(outage)).toEqual(['promise/outages update open by itself', 'promise/outages first met'])
    await pass(20)
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(1)
    expect(await clocks(outage)).toEqual(['promise/outages restored met', 'promise/outages first met'])
    expect(await alerts(outage)).toEqual([])
  })

  test('of the law are shown with title, source and how sure it is, once they hold', async () => {
    const outage = await declared('olt')
    await pass(1)
    expect((await clocks(outage)).filter(each => each.startsWith('kr/'))).toEqual([])

    await pass(120)
    const { items } = good(await h.as('viewer').get(`/outages/${outage}/clocks`))
    expect(items.find(({ rule }: Shown) => rule.startsWith('kr/'))).toMatchObject({
      tell: 'first',
      state: 'met',
      dueAt: null,
      jurisdiction: 'KR',
      title: { pl: 'Informowanie o przerwie i o rekompensacie' },
      source: { confidence: 'primary; the thirty days secondary' },
    })
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    expect(await clocks(outage)).toContain('kr/telecommunications-business-act-33 compensation open')
  })

  test('are met by a notice of the credit, and staff hear of it days before', async () => {
    const outage = await declared('olt')
    await pass(1)
    for (let hours = 0; hours < 3; hours++) await pass(60)
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(1)
    await pass(26 * 24 * 60)
    expect(await alerts(outage)).toEqual([])
    await pass(2 * 24 * 60)
    const wanted = 'kr/telecommunications-business-act-33 compensation'
    expect(await alerts(outage)).toEqual([`messaging.clock-due ${wanted}`])

    await sql`
      with n as (
        insert into messaging.notice (outage_id, kind, version, statement, state, actor, created_at, released_at)
        select ${outage}, 'credit', 99, statement, 'released', 'test', ${h.clock.now()}, ${h.clock.now()}
        from messaging.notice where outage_id = ${outage} limit 1 returning id)
      insert into messaging.message (notice_id, customer_id, lane, channel, address, language, time_zone, state, not_before, updated_at)
      select n.id, 1, 3, 'sms', '+48500000001', 'pl', 'Europe/Warsaw', 'sent', ${h.clock.now()}, ${h.clock.now()} from n`.execute(
      h.db,
    )
    expect(await clocks(outage)).toContain(`${wanted} met`)
  })

  test('of one that was found not to be over go on, and its end is told again', async () => {
    const outage = await declared('olt')
    await pass(1)
    h.clock.advance({ minutes: 9 })
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(1)
    expect(await clocks(outage)).toContain('promise/outages restored met')

    await change(outage, 'corrections', { reason: 'It is still dark there', restoredAt: null })
    expect(await clocks(outage)).toContain('promise/outages update open by itself')
    good(await h.as('operations').post(`/outages/${outage}/timeline`, { public: true, text: 'It is still dark.' }))
    await h.runJobs()
    await pass(9)
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    expect(await clocks(outage)).toContain('promise/outages restored open by itself')
    await pass(1)
    expect(await clocks(outage)).toContain('promise/outages restored met')
  })
})

describe('a word that is due and that nobody wrote', () => {
  test('is said by itself, in everybody’s language, with when the next one comes, by one of two at once', async () => {
    const outage = await declared('olt')
    await pass(1)
    await pass(54)
    expect(await notices(outage)).toEqual(['first'])

    h.clock.advance({ minutes: 1 })
    await Promise.all([h.sweep(), h.sweep()])
    expect(await notices(outage)).toEqual(['update', 'first'])
    const { rows } = await sql<{ words: object; next: string }>`
      select statement -> 'words' as words, statement ->> 'nextUpdateBy' as next from messaging.notice
      where outage_id = ${outage} and kind = 'update'`.execute(h.db)
    expect(rows[0]?.words).toEqual({
      en: 'We are still working on it.',
      id: 'Gangguan ini masih kami tangani.',
      pl: 'Nadal pracujemy nad usunięciem awarii.',
    })
    expect(rows[0]?.next).toBe(h.clock.now().add({ minutes: 60 }).toString())
  })

  test('is not said where somebody wrote one, or where it is over', async () => {
    const outage = await declared('olt')
    await pass(1)
    await pass(40)
    good(await h.as('operations').post(`/outages/${outage}/timeline`, { public: true, text: 'We are there.' }))
    await h.runJobs()
    await pass(15)
    expect(await notices(outage)).toEqual(['update', 'first'])
    await change(outage, 'restore', { restoredAt: h.clock.now().toString() })
    await pass(60)
    expect(await notices(outage)).toEqual(['restored', 'update', 'first'])
  })

  test('is asked of people where the operator wants no machine to speak', async () => {
    await decide(h, 'messaging.promises', { ...promises, keepWord: false })
    const outage = await declared('olt')
    await pass(1)
    await pass(46)
    await decide(h, 'messaging.promises', promises)

    expect(await notices(outage)).toEqual(['first'])
    expect(await alerts(outage)).toEqual(['messaging.clock-due promise/outages update'])
  })
})

describe('what was let out', () => {
  test('is told when it has left, not when it was written down to be sent', async () => {
    const outage = await declared('olt')
    await wait(1)
    expect(await clocks(outage)).toEqual(['promise/outages first open by itself'])

    await wait(16)
    expect(await clocks(outage)).toContain('promise/outages first late')
    expect(await alerts(outage)).toContain('messaging.clock-late promise/outages first')
    await pass(1)
    const { items } = good(await h.as('viewer').get(`/outages/${outage}/clocks`))
    expect(items.find(({ tell }: Shown) => tell === 'first')).toMatchObject({ metAt: h.clock.now().toString() })
  })

  test('and has not left is followed by no word of a machine, which would wait behind it: staff hear of it', async () => {
    const outage = await declared('olt')
    await pass(1)
    await wait(56)
    expect(await notices(outage)).toEqual(['update', 'first'])
    await wait(3)
    await wait(10)

    expect(await notices(outage)).toEqual(['update', 'first'])
    expect(await alerts(outage)).toContain('messaging.clock-late promise/outages update')
  })

  test('of an outage that became part of another counts for that one', async () => {
    const small = await declared('olt')
    await pass(1)
    await pass(10)
    const large = await declared('core')
    const { headers } = await h.as('operations').get(`/outages/${small}`)
    const into = { into: large }
    good(await h.as('operations').post(`/outages/${small}/merge`, into, { 'if-match': String(headers['etag']) }))
    await h.runJobs()

    expect(await clocks(large)).toContain('promise/outages first met')
  })
})

describe('staff are alerted', () => {
  test('of what no machine can say, once before it is late and once after, however many look', async () => {
    const outage = await declared('mute')
    await pass(1)
    h.clock.advance({ minutes: 2 })
    await Promise.all([h.sweep(), h.sweep(), h.sweep()])
    expect(await alerts(outage)).toEqual(['messaging.clock-due promise/outages first'])
    for (const minutes of [3, 10, 10]) await pass(minutes)
    expect(await alerts(outage)).toEqual([
      'messaging.clock-due promise/outages first',
      'messaging.clock-late promise/outages first',
    ])

    const open = good(await h.as('viewer').get('/messaging/clocks'))
    expect(open.late).toBe(1)
    expect(open.items[0]).toMatchObject({ outage, state: 'late', tell: 'first', outageTitle: 'Cut' })
    good(await h.as('operations').post(`/outages/${outage}/timeline`, { public: true, text: 'We are there.' }))
    expect(good(await h.as('viewer').get('/messaging/clocks')).late).toBe(0)
  })

  test('once where whoever told them died before he had written it down', async () => {
    const outage = await declared('mute')
    h.clock.advance({ minutes: 3 })
    // The event cannot be written, so that the note of it must not be there either.
    await sql`alter table platform.event add constraint dies check (type not like 'messaging.clock-%') not valid`.execute(
      h.db,
    )
    await expect(h.sweep()).rejects.toThrow(/dies/)
    await sql`alter table platform.event drop constraint dies`.execute(h.db)
    expect(await alerts(outage)).toEqual([])

    await h.sweep()
    await h.sweep()
    expect(await alerts(outage)).toEqual(['messaging.clock-due promise/outages first'])
  })

  test('not of what was late when an old list brought it', async () => {
    const startedAt = h.clock
      .now()
      .subtract({ hours: 24 * 5 })
      .toString()
    const outage = await declared('mute', { startedAt, planned: true, cause: 'planned-work' })
    await pass(5)
    expect(await clocks(outage)).toEqual(['promise/planned-work first late'])
    expect(await alerts(outage)).toEqual([])
  })
})
