import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aNetwork, anOperator, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { linksOf } from './links.ts'
import { aSubscriber, openChannels } from './testing/readers.ts'

let h: Harness
const address = 'anna@example.com'

beforeAll(async () => {
  h = await anOperator()
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await imported(h, 'contacts', ['customer,channel,address', `anna,email,${address}`, 'anna,sms,+48 500 000 001'])
  await openChannels(h, ['email'])
})

async function linkOfContact(channel: 'email' | 'sms', at: string): Promise<string> {
  const { rows } = await sql<{ id: bigint }>`select id from subscribers.customer where key = 'anna'`.execute(h.db)
  const reached = { customerId: rows[0]?.id ?? 0n, subscriptionId: null, channel, address: at }
  return (await linksOf(h.platform)).unsubscribe(reached)?.split('/').at(-1) ?? ''
}

async function stopped(): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`select address from messaging.stop order by address`.execute(h.db)
  return rows.map(row => row.address)
}

describe('no more of these messages', () => {
  test('takes one click of a mail program, whatever the click brings', async () => {
    const token = await linkOfContact('email', 'Anna@example.com')
    const form = { 'content-type': 'application/x-www-form-urlencoded' }

    const reply = await h.anyone.post(`/messaging/stop/${token}`, 'List-Unsubscribe=One-Click', form)
    expect(reply).toMatchObject({ status: 200, body: { stopped: true, channel: 'email', address: 'a…@example.com' } })
    expect(await stopped()).toEqual([address])

    const parts = { 'content-type': 'multipart/form-data; boundary=x' }
    expect((await h.anyone.post(`/messaging/stop/${token}`, '--x--', parts)).body).toMatchObject({ stopped: true })
    expect((await h.anyone.post(`/messaging/stop/${token}`)).status).toBe(200)
  })

  test('is not said by somebody who only looks, and leads a browser to its page', async () => {
    const token = await linkOfContact('sms', '+48500000001')

    expect((await h.anyone.get(`/messaging/stop/${token}`)).body).toMatchObject({ stopped: false, address: '+48…001' })
    const page = await h.anyone.get(`/messaging/stop/${token}`, { accept: 'text/html,*/*' })
    expect(page).toMatchObject({ status: 303 })
    expect(page.headers['location']).toMatch(new RegExp(`/portal/stop/${token}$`))
    expect(await stopped()).toEqual([address])
  })

  test('is taken back by the same link', async () => {
    const token = await linkOfContact('email', address)
    expect((await h.anyone.delete(`/messaging/stop/${token}`)).body).toMatchObject({ stopped: false })
    expect(await stopped()).toEqual([])
  })

  test('ends the subscriptions of the address, and only those come back that it ended', async () => {
    const one = await aSubscriber(h, 'ewa@example.com')
    const other = await aSubscriber(h, 'ewa@example.com', { scope: 'area', key: '14.65' })
    good(await h.anyone.post(`/subscriptions/${other}/end`))
    h.clock.advance({ minutes: 1 })
    const ended = async (token: string) => (await h.anyone.get(`/subscriptions/${token}`)).body.ended

    good(await h.anyone.post(`/messaging/stop/${one}`))
    expect(await ended(one)).toBe(true)
    good(await h.anyone.delete(`/messaging/stop/${other}`))

    expect([await ended(one), await ended(other)]).toEqual([false, true])
  })

  test('is all that the link in a message can do for a subscription', async () => {
    await aSubscriber(h, 'iga@example.com')
    const { rows } = await sql<{ id: string }>`
      select id from messaging.subscription where address = 'iga@example.com'`.execute(h.db)
    const reached = {
      customerId: null,
      subscriptionId: rows[0]?.id ?? '',
      channel: 'email',
      address: 'iga@example.com',
    }
    const token =
      (await linksOf(h.platform))
        .unsubscribe({ ...reached, channel: 'email' })
        ?.split('/')
        .at(-1) ?? ''
    const moved = { place: { scope: 'area', key: '14.65' }, language: 'en', timeZone: 'UTC' }

    for (const asked of [
      await h.anyone.get(`/subscriptions/${token}`),
      await h.anyone.put(`/subscriptions/${token}`, moved),
      await h.anyone.post(`/subscriptions/${token}/end`),
    ])
      expect(asked.body.code).toBe('messaging.link-unknown')
    expect((await h.anyone.post(`/messaging/stop/${token}`)).body).toMatchObject({ stopped: true })
    await h.anyone.delete(`/messaging/stop/${token}`)
  })

  test('is over for the address of who says yes to something new', async () => {
    const token = await aSubscriber(h, 'ola@example.com')
    good(await h.anyone.post(`/messaging/stop/${token}`))
    await aSubscriber(h, 'ola@example.com', { scope: 'area', key: '14.65' })

    expect(await stopped()).toEqual([])
    // What he had before he does not get again without asking for it.
    expect((await h.anyone.get(`/subscriptions/${token}`)).body).toMatchObject({ ended: true })
  })

  test('by a link that nobody sent, or of a contact that is gone, is refused', async () => {
    expect((await h.anyone.post(`/messaging/stop/${'A'.repeat(44)}`)).body.code).toBe('messaging.link-unknown')
    const gone = await linkOfContact('email', 'never@example.com')
    expect((await h.anyone.post(`/messaging/stop/${gone}`)).body.code).toBe('messaging.link-unknown')
    expect((await h.anyone.post('/messaging/stop/short')).body.code).toBe('request.invalid')
  })
})
