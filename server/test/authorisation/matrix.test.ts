import { describe, expect, test } from 'vitest'
import {
  permissions,
  permissionsOf,
  personalPermissions,
  rolePermissions,
  roles,
  type Permission,
} from '@pulih/contracts'
import { sql } from 'kysely'
import { harness, type TestClient } from '../harness.ts'
import { aMember, bearing, enter } from '../../src/identity/testing/house.ts'
import { answered, declared, harmless } from './operations.ts'

const h = await harness()

async function statusOf(client: TestClient, route: (typeof declared)[number]): Promise<number> {
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
  const url = harmless(route)
  if (method === 'get' || method === 'delete') return (await client[method](url)).status
  const [media = 'application/json'] = route.accepts
  return (
    await client[method](
      url,
      media === 'application/json' ? (route.body ? {} : undefined) : 'x',
      media === 'application/json' ? {} : { 'content-type': media },
    )
  ).status
}

/** What the contract promises to somebody with these permissions; 400 says that he was let in and the request was not valid. */
function expected(permission: (typeof declared)[number]['permission'], held: ReadonlySet<Permission>): number {
  return permission === 'anyone' || permission === 'signed-in' || held.has(permission) ? 400 : 403
}

async function answersTo(client: TestClient): Promise<Record<string, number>> {
  const answers: Record<string, number> = {}
  for (const route of declared) answers[route.id] = await statusOf(client, route)
  return answers
}

async function keyOf(owner: { login: string; password: string }, scopes: readonly Permission[]): Promise<TestClient> {
  const entered = await enter(h, owner)
  const expiresAt = h.clock.now().add({ hours: 24 }).toString()
  const { body } = await entered.post('/api-keys', { name: 'A machine', scopes, expiresAt })
  expect(body).toMatchObject({ key: expect.any(String) })
  return bearing(h, body.key)
}

describe('every operation', () => {
  test('is declared in the contracts, but for the front door, the pages, health, metrics, documentation and the way back from the OpenID provider', () => {
    const known = new Set(declared.map(({ method, path }) => `${method} /api/v1${path}`))
    // `/*` are the files of the pages, which are there once they are built.
    const others = answered(h.app).filter(each => !known.has(each) && !/^(GET|HEAD) \/(api\/docs(\/|$)|\*$)/.test(each))

    expect(others.toSorted()).toEqual([
      'GET /',
      'GET /api/openapi.json',
      'GET /api/v1/portal/sign-in/provider/callback',
      'GET /api/v1/sign-in/provider/callback',
      'GET /calculator',
      'GET /calculator*',
      'GET /console',
      'GET /console*',
      'GET /healthz',
      'GET /metrics',
      'GET /portal',
      'GET /portal*',
      'GET /readyz',
    ])
    expect([...known].filter(each => !answered(h.app).includes(each))).toEqual([])
  })

  test.each(roles)('is open to the role %s exactly where its permission says so', async role => {
    const member = await enter(h, await aMember(h, { roles: [role] }))
    const held = new Set(rolePermissions[role])

    expect(await answersTo(member)).toEqual(
      Object.fromEntries(declared.map(({ id, permission }) => [id, expected(permission, held)])),
    )
  })

  test('is closed to whoever shows no credentials or false ones, unless it is for anyone', async () => {
    const closed = Object.fromEntries(declared.map(({ id, permission }) => [id, permission === 'anyone' ? 400 : 401]))

    expect(await answersTo(h.anyone)).toEqual(closed)
    expect(await answersTo(bearing(h, 'pulih_session_made-up'))).toEqual(closed)
  })

  test('is closed to a key without its scope, whatever its owner may do', async () => {
    const key = await keyOf(await aMember(h, { roles: [...roles] }), ['network.read'])

    expect(await answersTo(key)).toEqual(
      Object.fromEntries(declared.map(({ id, permission }) => [id, expected(permission, new Set(['network.read']))])),
    )
  })

  test('is closed to whoever still has a temporary password, but for what is his own', async () => {
    const member = await enter(h, await aMember(h, { roles: [...roles], temporary: true }))

    expect(await answersTo(member)).toEqual(
      Object.fromEntries(declared.map(({ id, permission }) => [id, expected(permission, new Set())])),
    )
  })
})

describe('a key', () => {
  test('is never given what needs a person, and does not get it by a row in the database either', async () => {
    const owner = await aMember(h, { roles: [...roles] })
    const entered = await enter(h, owner)
    const expiresAt = h.clock.now().add({ hours: 24 }).toString()
    for (const permission of personalPermissions) {
      expect(
        (await entered.post('/api-keys', { name: 'Too much', scopes: [permission], expiresAt })).body,
      ).toMatchObject({ code: 'identity.key-scopes' })
    }
    const usual = permissions.filter(permission => !personalPermissions.some(personal => personal === permission))
    const key = await keyOf(owner, usual)
    await sql`update identity.api_key set scopes = scopes || ${[...personalPermissions]}::text[]`.execute(h.db)

    expect((await key.get('/me')).body.permissions.toSorted()).toEqual(usual.toSorted())
    expect(await answersTo(key)).toEqual(
      Object.fromEntries(declared.map(({ id, permission }) => [id, expected(permission, new Set(usual))])),
    )
  })

  test('loses what its owner loses', async () => {
    const owner = await aMember(h, { roles: ['finance'] })
    const key = await keyOf(owner, ['ledger.post', 'ledger.read'])
    await sql`update identity.staff set roles = '{viewer}' where id = ${owner.id}`.execute(h.db)

    expect((await key.get('/me')).body.permissions).toEqual(['ledger.read'])
  })
})

describe('roles', () => {
  test('never let the one who starts a run approve it, nor the one who hands out roles move money', () => {
    const together = (role: (typeof roles)[number], wanted: readonly Permission[]) =>
      wanted.filter(each => permissionsOf([role]).has(each))

    for (const role of roles) {
      expect(together(role, ['compensation.run', 'compensation.approve'])).not.toHaveLength(2)
      if (permissionsOf([role]).has('identity.manage'))
        expect(together(role, ['compensation.run', 'compensation.approve', 'ledger.post', 'payouts.send'])).toEqual([])
    }
  })
})
