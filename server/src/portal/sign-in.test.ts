import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { decide } from '../../test/factories/operator.ts'
import { cookiesOf, showing } from '../identity/testing/house.ts'
import { aPortal, askCode, enterPortal, inBrowser, outbox } from './testing/a-portal.ts'

const h = await aPortal()
const wrong = (code: string) => (code === '000000' ? '000001' : '000000')
const enter = (given: { challenge: string; code: string }) => h.anyone.post('/portal/sign-in/code', given)

describe('a code', () => {
  test('is sent to a registered contact and lets its customer in', async () => {
    const reply = await enter(await askCode(h, 'anna.nowak@example.com', 'c-anna'))

    expect(reply.status).toBe(200)
    expect(cookiesOf(reply)[0]).toMatchObject({
      name: 'pulih-portal',
      attributes: expect.stringMatching(/Path=\/; HttpOnly; SameSite=Lax/),
    })
    expect((await inBrowser(h, reply).get('/portal/me')).body).toMatchObject({ customer: 'c-anna', name: 'Anna Nowak' })
  })

  test.each(['+48 012 345 678', '0048012345678', '012345678', '12 345 678', '(48) 012-345-678'])(
    'finds the telephone number however it is written: %s',
    async contact => {
      await sql`delete from portal.attempt`.execute(h.db)
      expect((await askCode(h, contact, 'c-anna')).code).toMatch(/^\d{6}$/)
      expect((await outbox(h))[0]).toMatchObject({ address: '+48 012 345 678' })
    },
  )

  test('is said in the language of the page', async () => {
    await askCode(h, 'budi@example.com', 'c-budi', 'id')

    expect((await outbox(h))[0]?.text).toMatch(
      /^\d{6} adalah kode Anda untuk masuk sebagai pelanggan c-budi\. .*10 menit/,
    )
  })

  test('says which customer signs in where a family shares a contact', async () => {
    const { body } = await h.anyone.post('/portal/sign-in', { contact: 'Family@example.com' })
    await h.runJobs()
    const sent = (await outbox(h)).filter(({ address }) => address === 'family@example.com')
    expect(sent.map(({ customer }) => customer).toSorted()).toEqual(['c-anna', 'c-budi'])
    const code = sent.find(({ customer }) => customer === 'c-budi')?.text.slice(0, 6) ?? ''

    const reply = await enter({ challenge: body.challenge, code })

    expect((await inBrowser(h, reply).get('/portal/me')).body).toMatchObject({ customer: 'c-budi' })
  })

  test('works once', async () => {
    const asked = await askCode(h, 'budi@example.com', 'c-budi')
    expect((await enter(asked)).status).toBe(200)

    expect((await enter(asked)).body).toMatchObject({ status: 401, code: 'portal.wrong-code' })
  })

  test('works once for many who try it at the same moment', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const asked = await askCode(h, 'budi@example.com', 'c-budi')

    const replies = await Promise.all(Array.from({ length: 5 }, () => enter(asked)))

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401])
  })

  test('stands five tries, made one after the other or at once', async () => {
    const asked = await askCode(h, 'anna.nowak@example.com', 'c-anna')
    const replies = await Promise.all(Array.from({ length: 5 }, () => enter({ ...asked, code: wrong(asked.code) })))
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])

    expect((await enter(asked)).body).toMatchObject({ status: 401, code: 'portal.wrong-code' })
  })

  test('is good for ten minutes', async () => {
    const asked = await askCode(h, 'anna.nowak@example.com', 'c-anna')
    h.clock.advance({ minutes: 10 })

    expect((await enter(asked)).status).toBe(401)
    expect(await outbox(h)).toEqual([])
    await h.sweep()
    const { rows } = await sql`select from portal.challenge union all select from portal.outbox`.execute(h.db)
    expect(rows).toEqual([])
  })

  test('belongs to the browser that asked for it', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const mine = await askCode(h, 'anna.nowak@example.com', 'c-anna')
    const { body } = await h.anyone.post('/portal/sign-in', { contact: 'nobody@example.com' })
    await h.runJobs()

    expect((await enter({ challenge: body.challenge, code: mine.code })).status).toBe(401)
    expect((await enter(mine)).status).toBe(200)
  })

  test('is nowhere to be read: neither in the tables, nor after it was used', async () => {
    const { code } = await askCode(h, 'budi@example.com', 'c-budi')
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(c)::text || to_jsonb(k)::text as text from portal.challenge c join portal.code k on k.challenge = c.digest
      union all select payload::text from graphile_worker._private_jobs`.execute(h.db)

    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toContain(code)
  })

  test('is not offered while nothing could carry it', async () => {
    await decide(h, 'portal.sign-in', { outbox: 'off', provider: null })

    expect((await h.anyone.get('/portal/door')).body).toEqual({ code: false, provider: false, jurisdiction: 'PL' })
    for (const contact of ['anna.nowak@example.com', 'nobody@example.com'])
      expect((await h.anyone.post('/portal/sign-in', { contact })).body).toMatchObject({ code: 'portal.no-codes' })
    await decide(h, 'portal.sign-in', { outbox: 'kept', provider: null })
  })
})

describe('whether somebody is known', () => {
  test('is not told by what is answered, by what is written before the answer, or by what a wrong code gets', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const asks = ['anna.nowak@example.com', 'nobody@example.com', '+48 012 345 678', '+48 999 999 999']

    const replies = await Promise.all(asks.map(contact => h.anyone.post('/portal/sign-in', { contact })))

    const plain = replies.map(({ status, body, headers }) => ({
      status,
      shape: Object.entries(body as object).map(([key, value]) => [key, String(value).length]),
      headers: Object.keys(headers).toSorted(),
    }))
    for (const each of plain) expect(each).toEqual(plain[0])
    const { rows } = await sql<{ codes: number }>`
      select (select count(*)::int from portal.code k where k.challenge = c.digest) as codes from portal.challenge c where contact is not null`.execute(
      h.db,
    )
    expect(rows).toEqual(asks.map(() => ({ codes: 0 })))
    await h.runJobs()
    const tries = await Promise.all(replies.map(({ body }) => enter({ challenge: body.challenge, code: '000000' })))
    for (const { status, body } of tries) expect({ status, body }).toEqual({ status: 401, body: tries[0]?.body })
  })

  test('is not told by how often one may ask either', async () => {
    for (const contact of ['anna.nowak@example.com', 'nobody.at.all@example.com']) {
      await sql`delete from portal.attempt`.execute(h.db)
      const statuses: number[] = []
      for (let time = 0; time < 6; time++) statuses.push((await h.anyone.post('/portal/sign-in', { contact })).status)
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
    }
  })
})

describe('limits', () => {
  test('let a whole town behind one address sign in, and go by the contact', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const asks = await Promise.all(
      Array.from({ length: 200 }, (_, n) => h.anyone.post('/portal/sign-in', { contact: `person.${n}@example.com` })),
    )

    expect(new Set(asks.map(({ status }) => status))).toEqual(new Set([202]))
  })

  test('do not keep somebody out because somebody else asks in his name', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const ask = (remoteAddress: string) =>
      h.app.inject({
        method: 'POST',
        url: '/api/v1/portal/sign-in',
        payload: { contact: 'budi@example.com' },
        remoteAddress,
      })
    const stranger = await Promise.all(Array.from({ length: 8 }, () => ask('203.0.113.7')))
    expect(stranger.filter(({ statusCode }) => statusCode === 202)).toHaveLength(5)

    expect((await ask('198.51.100.20')).statusCode).toBe(202)
  })

  test('end by themselves, and say when', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const contact = 'budi@example.com'
    for (let time = 0; time < 5; time++) await h.anyone.post('/portal/sign-in', { contact })
    const refused = await h.anyone.post('/portal/sign-in', { contact })
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '900' } })
    h.clock.advance({ seconds: 900 })

    expect((await h.anyone.post('/portal/sign-in', { contact })).status).toBe(202)
  })
})

describe('a session of the portal', () => {
  test('opens what is for subscribers and nothing else', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const anna = await enterPortal(h, 'anna.nowak@example.com', 'c-anna')

    expect((await anna.get('/portal/services')).status).toBe(200)
    const others = ['/me', '/outages', '/customers', '/services', '/portal/outbox', '/settings', '/audit']
    const replies = await Promise.all(others.map(path => anna.get(path)))
    expect(replies.map(({ status }) => status)).toEqual(others.map(() => 401))
  })

  test('is not what staff has, whatever their permissions', async () => {
    expect((await h.as('admin').get('/portal/services')).body).toMatchObject({ status: 403, code: 'access.forbidden' })
    expect((await h.anyone.get('/portal/services')).status).toBe(401)
  })

  test('refuses a change that another site sends', async () => {
    const anna = await enterPortal(h, 'anna.nowak@example.com', 'c-anna')
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      expect((await anna.post('/portal/sign-out', {}, headers)).body).toMatchObject({ code: 'access.foreign-origin' })
    expect(
      (await h.anyone.post('/portal/sign-in', { contact: 'a@example.com' }, { origin: 'https://evil.example' })).status,
    ).toBe(403)

    expect((await anna.get('/portal/me')).status).toBe(200)
  })

  test('ends where somebody signs out, or everywhere at once', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const [phone, laptop, other] = [
      await enterPortal(h, 'anna.nowak@example.com', 'c-anna'),
      await enterPortal(h, 'anna.nowak@example.com', 'c-anna'),
      await enterPortal(h, 'budi@example.com', 'c-budi'),
    ]
    expect((await phone.post('/portal/sign-out', {})).body).toEqual({ ended: 1 })
    expect((await phone.get('/portal/me')).status).toBe(401)
    const before = (await laptop.get('/portal/me')).body.devices

    expect((await laptop.post('/portal/sign-out', { everywhere: true })).body).toEqual({ ended: before })
    expect((await laptop.get('/portal/me')).status).toBe(401)
    expect((await other.get('/portal/me')).status).toBe(200)
  })

  test('ends after a week without a visit, and after a month in any case', async () => {
    await sql`delete from portal.attempt`.execute(h.db)
    const [idle, busy] = [
      await enterPortal(h, 'anna.nowak@example.com', 'c-anna'),
      await enterPortal(h, 'budi@example.com', 'c-budi'),
    ]
    for (let day = 0; day < 29; day++) {
      h.clock.advance({ hours: 24 })
      expect((await busy.get('/portal/me')).status).toBe(200)
      if (day === 7) expect((await idle.get('/portal/me')).status).toBe(401)
    }
    h.clock.advance({ hours: 24 })
    expect((await busy.get('/portal/me')).status).toBe(401)
  })

  test('cannot be made up', async () => {
    for (const cookie of ['pulih-portal=x', 'pulih-portal=pulih_portal_session_abc', 'pulih=pulih_portal_session_abc'])
      expect((await showing(h, { cookie }).get('/portal/me')).status).toBe(401)
  })
})
