import type { Role } from '@pulih/contracts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createDemonstrationStaff, createFirstAdmin } from './index.ts'
import { aHouse, aMember, enter, type Entered } from './testing/house.ts'

const house = await aHouse()
const boss = await aMember(house, { roles: ['admin'] })
const admin = await enter(house, boss)

/** The header of a program with a key that somebody made. */
const keyOf = async (client: Entered) => {
  const expiresAt = house.clock.now().add({ hours: 24 }).toString()
  const { body } = await client.post('/api-keys', { name: 'alarms', scopes: ['outages.read'], expiresAt })
  return { authorization: `Bearer ${body.key}` }
}

const change = async (client: Entered, id: string, body: { name?: string; roles?: readonly Role[] }) => {
  const { headers } = await admin.get(`/staff/${id}`)
  return client.patch(`/staff/${id}`, body, { 'if-match': String(headers['etag']) })
}

describe('a member of staff', () => {
  test('is added with a temporary password that is shown once', async () => {
    const { status, body } = await admin.post('/staff', { login: 'New.One', name: 'New One', roles: ['care'] })

    expect(status).toBe(201)
    expect(body.staff).toMatchObject({ login: 'new.one', roles: ['care'], password: 'temporary' })
    const signedIn = await house.anyone.post('/sign-in', { login: 'new.one', password: body.password })
    expect(signedIn.body).toMatchObject({ status: 'signed-in', passwordTemporary: true })
    expect((await admin.post('/staff', { login: 'NEW.one', name: 'x', roles: [] })).body.code).toBe(
      'identity.login-taken',
    )
  })

  test('gets new roles at once, in open sessions too', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)

    expect((await change(admin, member.id, { roles: ['finance'] })).status).toBe(200)

    expect((await client.get('/me')).body).toMatchObject({
      roles: ['finance'],
      permissions: expect.arrayContaining(['compensation.run']),
    })
  })

  test('is called by name before every colleague, also once disabled, and not before programs', async () => {
    const [member, gone] = [await aMember(house), await aMember(house)]
    const viewer = await enter(house, member)
    await admin.post(`/staff/${gone.id}/disable`)
    const nobody = crypto.randomUUID()

    const { status, body } = await viewer.get(`/staff/names?actors=staff:${member.id},staff:${gone.id},staff:${nobody}`)

    expect(status).toBe(200)
    expect(body.items.map((each: { actor: string }) => each.actor).toSorted()).toEqual(
      [`staff:${member.id}`, `staff:${gone.id}`].toSorted(),
    )
    expect(Object.keys(body.items[0]).toSorted()).toEqual(['actor', 'name'])
    expect((await viewer.get('/staff/names?actors=boss')).status).toBe(400)
    expect((await house.anyone.get(`/staff/names?actors=staff:${gone.id}`)).status).toBe(401)
    expect((await house.anyone.get(`/staff/names?actors=staff:${gone.id}`, await keyOf(viewer))).body.code).toBe(
      'identity.staff-only',
    )
  })

  test('is changed from the version that was read, and only by whoever may', async () => {
    const member = await aMember(house)
    const viewer = await enter(house, await aMember(house))

    expect((await admin.patch(`/staff/${member.id}`, { name: 'x' })).status).toBe(428)
    expect((await admin.patch(`/staff/${member.id}`, { name: 'x' }, { 'if-match': '"99"' })).status).toBe(412)
    expect((await change(viewer, member.id, { name: 'x' })).status).toBe(403)
    expect((await admin.get(`/staff/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('gives himself no rights', async () => {
    expect((await change(admin, boss.id, { roles: ['admin', 'approver'] })).body.code).toBe('identity.own-account')
    expect((await admin.post(`/staff/${boss.id}/disable`)).body.code).toBe('identity.own-account')
    expect((await change(admin, boss.id, { name: 'Another Name' })).status).toBe(200)
  })

  test('is let in no longer when disabled, with session, password and key', async () => {
    const member = await aMember(house, { roles: ['operations'] })
    const client = await enter(house, member)
    const key = await keyOf(client)
    expect((await house.anyone.get('/me', key)).status).toBe(200)

    const disabled = await admin.post(`/staff/${member.id}/disable`)

    expect(disabled.body).toMatchObject({ sessionsEnded: 1, keysStopped: 1, staff: { disabledAt: expect.any(String) } })
    expect([(await client.get('/me')).status, (await house.anyone.get('/me', key)).status]).toEqual([401, 401])
    await admin.post(`/staff/${member.id}/enable`)
    expect((await house.anyone.get('/me', key)).status).toBe(401)
    expect((await client.get('/me')).status).toBe(401)
  })

  test('who lost everything is helped: temporary password, no waiting, no sessions', async () => {
    const member = await aMember(house)
    const client = await enter(house, member)
    for (let failure = 1; failure <= 6; failure++)
      await house.anyone.post('/sign-in', { login: member.login, password: 'wrong' })

    const { body } = await admin.post(`/staff/${member.id}/reset`)

    expect((await client.get('/me')).status).toBe(401)
    const signedIn = await house.anyone.post('/sign-in', { login: member.login, password: body.password })
    expect(signedIn.body).toMatchObject({ status: 'signed-in', passwordTemporary: true })
  })

  test('who lost password or device loses the API keys too, unless it is decided to keep them', async () => {
    const [lost, trusted] = [await aMember(house), await aMember(house)]
    const keys = [await keyOf(await enter(house, lost)), await keyOf(await enter(house, trusted))] as const

    const revoked = await admin.post(`/staff/${lost.id}/reset`, {})
    const kept = await admin.post(`/staff/${trusted.id}/reset`, { keys: 'keep' })

    expect(revoked.body).toMatchObject({ sessionsEnded: 1, keysStopped: 1, keysKept: 0 })
    expect(kept.body).toMatchObject({ sessionsEnded: 1, keysStopped: 0, keysKept: 1 })
    const statuses = await Promise.all(keys.map(async key => (await house.anyone.get('/me', key)).status))
    expect(statuses).toEqual([401, 200])
  })

  test('who is the last admin stays admin, even when two are demoted at once', async () => {
    const empty = await aHouse()
    const [one, other] = [await aMember(empty, { roles: ['admin'] }), await aMember(empty, { roles: ['admin'] })]
    const [asOne, asOther] = [await enter(empty, one), await enter(empty, other)]

    const replies = await Promise.all([
      asOne.patch(`/staff/${other.id}`, { roles: [] }, { 'if-match': '"1"' }),
      asOther.patch(`/staff/${one.id}`, { roles: [] }, { 'if-match': '"1"' }),
    ])

    // Whoever is demoted first may find himself refused for lack of the permission, or of another admin.
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows } = await sql`select from identity.staff where 'admin' = any (roles)`.execute(empty.db)
    expect(rows).toHaveLength(1)
  })

  test('is found in a list by login, in pages and by role', async () => {
    const first = await admin.get('/staff?limit=2')
    const second = await admin.get(`/staff?limit=2&cursor=${first.body.next}`)
    const logins = [...first.body.items, ...second.body.items].map(({ login }: { login: string }) => login)

    expect(logins).toEqual(logins.toSorted())
    expect((await admin.get('/staff?role=admin')).body.items).toHaveLength(1)
    expect(JSON.stringify(first.body)).not.toContain('argon2')
  })
})

describe('the first start', () => {
  test('makes one sign-in for each role, once', async () => {
    const empty = await aHouse()

    const printed = await createDemonstrationStaff(empty.platform)

    expect(printed.map(({ role }) => role)).toContain('approver')
    for (const { login, password, role } of printed)
      expect((await (await enter(empty, { login, password })).get('/me')).body).toMatchObject({
        roles: [role],
        passwordTemporary: false,
      })
    expect(await createDemonstrationStaff(empty.platform)).toEqual([])
    expect(await createFirstAdmin(empty.platform)).toBeNull()
  })

  test('without demonstration makes one admin, who has to change the password', async () => {
    const empty = await aHouse()

    const [one, other] = await Promise.all([createFirstAdmin(empty.platform), createFirstAdmin(empty.platform)])

    const admins = [one, other].filter(admin => admin !== null)
    expect(admins).toHaveLength(1)
    const { login = '', password = '' } = admins[0] ?? {}
    expect((await (await enter(empty, { login, password })).get('/me')).body).toMatchObject({
      passwordTemporary: true,
      permissions: [],
    })
    const { rows } = await sql`select from identity.staff`.execute(empty.db)
    expect(rows).toHaveLength(1)
  })
})
