import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'

let h: Harness
const telling = aTelling({ holdSeconds: 600, channels: ['sms', 'email'] })

beforeAll(async () => {
  h = await anOperator()
  await stoppedChannels(h.db, 'sms', 'email')
  await aNetwork(
    h,
    ['core', 'olt<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'olt' },
      { service: 'ewa', customer: 'ewa', element: 'olt' },
    ],
  )
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001', 'budi,email,budi@example.com'])
  await decide(h, 'messaging.telling', telling)
})

async function declared(): Promise<string> {
  const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  const { id } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  return id
}

const notices = async (outage: string) => good(await h.as('viewer').get(`/outages/${outage}/notices`)).items

describe('a notice', () => {
  test('is shown before it goes: whom it reaches, in which words, and what is missing', async () => {
    const outage = await declared()

    const preview = good(await h.as('viewer').get(`/outages/${outage}/notices/preview`))
    expect(preview.people).toEqual(
      expect.arrayContaining([
        { channel: 'sms', language: 'pl', people: 1, subscribed: false, stopped: true, cost: null },
        { channel: 'email', language: 'pl', people: 1, subscribed: false, stopped: true, cost: null },
        { channel: null, language: 'pl', people: 1, subscribed: false, stopped: false, cost: null },
      ]),
    )
    const sms = preview.texts.find(
      (each: { channel: string; language: string }) => each.channel === 'sms' && each.language === 'pl',
    )
    expect(sms).toMatchObject({ segments: 2, missing: null })
    expect(sms.text).toMatch(/^Telnet: Panstwa usluga nie dziala od /)
    const over = good(await h.as('viewer').get(`/outages/${outage}/notices/preview?kind=restored`))
    expect(over.texts[0]).toMatchObject({ text: '', missing: 'restoredAt' })
  })

  test('shows those who asked to be told with what they cost, and is shown with its own outage only', async () => {
    await sql`
      insert into messaging.subscription (scope, channel, address, language, time_zone, state, asked_at, confirmed_at)
      select 'everything', 'sms', '+4860000000' || n, 'en', 'UTC', 'confirmed', now(), now() from generate_series(1, 3) n`.execute(
      h.db,
    )
    await sql`update messaging.channel set price = 0.05, currency = 'PLN', stopped = null where kind = 'sms'`.execute(
      h.db,
    )
    const [outage, other] = [await declared(), await declared()]
    const [held] = await notices(other)

    const preview = good(await h.as('viewer').get(`/outages/${outage}/notices/preview`))
    const foreign = await h.as('viewer').get(`/outages/${outage}/notices/preview?notice=${held.notice}`)
    await sql`delete from messaging.subscription`.execute(h.db)
    await sql`update messaging.channel set price = null, currency = null, stopped = 'a test' where kind = 'sms'`.execute(
      h.db,
    )

    const asked = { channel: 'sms', language: 'en', people: 3, subscribed: true, stopped: false }
    expect(preview.subscribers).toBe(3)
    expect(preview.people).toContainEqual({ ...asked, cost: { amount: '0.15', currency: 'PLN' } })
    expect(foreign).toMatchObject({ status: 404, body: { code: 'messaging.notice-unknown' } })
  })

  test('that is held goes out at once where a person says so, and only once', async () => {
    const outage = await declared()
    const [held] = await notices(outage)
    expect(held).toMatchObject({ kind: 'first', state: 'held', version: 1 })

    const released = good(await h.as('communications').post(`/notices/${held.notice}/release`))
    expect(released).toMatchObject({ state: 'released', messages: { waiting: 2, sent: 0 } })
    expect(await h.as('communications').post(`/notices/${held.notice}/release`)).toMatchObject({
      status: 409,
      body: { code: 'messaging.not-held' },
    })
  })

  test('that is kept back never goes out', async () => {
    const outage = await declared()
    const [held] = await notices(outage)

    expect(good(await h.as('operations').post(`/notices/${held.notice}/cancel`))).toMatchObject({ state: 'cancelled' })
    h.clock.advance({ seconds: 700 })
    await h.sweep()
    expect(await notices(outage)).toMatchObject([{ state: 'cancelled', messages: { waiting: 0 } }])
  })

  test('is nothing that everybody may send', async () => {
    const outage = await declared()
    const [held] = await notices(outage)

    expect((await h.as('finance').post(`/notices/${held.notice}/release`)).status).toBe(403)
    expect((await h.as('operations').post('/notices/01a203a4-d875-713b-a4aa-b4859155517d/release')).status).toBe(404)
  })
})
