import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHouse, aMember, bearing, enter, type Entered, type Member } from './testing/house.ts'

const house = await aHouse([], { config: { secret: name => (name === 'identity' ? 'a key for tests only' : null) } })

beforeEach(() => house.clock.advance({ hours: 48 }))

interface Equipped {
  readonly member: Member
  readonly client: Entered
  readonly recoveryCodes: readonly string[]
  /** The code that the device shows now. */
  readonly code: () => string
}

async function equipped(): Promise<Equipped> {
  const member = await aMember(house)
  const client = await enter(house, member)
  const { body } = await client.post('/me/totp', { password: member.password })
  const totp = new TOTP({ secret: body.secret })
  const code = () => totp.generate({ timestamp: house.clock.now().epochMilliseconds })
  const confirmed = await client.post('/me/totp/confirm', { code: code() })
  expect(confirmed.status).toBe(200)
  return { member, client, code, recoveryCodes: confirmed.body.recoveryCodes }
}

async function challengeFor({ login, password }: Member): Promise<string> {
  const { body } = await house.anyone.post('/sign-in', { login, password })
  expect(body).toMatchObject({ status: 'code-wanted' })
  return body.challenge
}

const give = (challenge: string, code: string) =>
  house.anyone.post('/sign-in/totp', { challenge, code, deliver: 'token' })

describe('a device that shows codes', () => {
  test('is asked for once it has proved that it works', async () => {
    const { member, code } = await equipped()
    house.clock.advance({ seconds: 30 })

    const reply = await give(await challengeFor(member), code())

    expect(reply).toMatchObject({ status: 200, body: { status: 'signed-in' } })
    const me = await bearing(house, reply.body.token).get('/me')
    expect(me.body).toMatchObject({ codes: true, recoveryCodesLeft: 10 })
  })

  test('is enrolled by nobody who only found an open session', async () => {
    const client = await enter(house, await aMember(house))

    expect(await client.post('/me/totp', { password: 'guess' })).toMatchObject({
      status: 403,
      body: { code: 'identity.password-wrong' },
    })
  })

  test('is not kept in the clear, nor any recovery code', async () => {
    const { member, recoveryCodes } = await equipped()

    const { rows } = await sql<{ secret: Buffer; codes: string }>`
      select s.totp_secret as secret, (select string_agg(r::text, ' ') from identity.recovery_code r where r.staff_id = s.id) as codes
      from identity.staff s where id = ${member.id}`.execute(house.db)

    expect(rows[0]?.secret[0]).toBe(1)
    expect(rows[0]?.secret).toHaveLength(1 + 12 + 16 + 20)
    for (const code of recoveryCodes) expect(rows[0]?.codes).not.toContain(code.replaceAll('-', ''))
  })

  test('is not asked for any more when it was removed', async () => {
    const { member, client } = await equipped()

    expect((await client.post('/me/totp/disable', { password: member.password })).status).toBe(204)

    expect((await house.anyone.post('/sign-in', { login: member.login, password: member.password })).body.status).toBe(
      'signed-in',
    )
  })

  test('that was enrolled but not confirmed can be replaced; a confirmed one cannot', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)
    const first = await client.post('/me/totp', { password: member.password })
    const second = await client.post('/me/totp', { password: member.password })
    const { client: other, member: owner } = await equipped()

    expect(first.body.secret).not.toBe(second.body.secret)
    expect((await other.post('/me/totp', { password: owner.password })).body.code).toBe('identity.codes-on')
  })
})

describe('a code', () => {
  test('is accepted once, even by two at the same moment', async () => {
    const { member, code } = await equipped()
    house.clock.advance({ seconds: 30 })
    const challenges = [await challengeFor(member), await challengeFor(member)]

    const replies = await Promise.all(challenges.map(challenge => give(challenge, code())))
    const replayed = await give(await challengeFor(member), code())

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    expect(replayed).toMatchObject({ status: 401, body: { code: 'identity.code-refused' } })
  })

  test('that confirmed the device does not open a session too', async () => {
    const { member, code } = await equipped()

    expect((await give(await challengeFor(member), code())).status).toBe(401)
  })

  test('before the last accepted one is not accepted either', async () => {
    const { member, code } = await equipped()
    house.clock.advance({ seconds: 30 })
    const earlier = code()
    house.clock.advance({ seconds: 30 })
    expect((await give(await challengeFor(member), code())).status).toBe(200)

    expect((await give(await challengeFor(member), earlier)).status).toBe(401)
  })

  test('cannot be tried out, however often the password is given in between', async () => {
    const { member, code } = await equipped()
    house.clock.advance({ seconds: 30 })
    for (let failure = 1; failure <= 5; failure++) {
      const reply = await give(await challengeFor(member), '000000')
      expect(reply.status).toBe(401)
    }

    const locked = await house.anyone.post('/sign-in', { login: member.login, password: member.password })
    house.clock.advance({ seconds: 60 })

    expect(locked.status).toBe(429)
    expect((await give(await challengeFor(member), code())).status).toBe(200)
  })

  test('comes too late after five minutes, and for a password that was changed meanwhile', async () => {
    const { member, client, code } = await equipped()
    const late = await challengeFor(member)
    house.clock.advance({ minutes: 5 })
    const lateReply = await give(late, code())

    const challenge = await challengeFor(member)
    await client.post('/me/password', { present: member.password, next: 'four unrelated words' })

    expect(lateReply.status).toBe(401)
    expect((await give(challenge, code())).status).toBe(401)
  })

  test('is worth nothing with a made-up challenge', async () => {
    const { code } = await equipped()
    house.clock.advance({ seconds: 30 })

    expect((await give('pulih_challenge_made-up', code())).status).toBe(401)
  })
})

describe('a recovery code', () => {
  test('helps once when the device is lost', async () => {
    const { member, recoveryCodes } = await equipped()
    const [code = ''] = recoveryCodes

    const first = await give(await challengeFor(member), code.toUpperCase())
    const second = await give(await challengeFor(member), code)

    expect([first.status, second.status]).toEqual([200, 401])
    expect((await bearing(house, first.body.token).get('/me')).body.recoveryCodesLeft).toBe(9)
    expect((await bearing(house, first.body.token).get('/sessions')).body.items[0].method).toBe('recovery-code')
  })

  test('of somebody else does not', async () => {
    const [mine, other] = [await equipped(), await equipped()]

    expect((await give(await challengeFor(mine.member), other.recoveryCodes[0] ?? '')).status).toBe(401)
  })
})
