import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { TestReply } from '../../test/harness.ts'
import { aHouse, aMember, cookiesOf, enter } from './testing/house.ts'
import { startProvider, visitProvider } from './testing/provider-process.ts'

const publicUrl = 'http://localhost:8080'
const provider = await startProvider(publicUrl, {
  olga: { name: 'Olga Zielińska', preferred_username: 'olga', roles: ['noc', 'unknown'] },
  piotr: { name: 'Piotr', preferred_username: 'piotr', roles: [] },
  impostor: { name: 'Impostor', preferred_username: 'local.person', roles: ['noc'] },
  linked: { name: 'Linked', preferred_username: 'linked', roles: [] },
  leaver: { name: 'Leaver', preferred_username: 'leaver', roles: ['noc'] },
  chief: { name: 'Chief', preferred_username: 'chief', roles: ['chief'] },
  sacked: { name: 'Sacked', preferred_username: 'sacked', roles: ['noc'] },
  ...Object.fromEntries(
    ['rogue', 'late', 'again', 'unseen', 'own', 'foreign'].map(name => [
      name,
      { name, preferred_username: name, roles: [] },
    ]),
  ),
})
afterAll(() => provider.stop())

const oidc = { issuer: provider.issuer, clientId: 'pulih', clientSecret: 'a secret for tests only' }
const house = await aHouse([], { config: { publicUrl, oidc } })
const admin = await enter(house, await aMember(house, { roles: ['admin'] }))
const before = await admin.get('/sign-in/provider/roles')
const mapping = { scope: 'openid profile roles', claim: 'roles', mapping: [{ value: 'noc', role: 'operations' }] }
await admin.put('/sign-in/provider/roles', mapping, { 'if-match': String(before.headers['etag']) })

interface Begun {
  readonly location: string
  readonly browser: string
}

async function begin(body: Record<string, unknown> = {}, client = house.anyone): Promise<Begun> {
  const reply = await client.post('/sign-in/provider', body)
  expect(reply.status).toBe(200)
  return { location: reply.body.location, browser: cookiesOf(reply)[0]?.value ?? '' }
}

function comeBack(url: URL, browser: string, headers: Record<string, string> = {}): Promise<TestReply> {
  return house.anyone.get(`${url.pathname}${url.search}`, { cookie: `pulih-visit=${browser}`, ...headers })
}

async function signInAs(name: string): Promise<TestReply> {
  const { location, browser } = await begin()
  return comeBack(await visitProvider(location, name), browser)
}

describe('signing in through the OpenID provider', () => {
  test('uses code, PKCE, state and nonce, and binds the visit to the browser', async () => {
    const reply = await house.anyone.post('/sign-in/provider', {})

    const asked = new URL(reply.body.location).searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40)
    expect(cookiesOf(reply)[0]).toMatchObject({
      name: 'pulih-visit',
      attributes: expect.stringMatching(/HttpOnly.*SameSite=Lax/),
    })
  })

  test('lets somebody in with the roles that the claims give', async () => {
    const reply = await signInAs('olga')

    expect(reply).toMatchObject({ status: 303, headers: { location: '/console/' } })
    const session = cookiesOf(reply).find(({ name }) => name === 'pulih')
    expect(session?.attributes).toMatch(/HttpOnly.*SameSite=Strict/)
    const me = await house.anyone.get('/me', { cookie: `pulih=${session?.value}` })
    expect(me.body).toMatchObject({ login: 'olga', name: 'Olga Zielińska', roles: ['operations'] })
  })

  test('finds the same person again by issuer and subject', async () => {
    await signInAs('olga')
    await signInAs('olga')

    const { rows } = await sql`select from identity.staff where login like 'olga%'`.execute(house.db)
    expect(rows).toHaveLength(1)
  })

  test('returns to where somebody wanted to go, on our own pages only', async () => {
    const { location, browser } = await begin({ returnTo: '/outages?status=confirmed' })

    const reply = await comeBack(await visitProvider(location, 'olga'), browser)

    expect(reply.headers['location']).toBe('/outages?status=confirmed')
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await house.anyone.post('/sign-in/provider', { returnTo })).status).toBe(400)
  })

  test('refuses whom no claim gives a role, and makes no account', async () => {
    expect(await signInAs('piotr')).toMatchObject({ status: 403, body: { code: 'identity.provider-no-role' } })

    const { rows } = await sql`select from identity.staff where login = 'piotr'`.execute(house.db)
    expect(rows).toHaveLength(0)
  })

  test('takes roles away that the claims no longer give, from open sessions too', async () => {
    const first = await signInAs('leaver')
    const cookie = `pulih=${cookiesOf(first).find(({ name }) => name === 'pulih')?.value}`
    const { headers, body } = await admin.get('/sign-in/provider/roles')
    await admin.put('/sign-in/provider/roles', { ...body, mapping: [] }, { 'if-match': String(headers['etag']) })

    const second = await signInAs('leaver')
    const now = await admin.get('/sign-in/provider/roles')
    await admin.put('/sign-in/provider/roles', mapping, { 'if-match': String(now.headers['etag']) })

    expect(second.body.code).toBe('identity.provider-no-role')
    expect((await house.anyone.get('/me', { cookie })).body.permissions).toEqual([])
  })

  test('never gives somebody the account of a local person who is called the same', async () => {
    const local = await aMember(house, { login: 'local.person', roles: ['admin'] })

    const reply = await signInAs('impostor')

    const me = await house.anyone.get('/me', {
      cookie: `pulih=${cookiesOf(reply).find(({ name }) => name === 'pulih')?.value}`,
    })
    expect(me.body.id).not.toBe(`staff:${local.id}`)
    expect(me.body).toMatchObject({ login: expect.stringMatching(/^sso-/), roles: ['operations'] })
  })

  test('lets nobody in who is disabled here', async () => {
    await signInAs('olga')
    await sql`update identity.staff set disabled_at = now() where login = 'olga'`.execute(house.db)

    const reply = await signInAs('olga')
    await sql`update identity.staff set disabled_at = null where login = 'olga'`.execute(house.db)

    expect(reply).toMatchObject({ status: 401, body: { code: 'identity.provider-refused' } })
  })

  test('leaves the roles to the provider', async () => {
    await signInAs('olga')
    const { body } = await admin.get('/staff?limit=100')
    const olga = body.items.find(({ login }: { login: string }) => login === 'olga')
    const { headers } = await admin.get(`/staff/${olga.id}`)

    const reply = await admin.patch(`/staff/${olga.id}`, { roles: ['admin'] }, { 'if-match': String(headers['etag']) })

    expect(reply.body.code).toBe('identity.roles-by-claim')
    expect(olga).toMatchObject({ rolesBy: 'claim', password: 'none', provider: true })
  })
})

describe('roles that the provider changes', () => {
  const map = async (wanted: readonly unknown[]) => {
    const { headers } = await admin.get('/sign-in/provider/roles')
    const body = { ...mapping, mapping: wanted }
    await admin.put('/sign-in/provider/roles', body, { 'if-match': String(headers['etag']) })
  }
  const changesOf = async (login: string) => {
    const { rows } = await sql<{ id: string }>`select id from identity.staff where login = ${login}`.execute(house.db)
    const { body } = await admin.get(`/audit?subject=staff:${rows[0]?.id}&action=identity.staff-changed`)
    return body.items.map(({ detail }: { detail: unknown }) => detail)
  }

  test('stand in the audit trail with before and after, and nothing stands there where they stay', async () => {
    await map([{ value: 'chief', role: 'operations' }])
    await signInAs('chief')
    await signInAs('chief')
    expect(await changesOf('chief')).toEqual([])

    await map([{ value: 'chief', role: 'finance' }])
    await signInAs('chief')
    await map(mapping.mapping)

    expect(await changesOf('chief')).toEqual([{ before: ['operations'], after: ['finance'], by: 'claim' }])
  })

  test('leave the last admin, and say so', async () => {
    await map([{ value: 'chief', role: 'admin' }])
    await signInAs('chief')
    await sql`update identity.staff set disabled_at = now() where 'admin' = any (roles) and login <> 'chief'`.execute(
      house.db,
    )
    await sql`update platform.setting set value = value || '{"mapping": []}' where name = 'identity.role-claim'`.execute(
      house.db,
    )
    const reply = await signInAs('chief')
    await sql`update identity.staff set disabled_at = null where 'admin' = any (roles)`.execute(house.db)
    await map(mapping.mapping)

    expect(reply.status).toBe(303)
    expect((await changesOf('chief'))[0]).toEqual({
      before: ['admin'],
      after: ['admin'],
      by: 'claim',
      keptLastAdmin: true,
    })
    await signInAs('chief')
    expect((await changesOf('chief'))[0]).toEqual({ before: ['admin'], after: [], by: 'claim' })
  })
})

describe('an attack on the sign-in through the provider', () => {
  const refused = { status: 401, body: { code: 'identity.provider-refused' } }

  test('with a made-up state is refused', async () => {
    const { location, browser } = await begin()
    const url = await visitProvider(location, 'olga')
    url.searchParams.set('state', 'forged')

    expect(await comeBack(url, browser)).toMatchObject(refused)
  })

  test('with another nonce in the identity token is refused', async () => {
    const { location, browser } = await begin()
    const forged = new URL(location)
    forged.searchParams.set('nonce', 'forged')

    expect(await comeBack(await visitProvider(forged.href, 'olga'), browser)).toMatchObject(refused)
  })

  test('with a code that another visit earned is refused', async () => {
    const [mine, stolen] = [await begin(), await begin()]
    const url = await visitProvider(mine.location, 'olga')
    const other = await visitProvider(stolen.location, 'olga')
    url.searchParams.set('code', other.searchParams.get('code') ?? '')

    expect(await comeBack(url, mine.browser)).toMatchObject(refused)
  })

  test('that makes another browser finish a visit is refused', async () => {
    const [attacker, victim] = [await begin(), await begin()]
    const url = await visitProvider(attacker.location, 'olga')

    expect(await comeBack(url, victim.browser)).toMatchObject(refused)
    expect(await house.anyone.get(`${url.pathname}${url.search}`)).toMatchObject(refused)
  })

  test('that finishes a visit twice, or much later, is refused', async () => {
    const { location, browser } = await begin()
    const url = await visitProvider(location, 'olga')
    expect((await comeBack(url, browser)).status).toBe(303)
    expect(await comeBack(url, browser)).toMatchObject(refused)

    const late = await begin()
    const lateUrl = await visitProvider(late.location, 'olga')
    house.clock.advance({ minutes: 11 })
    expect(await comeBack(lateUrl, late.browser)).toMatchObject(refused)
  })

  test('with a token of somebody who claims to be another provider is refused', async () => {
    const { location, browser } = await begin()
    const url = await visitProvider(location, 'olga')
    url.searchParams.set('iss', 'https://evil.example')

    expect(await comeBack(url, browser)).toMatchObject(refused)
  })

  test('shows a person the sign-in page rather than JSON', async () => {
    const url = new URL(`${publicUrl}/api/v1/sign-in/provider/callback?state=x&code=y`)

    const reply = await comeBack(url, 'x', { accept: 'text/html,*/*' })

    expect(reply).toMatchObject({
      status: 303,
      headers: { location: '/console/sign-in?problem=identity.provider-refused' },
    })
  })
})

describe('linking an account of the provider', () => {
  test('needs a session and its password, and then opens the same account', async () => {
    const member = await aMember(house, { roles: ['finance'] })
    const client = await enter(house, member)
    expect((await house.anyone.post('/sign-in/provider', { link: { password: 'x' } })).status).toBe(401)
    expect((await client.post('/sign-in/provider', { link: { password: 'wrong' } })).body.code).toBe(
      'identity.password-wrong',
    )

    const { location, browser } = await begin({ link: { password: member.password } }, client)
    const linked = await comeBack(await visitProvider(location, 'linked'), browser)
    const entered = await signInAs('linked')

    expect(linked.status).toBe(303)
    expect(cookiesOf(linked).some(({ name, value }) => name === 'pulih' && value !== '')).toBe(false)
    const me = await house.anyone.get('/me', {
      cookie: `pulih=${cookiesOf(entered).find(({ name }) => name === 'pulih')?.value}`,
    })
    expect(me.body).toMatchObject({ id: `staff:${member.id}`, roles: ['finance'] })
  })

  test('of somebody else is refused', async () => {
    await signInAs('olga')
    const member = await aMember(house)
    const { location, browser } = await begin({ link: { password: member.password } }, await enter(house, member))

    expect(await comeBack(await visitProvider(location, 'olga'), browser)).toMatchObject({
      status: 409,
      body: { code: 'identity.already-linked' },
    })
  })
})

describe('a link to an account of the provider', () => {
  const refused = { status: 401, body: { code: 'identity.provider-refused' } }

  async function linkedMember(name: string) {
    const member = await aMember(house)
    const client = await enter(house, member)
    const { location, browser } = await begin({ link: { password: member.password } }, client)
    expect((await comeBack(await visitProvider(location, name), browser)).status).toBe(303)
    return { member, client }
  }

  test('is gone when whoever lost the password is reset', async () => {
    const { member } = await linkedMember('rogue')

    const { body } = await admin.post(`/staff/${member.id}/reset`, {})

    expect(body).toMatchObject({ linksRemoved: 1, staff: { provider: false } })
    expect((await signInAs('rogue')).body.code).toBe('identity.provider-no-role')
  })

  test('lets nobody in who is disabled, and is gone when he is let in again', async () => {
    const { member } = await linkedMember('again')
    await admin.post(`/staff/${member.id}/disable`)
    expect(await signInAs('again')).toMatchObject(refused)

    await admin.post(`/staff/${member.id}/enable`)

    expect((await signInAs('again')).body.code).toBe('identity.provider-no-role')
    const { body } = await admin.get(`/audit?subject=staff:${member.id}&action=identity.staff-enabled`)
    expect(body.items[0].detail).toEqual({ linksRemoved: 1 })
  })

  test('is not removed while it refuses somebody who is disabled, also where he is reset', async () => {
    const { member } = await linkedMember('sacked')
    const [link] = (await admin.get(`/provider-links?staff=${member.id}`)).body.items
    await admin.post(`/staff/${member.id}/disable`)

    expect((await admin.delete(`/provider-links/${link.id}`)).body.code).toBe('identity.link-needed')
    expect(await signInAs('sacked')).toMatchObject(refused)
    expect((await admin.post(`/staff/${member.id}/reset`, {})).body).toMatchObject({ linksRemoved: 0 })
    expect(await signInAs('sacked')).toMatchObject(refused)

    await admin.post(`/staff/${member.id}/enable`)
    expect((await admin.get(`/provider-links?staff=${member.id}`)).body.items).toEqual([])
  })

  test('stays with somebody whose only way in it is', async () => {
    await signInAs('olga')
    const { body } = await admin.get('/staff?limit=100')
    const olga = body.items.find(({ login }: { login: string }) => login === 'olga')
    const [link] = (await admin.get(`/provider-links?staff=${olga.id}`)).body.items
    await admin.post(`/staff/${olga.id}/disable`)
    await admin.post(`/staff/${olga.id}/enable`)

    expect((await admin.delete(`/provider-links/${link.id}`)).body.code).toBe('identity.only-way-in')
    expect((await signInAs('olga')).status).toBe(303)
  })

  test('is not made for a session that ended on the way', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)
    const { location, browser } = await begin({ link: { password: member.password } }, client)
    const url = await visitProvider(location, 'late')

    await client.post('/sign-out')

    expect(await comeBack(url, browser)).toMatchObject(refused)
    expect((await admin.get(`/provider-links?staff=${member.id}`)).body.items).toEqual([])
  })

  test('is not made with a password that somebody else has seen', async () => {
    const member = await aMember(house, { temporary: true })
    const client = await enter(house, member)

    const reply = await client.post('/sign-in/provider', { link: { password: member.password } })

    expect(reply).toMatchObject({ status: 403, body: { code: 'identity.password-temporary' } })
  })

  test('is not made either where the password became temporary on the way', async () => {
    const member = await aMember(house)
    const { location, browser } = await begin({ link: { password: member.password } }, await enter(house, member))
    await sql`update identity.staff set password_temporary = true where id = ${member.id}`.execute(house.db)

    expect((await comeBack(await visitProvider(location, 'unseen'), browser)).body.code).toBe(
      'identity.password-temporary',
    )
  })

  test('is seen and removed by its owner, and what came in by it goes out', async () => {
    const { member, client } = await linkedMember('own')
    const entered = await signInAs('own')
    const cookie = `pulih=${cookiesOf(entered).find(({ name }) => name === 'pulih')?.value}`
    expect((await house.anyone.get('/me', { cookie })).status).toBe(200)
    const { items } = (await client.get('/provider-links')).body
    expect(items).toMatchObject([{ staff: member.id, issuer: provider.issuer, subject: 'own' }])

    expect((await client.delete(`/provider-links/${items[0].id}`)).status).toBe(204)

    expect((await client.get('/provider-links')).body.items).toEqual([])
    expect((await house.anyone.get('/me', { cookie })).status).toBe(401)
    expect((await client.get('/me')).status).toBe(200)
    expect((await client.delete(`/provider-links/${items[0].id}`)).status).toBe(404)
    const { body } = await admin.get(`/audit?subject=staff:${member.id}&action=identity.provider-unlinked`)
    expect(body.items[0]).toMatchObject({
      actor: `staff:${member.id}`,
      detail: { link: items[0].id, sessionsEnded: 1 },
    })
  })

  test('of somebody else is only for whoever manages the staff', async () => {
    const { member } = await linkedMember('foreign')
    const other = await enter(house, await aMember(house, { roles: ['operations'] }))
    const [link] = (await admin.get(`/provider-links?staff=${member.id}`)).body.items

    expect((await other.get(`/provider-links?staff=${member.id}`)).status).toBe(403)
    expect((await other.delete(`/provider-links/${link.id}`)).status).toBe(404)
    expect((await admin.delete(`/provider-links/${link.id}`)).status).toBe(204)
  })
})

describe('without a provider', () => {
  test('says how to have one, and without its answer to try later', async () => {
    const none = await aHouse()
    const away = await aHouse([], { config: { oidc: { ...oidc, issuer: 'http://127.0.0.1:9' } } })

    expect((await none.anyone.post('/sign-in/provider', {})).body.code).toBe('identity.provider-none')
    expect((await away.anyone.post('/sign-in/provider', {})).body.code).toBe('identity.provider-away')
  })
})
