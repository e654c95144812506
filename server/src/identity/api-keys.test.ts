import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { authenticateKey } from './index.ts'
import { aHouse, aMember, bearing, enter, type Entered } from './testing/house.ts'

const house = await aHouse()
const inDays = (days: number) =>
  house.clock
    .now()
    .add({ hours: days * 24 })
    .toString()

async function aKey(owner: Entered, scopes: readonly string[], days = 30) {
  const reply = await owner.post('/api-keys', { name: 'LibreNMS', scopes, expiresAt: inDays(days) })
  return { reply, id: reply.body.apiKey?.id, client: bearing(house, reply.body.key ?? '') }
}

describe('an API key', () => {
  test('is shown once, recognised by its beginning, and kept as a digest', async () => {
    const owner = await enter(house, await aMember(house, { roles: ['operations'] }))

    const { reply, client } = await aKey(owner, ['alarms.write'])

    const { key, apiKey } = reply.body
    expect(reply.status).toBe(201)
    expect(key).toMatch(/^pulih_key_[0-9a-f]{8}_[\w-]{43}$/)
    expect(key.startsWith(apiKey.prefix)).toBe(true)
    const { body } = await owner.get('/api-keys')
    expect(JSON.stringify(body)).not.toContain(key)
    const { rows } = await sql<{
      row: string
    }>`select k::text as row from identity.api_key k where id = ${apiKey.id}`.execute(house.db)
    expect(rows[0]?.row).not.toContain(key.slice(-20))
    expect((await client.get('/me')).body).toMatchObject({
      kind: 'key',
      id: `key:${apiKey.id}`,
      name: 'LibreNMS',
      permissions: ['alarms.write'],
    })
  })

  test('does nothing for which it lacks the scope', async () => {
    const owner = await enter(house, await aMember(house, { roles: ['admin'] }))
    const { client } = await aKey(owner, ['outages.read'])

    expect(await client.get('/audit')).toMatchObject({
      status: 403,
      body: { code: 'access.forbidden', values: { permission: 'audit.read' } },
    })
    expect((await (await aKey(owner, ['audit.read'])).client.get('/audit')).status).toBe(200)
  })

  test('gets no scope that its maker lacks, and none that needs a person', async () => {
    const approver = await enter(house, await aMember(house, { roles: ['approver'] }))
    const admin = await enter(house, await aMember(house, { roles: ['admin'] }))

    expect((await aKey(approver, ['compensation.approve'])).reply.body.code).toBe('identity.key-scopes')
    expect((await aKey(admin, ['identity.manage'])).reply.body.code).toBe('identity.key-scopes')
    expect((await aKey(admin, ['ledger.post', 'audit.read'])).reply.body).toMatchObject({
      code: 'identity.key-scopes',
      values: { scopes: 'ledger.post' },
    })
  })

  test('loses what its owner loses', async () => {
    const member = await aMember(house, { roles: ['operations'] })
    const { client } = await aKey(await enter(house, member), ['outages.read', 'outages.write'])

    await sql`update identity.staff set roles = '{viewer}' where id = ${member.id}`.execute(house.db)

    expect((await client.get('/me')).body.permissions).toEqual(['outages.read'])
  })

  test('ends when it expires or is revoked', async () => {
    const owner = await enter(house, await aMember(house))
    const [short, revoked] = [await aKey(owner, ['outages.read'], 1), await aKey(owner, ['outages.read'])]
    expect((await revoked.client.get('/me')).status).toBe(200)

    expect((await owner.delete(`/api-keys/${revoked.id}`)).status).toBe(204)
    house.clock.advance({ hours: 24 })

    expect((await short.client.get('/me')).status).toBe(401)
    expect((await revoked.client.get('/me')).status).toBe(401)
  })

  test('is not for ever, and not for yesterday', async () => {
    const owner = await enter(house, await aMember(house))

    expect((await aKey(owner, ['outages.read'], 800)).reply.body.code).toBe('identity.key-expiry')
    expect((await aKey(owner, ['outages.read'], -1)).reply.body.code).toBe('identity.key-expiry')
  })

  test('says when it was last used', async () => {
    const owner = await enter(house, await aMember(house))
    const { client } = await aKey(owner, ['outages.read'])
    const [before] = (await owner.get('/api-keys')).body.items

    await client.get('/me')

    const [after] = (await owner.get('/api-keys')).body.items
    expect([before.usedAt, after.usedAt]).toEqual([null, house.clock.now().toString()])
  })

  test('makes no keys, changes no password and opens no session', async () => {
    const owner = await enter(house, await aMember(house))
    const { client } = await aKey(owner, ['outages.read'])

    for (const reply of [
      await client.post('/api-keys', { name: 'x', scopes: ['outages.read'], expiresAt: inDays(1) }),
      await client.post('/me/password', { present: 'x', next: 'four unrelated words' }),
      await client.get('/sessions'),
      await client.post('/sign-out'),
    ])
      expect(reply).toMatchObject({ status: 403, body: { code: 'identity.staff-only' } })
  })

  test('of others is seen and revoked only by whoever manages the staff', async () => {
    const { id } = await aKey(await enter(house, await aMember(house)), ['outages.read'])
    const viewer = await enter(house, await aMember(house))
    const admin = await enter(house, await aMember(house, { roles: ['admin'] }))

    expect((await viewer.get('/api-keys')).body.items).toEqual([])
    expect((await viewer.get('/api-keys?all=true')).status).toBe(403)
    expect((await viewer.delete(`/api-keys/${id}`)).status).toBe(404)
    expect(
      (await admin.get('/api-keys?all=true&limit=500')).body.items.some((key: { id: string }) => key.id === id),
    ).toBe(true)
    expect((await admin.delete(`/api-keys/${id}`)).status).toBe(204)
  })

  test('is known to be the person who made it', async () => {
    const member = await aMember(house)
    const { reply } = await aKey(await enter(house, member), ['outages.read'])

    const actor = await authenticateKey(house.platform, reply.body.key)

    expect(actor).toMatchObject({ id: expect.stringMatching(/^key:/), person: `staff:${member.id}` })
  })

  test('is understood without a request too', async () => {
    const { reply } = await aKey(await enter(house, await aMember(house)), ['outages.read'])

    expect(await authenticateKey(house.platform, reply.body.key)).toMatchObject({ kind: 'key', name: 'LibreNMS' })
    expect(await authenticateKey(house.platform, `${reply.body.key}x`)).toBeNull()
    expect(await authenticateKey(house.platform, 'pulih_session_x')).toBeNull()
  })
})
