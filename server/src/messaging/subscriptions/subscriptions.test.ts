import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { comparedAddress } from './address.ts'
import { confirmFromChat } from './confirm.ts'
import { forgetOld } from './sweeps.ts'
import { aBrowser, aSubscriber, everything, lettersTo, linkTo, openChannels, wish } from './testing/readers.ts'
import { codeOf } from './token.ts'
import { tokenKey } from './token-key.ts'

let h: Harness

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await openChannels(h)
})

const ask = (channel: string, address: string | null, place: object = everything) =>
  h.anyone.post('/subscriptions', wish(channel, address, place))

async function subscribed(address: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from messaging.subscription where messaging.compared(channel, address) = messaging.compared(channel, ${address}) order by id`.execute(
    h.db,
  )
  return rows.map(({ state }) => state)
}

describe('asking to be told', () => {
  test('by mail counts only once the reader has followed the link, and the link works once', async () => {
    good(await ask('email', 'anna@example.com', { scope: 'area', key: '14.65' }))
    expect(await subscribed('anna@example.com')).toEqual([])
    const token = await linkTo(h, 'anna@example.com')

    const reply = await h.anyone.post('/subscriptions/confirm', { token })

    expect(reply).toMatchObject({ status: 200, body: { channel: 'email', address: 'a…@example.com' } })
    expect(await subscribed('ANNA@example.com')).toEqual(['confirmed'])
    expect(await h.anyone.post('/subscriptions/confirm', { token })).toMatchObject({
      status: 409,
      body: { code: 'messaging.wrong-code' },
    })
  })

  test('by a number without the code of the country reaches it', async () => {
    expect((await ask('sms', '500 000 077')).body.code).toBe('messaging.bad-contact')
    await decide(h, 'subscribers.telephones', { callingCode: '48' })
    good(await ask('sms', '500 000 077'))
    await decide(h, 'subscribers.telephones', { callingCode: '' })

    expect(await lettersTo(h, '+48500000077')).toHaveLength(1)
  })

  test('by SMS counts once the code was typed, which nobody may guess for long', async () => {
    const { proof } = good(await ask('sms', '+48 500 000 001'))
    const [letter] = await lettersTo(h, '+48500000001')
    const code = /^\d{6}/.exec(letter?.text ?? '')?.[0] ?? ''
    const wrong = code === '000000' ? '000001' : '000000'
    const enter = (text: string) => h.anyone.post('/subscriptions/confirm', { proof, code: text })

    expect(letter?.secret).toBe(true)
    for (let attempt = 0; attempt < 4; attempt++) expect(await enter(wrong)).toMatchObject({ status: 409 })
    expect(await enter(code)).toMatchObject({ status: 200, body: { address: '+48…001' } })

    const again = good(await ask('sms', '+48 500 000 002'))
    for (let attempt = 0; attempt < 5; attempt++)
      await h.anyone.post('/subscriptions/confirm', { proof: again.proof, code: wrong })
    const right = codeOf(await tokenKey(h.platform), again.proof)
    expect(await h.anyone.post('/subscriptions/confirm', { proof: again.proof, code: right })).toMatchObject({
      status: 409,
    })
  })

  test('by Telegram counts once the reader writes to the bot, and whoever asked cannot say it for him', async () => {
    const { start } = good(await ask('telegram', null))
    expect(await h.anyone.post('/subscriptions/confirm', { token: start })).toMatchObject({ status: 409 })

    const from = (channel: 'telegram', address: string) =>
      h.work(work => confirmFromChat(h.platform, work, { token: start, channel, address }))
    expect(await from('telegram', '4711')).toMatchObject({ channel: 'telegram' })
    expect(await from('telegram', '4712')).toBeNull()
    expect(await subscribed('4711')).toEqual(['confirmed'])
  })

  test('by push counts once the browser answers what came to it, and no code opens it', async () => {
    const browser = aBrowser()
    const { proof, start } = good(await ask('push', browser))
    expect(start).toBeNull()
    const { endpoint, keys } = JSON.parse(browser)
    const address = JSON.stringify({ endpoint, keys })
    const code = codeOf(await tokenKey(h.platform), proof)
    expect(await h.anyone.post('/subscriptions/confirm', { proof, code })).toMatchObject({ status: 409 })

    const token = await linkTo(h, address)
    expect(await h.anyone.post('/subscriptions/confirm', { token })).toMatchObject({ status: 200 })
    expect(await subscribed(address)).toEqual(['confirmed'])
  })

  test('gets the same answer whether or not the address is known', async () => {
    await aSubscriber(h, 'known@example.com')
    const [known, unknown] = [await ask('email', 'known@example.com'), await ask('email', 'unknown@example.com')]

    const shapeOf = ({ status, body }: typeof known) => ({ status, names: Object.keys(body), start: body.start })
    expect(shapeOf(known)).toEqual(shapeOf(unknown))
    expect(known.body.proof).not.toBe(unknown.body.proof)
    const confirmed = await h.anyone.post('/subscriptions/confirm', { token: await linkTo(h, 'known@example.com') })
    expect(confirmed.status).toBe(200)
    expect(await subscribed('known@example.com')).toEqual(['confirmed'])
  })

  test('is forgotten after a day without an answer', async () => {
    good(await ask('email', 'late@example.com'))
    const token = await linkTo(h, 'late@example.com')
    h.clock.advance({ hours: 24, seconds: 1 })
    await forgetOld.run(h.platform)

    expect(await h.anyone.post('/subscriptions/confirm', { token })).toMatchObject({ status: 409 })
    const { rows } = await sql`select from messaging.proof where address = 'late@example.com'`.execute(h.db)
    expect(rows).toHaveLength(0)
  })

  test('too often for one address is refused, however it is written', async () => {
    for (let times = 0; times < 5; times++) good(await ask('email', 'Often@example.com'))
    expect(await ask('email', 'often@EXAMPLE.com')).toMatchObject({
      status: 429,
      body: { code: 'messaging.too-often' },
    })
    expect((await ask('email', 'seldom@example.com')).status).toBe(202)
  })

  test.each([
    [wish('whatsapp', '+48500000001'), 'messaging.channel-closed'],
    [wish('email', 'nobody'), 'messaging.bad-contact'],
    [wish('email', 'a@example.com', { scope: 'area', key: '99.99' }), 'messaging.place-unknown'],
    [wish('email', 'a@example.com', { scope: 'area', key: '*' }), 'messaging.place-unknown'],
    [wish('email', 'a@example.com', { scope: 'outage', key: 'OUT-999999' }), 'messaging.place-unknown'],
    [wish('email', 'a@example.com', { scope: 'service', key: 'anna' }), 'request.invalid'],
    [{ ...wish('email', 'a@example.com'), timeZone: 'Mars/Base' }, 'messaging.zone-unknown'],
  ])('for %j is refused: %s', async (body, code) => {
    expect((await h.anyone.post('/subscriptions', body)).body.code).toBe(code)
  })

  test('by a page of another site is refused', async () => {
    const reply = await h.anyone.post('/subscriptions', wish('email', 'b@example.com'), {
      origin: 'https://evil.example',
    })
    expect(reply.body.code).toBe('access.foreign-origin')
  })

  test('through a channel that the operator closed is refused', async () => {
    const open = {
      channels: ['email'],
      asksPerDay: 5_000,
      answersPerDay: 100,
      telegramBot: 'PulihBot',
      addressDays: 180,
    }
    await decide(h, 'messaging.subscriptions', open)
    const options = await h.anyone.get('/subscriptions/options')
    const reply = await ask('sms', '+48500000009')
    await decide(h, 'messaging.subscriptions', { ...open, channels: ['email', 'sms', 'telegram', 'push'] })

    expect(options.body).toMatchObject({ channels: ['email'], telegramBot: 'PulihBot', pushKey: 'B'.repeat(87) })
    expect(reply.body.code).toBe('messaging.channel-closed')
  })
})

describe('a subscription', () => {
  test('is seen, changed and ended by its own token, and by no other', async () => {
    const token = await aSubscriber(h, 'ewa@example.com')
    const other = await aSubscriber(h, 'ola@example.com')

    const place = { scope: 'area', key: '14.65' }
    const changed = await h.anyone.put(`/subscriptions/${token}`, { place, language: 'pl', timeZone: 'UTC' })
    expect(changed.body).toMatchObject({ scope: 'area', key: '14.65', language: 'pl', ended: false })
    expect((await h.anyone.get(`/subscriptions/${other}`)).body).toMatchObject({ scope: 'everything', language: 'en' })

    expect((await h.anyone.post(`/subscriptions/${token}/end`)).body).toMatchObject({ ended: true })
    expect(await subscribed('ewa@example.com')).toEqual(['ended'])
    expect((await h.anyone.put(`/subscriptions/${token}`, { place, language: 'pl', timeZone: 'UTC' })).status).toBe(404)
    expect((await h.anyone.get(`/subscriptions/${'A'.repeat(44)}`)).body.code).toBe('messaging.link-unknown')
  })

  test('cannot be moved to where the same address is told already', async () => {
    await aSubscriber(h, 'two@example.com')
    const token = await aSubscriber(h, 'two@example.com', { scope: 'area', key: '14.65' })

    const moved = await h.anyone.put(`/subscriptions/${token}`, { place: everything, language: 'pl', timeZone: 'UTC' })
    expect(moved.body.code).toBe('messaging.subscription-exists')
  })

  test('of a chat is made by staff, keeps its address to itself, and cannot reach into the house', async () => {
    const communications = h.as('communications')
    const chat = {
      place: everything,
      url: 'https://hooks.slack.com/services/T0/B0/secret',
      format: 'slack',
      drafted: true,
      language: 'en',
      timeZone: 'UTC',
    }
    const made = good(await communications.post('/messaging/subscriptions', chat))

    expect(made).toMatchObject({ address: 'https://hooks.slack.com/…', format: 'slack', drafted: true })
    expect((await communications.post('/messaging/subscriptions', chat)).body.code).toBe(
      'messaging.subscription-exists',
    )
    const named = { ...chat, url: 'https://user:word@hooks.slack.com/' }
    expect((await communications.post('/messaging/subscriptions', named)).body.code).toBe('messaging.bad-contact')
    expect((await h.as('viewer').get('/messaging/subscriptions')).status).toBe(403)

    const listed = good(await communications.get('/messaging/subscriptions?channel=webhook'))
    expect(JSON.stringify(listed)).not.toContain('secret')
    const ended = await communications.post(`/messaging/subscriptions/${made.subscription}/end`, { reason: 'left' })
    expect(ended.body).toMatchObject({ ended: true })
    const unknown = await communications.post(`/messaging/subscriptions/${randomUUID()}/end`, { reason: 'left' })
    expect(unknown.body.code).toBe('messaging.subscription-unknown')
  })

  test('of a chat that was gone once is told again when staff connect it anew', async () => {
    const url = 'https://hooks.slack.com/services/T0/B0/again'
    await sql`insert into messaging.stop (channel, address, at, why) values ('webhook', ${url}, ${h.clock.now()}, 'gone')`.execute(
      h.db,
    )
    good(
      await h.as('communications').post('/messaging/subscriptions', {
        place: everything,
        url,
        format: 'slack',
        drafted: false,
        language: 'en',
        timeZone: 'UTC',
      }),
    )

    const { rows } = await sql`select from messaging.stop where address = ${url}`.execute(h.db)
    expect(rows).toHaveLength(0)
  })

  test('is listed page by page, the latest first', async () => {
    const communications = h.as('communications')
    const first = good(await communications.get('/messaging/subscriptions?limit=2'))
    const second = good(
      await communications.get(`/messaging/subscriptions?limit=2&cursor=${encodeURIComponent(first.next)}`),
    )

    const ids = [...first.items, ...second.items].map(({ subscription }: { subscription: string }) => subscription)
    expect(new Set(ids).size).toBe(4)
  })
})

describe('whoever wants to be told by WhatsApp', () => {
  const number = '+48600700800'
  const channel = (codeTemplate: string | null) =>
    JSON.stringify({
      adapter: 'whatsapp',
      url: 'http://127.0.0.1:9',
      phoneNumberId: '1',
      token: 'wa',
      appSecret: 'wa-app',
      verifyToken: 'wa-verify',
      templatePrefix: 'pulih',
      codeTemplate,
    })

  test('is refused while no template of codes is set up, and gets his code by it otherwise', async () => {
    await sql`insert into messaging.channel (name, kind, settings) values ('whatsapp', 'whatsapp', ${channel(null)}::jsonb)`.execute(
      h.db,
    )
    const open = { asksPerDay: 5_000, answersPerDay: 100, telegramBot: 'PulihBot', addressDays: 180 }
    await decide(h, 'messaging.subscriptions', { ...open, channels: ['whatsapp'] })
    const { channels } = good(await h.anyone.get('/subscriptions/options'))
    expect(channels).not.toContain('whatsapp')
    expect((await h.anyone.post('/subscriptions', wish('whatsapp', number))).body.code).toBe('messaging.channel-closed')

    await sql`update messaging.channel set settings = ${channel('pulih_code')}::jsonb where name = 'whatsapp'`.execute(
      h.db,
    )
    const { proof } = good(await h.anyone.post('/subscriptions', wish('whatsapp', number)))
    const { rows } = await sql<{ code: string; text: string }>`
      select words ->> 'code' as code, words ->> 'text' as text from messaging.message where origin = ${`proof:${proof}`}`.execute(
      h.db,
    )
    expect(rows[0]?.code).toMatch(/^\d{6}$/)
    expect(rows[0]?.text).toContain(rows[0]?.code)
    good(await h.anyone.post('/subscriptions/confirm', { proof, code: rows[0]?.code }))
    await sql`delete from messaging.channel where name = 'whatsapp'`.execute(h.db)
  })
})

describe('how addresses are compared', () => {
  test('is the same here and in the database', async () => {
    const given = fc.sample(
      fc.tuple(fc.constantFrom('sms', 'whatsapp', 'telegram', 'email'), fc.stringMatching(/^[ -~]{0,30}$/)),
      200,
    )
    const { rows } = await sql<{ compared: string }>`
      select messaging.compared(c, a) as compared from unnest(${given.map(([channel]) => channel)}::text[], ${given.map(([, a]) => a)}::text[]) with ordinality as g (c, a, n) order by n`.execute(
      h.db,
    )

    expect(given.map(([channel, address]) => comparedAddress(channel, address))).toEqual(
      rows.map(each => each.compared),
    )
  })
})
