import { verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { aHouse, aMember, bearing, cookiesOf, enter, showing } from './testing/house.ts'

vi.mock(import('@node-rs/argon2'), async original => {
  const argon2 = await original()
  return { ...argon2, verify: vi.fn<typeof argon2.verify>(argon2.verify) }
})

const house = await aHouse()
const ours = { origin: 'http://localhost:8080' }
let visits = 0
/** Everybody comes from an address of his own, unless a test says otherwise. */
const elsewhere = () => ({ 'x-forwarded-for': `192.0.2.${++visits}` })

beforeEach(() => {
  house.clock.advance({ hours: 48 })
})

describe('signing in', () => {
  test('opens a session in a cookie that no script and no other site can use', async () => {
    const { login, password } = await aMember(house)

    const reply = await house.anyone.post('/sign-in', { login, password }, ours)

    const [cookie] = cookiesOf(reply)
    expect(reply).toMatchObject({ status: 200, body: { status: 'signed-in', token: null } })
    expect(cookie).toMatchObject({ name: 'pulih', attributes: expect.stringMatching(/HttpOnly.*SameSite=Strict/) })
    const me = await house.anyone.get('/me', { cookie: `pulih=${cookie?.value}` })
    expect(me).toMatchObject({ status: 200, body: { kind: 'staff', login, roles: ['viewer'], codes: false } })
  })

  test('keeps only a digest of the token', async () => {
    const member = await aMember(house)
    const { token } = await enter(house, member)

    const { rows } = await sql<{ row: string }>`select s::text as row from identity.session s`.execute(house.db)

    expect(rows.some(({ row }) => row.includes(token.slice(-20)))).toBe(false)
  })

  test('does not care about upper and lower case of the login', async () => {
    const { login, password } = await aMember(house)

    expect((await house.anyone.post('/sign-in', { login: login.toUpperCase(), password })).status).toBe(200)
  })

  test('says the same and hashes the same whether the login, the password or the account is wrong', async () => {
    const member = await aMember(house)
    const disabled = await aMember(house)
    await sql`update identity.staff set disabled_at = now() where id = ${disabled.id}`.execute(house.db)
    const wrong = [
      { login: member.login, password: 'something else' },
      { login: 'nobody.at.all', password: 'something else' },
      { login: disabled.login, password: disabled.password },
    ]

    const replies = []
    for (const body of wrong) {
      vi.mocked(verify).mockClear()
      const { status, body: answer } = await house.anyone.post('/sign-in', body, elsewhere())
      replies.push({ status, answer, hashed: vi.mocked(verify).mock.calls.length })
    }

    expect(replies[0]).toMatchObject({ status: 401, answer: { code: 'identity.not-signed-in' }, hashed: 1 })
    expect(replies[1]).toEqual(replies[0])
    expect(replies[2]).toEqual(replies[0])
  })

  test('makes others wait longer and longer, and lets even the right password wait', async () => {
    const { login, password } = await aMember(house)
    for (let failure = 1; failure <= 5; failure++)
      expect((await house.anyone.post('/sign-in', { login, password: 'wrong' }, elsewhere())).status).toBe(401)

    const locked = await house.anyone.post('/sign-in', { login, password }, elsewhere())
    house.clock.advance({ seconds: 31 })
    const again = await house.anyone.post('/sign-in', { login, password: 'wrong' }, elsewhere())
    const longer = await house.anyone.post('/sign-in', { login, password }, elsewhere())
    house.clock.advance({ seconds: 61 })
    const right = await house.anyone.post('/sign-in', { login, password }, elsewhere())

    expect(locked).toMatchObject({ status: 429, body: { code: 'identity.too-many-attempts', values: { seconds: 30 } } })
    expect(locked.headers['retry-after']).toBe('30')
    expect([again.status, longer.body.values.seconds, right.status]).toEqual([401, 60, 200])
  })

  test('makes somebody wait for a login that does not exist just as long', async () => {
    const tryOut = () => house.anyone.post('/sign-in', { login: 'made.up', password: 'wrong' }, elsewhere())
    for (let failure = 1; failure <= 5; failure++) await tryOut()

    expect(await tryOut()).toMatchObject({ status: 429, body: { values: { seconds: 30 } } })
  })

  test('counts attempts that come at the same moment', async () => {
    const { login } = await aMember(house)

    const replies = await Promise.all(
      Array.from({ length: 20 }, () => house.anyone.post('/sign-in', { login, password: 'wrong' }, elsewhere())),
    )

    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
  })

  test('makes an address wait that tries many logins', async () => {
    const here = { 'x-forwarded-for': '198.51.100.7' }
    const tryOut = (login: string) => house.anyone.post('/sign-in', { login, password: 'wrong' }, here)
    for (let login = 1; login <= 31; login++) await tryOut(`spray.${login}`)
    const { login, password } = await aMember(house)

    expect((await tryOut('spray.32')).status).toBe(429)
    expect((await house.anyone.post('/sign-in', { login, password }, elsewhere())).status).toBe(200)
  })

  test('is refused to a form on another site', async () => {
    const { login, password } = await aMember(house)
    const form = JSON.stringify({ login, password })

    const reply = await house.anyone.post('/sign-in', form, {
      'content-type': 'text/plain',
      origin: 'https://evil.example',
    })

    expect(reply).toMatchObject({ status: 403, body: { code: 'access.foreign-origin' } })
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  test('writes neither what was typed nor any token into the audit trail', async () => {
    const member = await aMember(house)
    await house.anyone.post('/sign-in', { login: 'my-password-by-mistake', password: 'x' }, elsewhere())
    const { token } = await enter(house, member)

    const { rows } = await sql<{ line: string }>`select a::text as line from identity.audit a`.execute(house.db)

    const text = rows.map(({ line }) => line).join('\n')
    expect(text).toContain('identity.signed-in')
    expect(text).not.toContain('my-password-by-mistake')
    for (const secret of [member.login, member.password, 'Maria', token]) expect(text).not.toContain(secret)
  })

  test('hashes an old password at the cost of today', async () => {
    const member = await aMember(house)
    const { hash } = await import('@node-rs/argon2')
    const cheap = await hash(member.password, { memoryCost: 8_192, timeCost: 1 })
    await sql`update identity.staff set password_hash = ${cheap} where id = ${member.id}`.execute(house.db)

    await enter(house, member)

    const { rows } = await sql<{
      hash: string
    }>`select password_hash as hash from identity.staff where id = ${member.id}`.execute(house.db)
    expect(rows[0]?.hash).toContain('m=19456,t=2')
    await enter(house, member)
  })
})

describe('over HTTPS', async () => {
  const safe = await aHouse([], { config: { publicUrl: 'https://pulih.example.net' } })

  test('the cookie is only ever sent encrypted and to this host', async () => {
    const { login, password } = await aMember(safe)

    const [cookie] = cookiesOf(await safe.anyone.post('/sign-in', { login, password }))

    expect(cookie).toMatchObject({ name: '__Host-pulih', attributes: expect.stringContaining('Secure') })
    expect(cookie?.attributes).not.toContain('Domain')
  })
})

describe('a change with a cookie', () => {
  const change = async (headers: Record<string, string>) => {
    const member = await aMember(house)
    const { token } = await enter(house, member)
    return showing(house, { cookie: `pulih=${token}` }).post('/sign-out', undefined, headers)
  }

  test('is made from our own pages', async () => {
    expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(204)
    expect((await change(ours)).status).toBe(204)
    expect((await change({ host: '10.0.0.5:8080', origin: 'http://10.0.0.5:8080' })).status).toBe(204)
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandbox', { origin: 'null' }],
    ['nobody knows where', {}],
  ])('is refused from %s', async (_, headers: Record<string, string>) => {
    expect(await change(headers)).toMatchObject({ status: 403, body: { code: 'access.foreign-origin' } })
  })

  test('needs no origin with a token, which no browser sends by itself', async () => {
    const member = await aMember(house)

    expect((await (await enter(house, member)).post('/sign-out')).status).toBe(204)
  })
})

describe('a token that is none', () => {
  test.each(['Bearer', 'Bearer x', 'Basic eDp5', 'Bearer pulih_session_', `Bearer pulih_key_${'a'.repeat(300)}`])(
    'is refused: %s',
    async header => {
      expect((await house.anyone.get('/me', { authorization: header })).status).toBe(401)
    },
  )

  test('is not made up for by a cookie that came along', async () => {
    const { token } = await enter(house, await aMember(house))

    expect((await house.anyone.get('/me', { authorization: 'Bearer x', cookie: `pulih=${token}` })).status).toBe(401)
    expect((await bearing(house, token).get('/me')).status).toBe(200)
  })
})
