import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHouse, aMember, bearing, cookiesOf, enter, showing } from './testing/house.ts'

const house = await aHouse()

beforeEach(() => house.clock.advance({ hours: 48 }))

describe('a session', () => {
  test('ends when nobody uses it, and not before', async () => {
    const client = await enter(house, await aMember(house))

    for (let use = 0; use < 3; use++) {
      house.clock.advance({ minutes: 119 })
      expect((await client.get('/me')).status).toBe(200)
    }
    house.clock.advance({ minutes: 120 })

    expect((await client.get('/me')).status).toBe(401)
  })

  test('ends after a shift, however much it is used', async () => {
    const client = await enter(house, await aMember(house))

    for (let minute = 0; minute < 710; minute += 71) {
      house.clock.advance({ minutes: 71 })
      expect((await client.get('/me')).status).toBe(200)
    }
    house.clock.advance({ minutes: 10 })

    expect((await client.get('/me')).status).toBe(401)
  })

  test('is listed with others of the same person, and can be ended from there', async () => {
    const member = await aMember(house)
    const [here, there] = [await enter(house, member), await enter(house, member)]

    const { body } = await here.get('/sessions')
    const other = body.items.find(({ current }: { current: boolean }) => !current)
    const ended = await here.delete(`/sessions/${other.id}`)

    expect(body.items).toHaveLength(2)
    expect(ended.status).toBe(204)
    expect([(await here.get('/me')).status, (await there.get('/me')).status]).toEqual([200, 401])
  })

  test('of somebody else is neither seen nor ended, but by whoever manages the staff', async () => {
    const victim = await aMember(house)
    const client = await enter(house, victim)
    const [{ id }] = (await client.get('/sessions')).body.items
    const viewer = await enter(house, await aMember(house))
    const admin = await enter(house, await aMember(house, { roles: ['admin'] }))

    expect((await viewer.get(`/sessions?staff=${victim.id}`)).status).toBe(403)
    expect((await viewer.delete(`/sessions/${id}`)).status).toBe(404)
    expect((await admin.get(`/sessions?staff=${victim.id}`)).body.items).toHaveLength(1)
    expect((await admin.delete(`/sessions/${id}`)).status).toBe(204)
    expect((await client.get('/me')).status).toBe(401)
  })

  test('that was stolen is worth nothing after its owner has signed out', async () => {
    const client = await enter(house, await aMember(house))
    const thief = bearing(house, client.token)

    const reply = await client.post('/sign-out')

    expect(reply.status).toBe(204)
    expect(cookiesOf(reply)[0]).toMatchObject({ name: 'pulih', value: '' })
    expect((await thief.get('/me')).status).toBe(401)
  })

  test('is told apart from one that was put there before signing in', async () => {
    const member = await aMember(house)
    const planted = `pulih_session_${'A'.repeat(43)}`

    const reply = await showing(house, { cookie: `pulih=${planted}` }).post('/sign-in', {
      login: member.login,
      password: member.password,
    })

    expect(cookiesOf(reply)[0]?.value).not.toBe(planted)
    expect((await bearing(house, planted).get('/me')).status).toBe(401)
  })

  test('that was opened while its owner was being disabled opens nothing', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)

    await sql`update identity.staff set disabled_at = now() where id = ${member.id}`.execute(house.db)

    expect((await client.get('/me')).status).toBe(401)
  })

  test('goes to pages of fifty, newest first', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)
    for (let more = 0; more < 4; more++) await enter(house, member)

    const first = await client.get('/sessions?limit=3')
    const second = await client.get(`/sessions?limit=3&cursor=${first.body.next}`)

    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([3, 2, null])
  })

  test('that has ended long ago is forgotten', async () => {
    const member = await aMember(house)
    await enter(house, member)
    const kept = async () => {
      const { rows } = await sql<{ why: string | null }>`
        select ended_why as why from identity.session where staff_id = ${member.id}`.execute(house.db)
      return rows
    }

    house.clock.advance({ hours: 13 })
    await house.sweep()
    const ended = await kept()
    house.clock.advance({ hours: 91 * 24 })
    await house.sweep()

    expect(ended).toEqual([{ why: 'expired' }])
    expect(await kept()).toEqual([])
  })
})

describe('changing the password', () => {
  test('ends all other sessions, and what the present token opened before', async () => {
    const member = await aMember(house)
    const [here, there] = [await enter(house, member), await enter(house, member)]

    const reply = await here.post('/me/password', { present: member.password, next: 'four unrelated words' })

    expect(reply).toMatchObject({ status: 200, body: { sessionsEnded: 1 } })
    expect([(await there.get('/me')).status, (await here.get('/me')).status]).toEqual([401, 401])
    expect((await bearing(house, reply.body.token).get('/me')).status).toBe(200)
    expect((await house.anyone.post('/sign-in', { login: member.login, password: member.password })).status).toBe(401)
    await enter(house, { login: member.login, password: 'four unrelated words' })
  })

  test('gives a browser its new token in the cookie alone', async () => {
    const member = await aMember(house)
    const { token } = await enter(house, member)
    const browser = showing(house, { cookie: `pulih=${token}`, origin: 'http://localhost:8080' })

    const reply = await browser.post('/me/password', { present: member.password, next: 'four unrelated words' })

    expect(reply.body).toEqual({ sessionsEnded: 0, token: null })
    expect((await house.anyone.get('/me', { cookie: `pulih=${cookiesOf(reply)[0]?.value}` })).status).toBe(200)
  })

  test('needs the present one, and a stolen session is no place to guess it', async () => {
    const client = await enter(house, await aMember(house))
    const guess = () => client.post('/me/password', { present: 'guess', next: 'four unrelated words' })

    const replies = []
    for (let failure = 1; failure <= 6; failure++) replies.push((await guess()).status)

    expect(replies).toEqual([403, 403, 403, 403, 403, 429])
  })

  test('refuses what is easily guessed', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)
    const change = (next: string) => client.post('/me/password', { present: member.password, next })

    expect((await change(`${member.login}1`)).body.code).toBe('identity.password-weak')
    expect((await change(member.password)).body.code).toBe('identity.password-weak')
    expect((await change('short')).status).toBe(400)
  })

  test('is all that a temporary password allows', async () => {
    const member = await aMember(house, { roles: ['admin'], temporary: true })
    const client = await enter(house, member)

    const before = await client.get('/staff')
    const { body } = await client.post('/me/password', { present: member.password, next: 'four unrelated words' })

    expect(before).toMatchObject({ status: 403, body: { code: 'access.forbidden' } })
    expect((await bearing(house, body.token).get('/staff')).status).toBe(200)
  })
})
