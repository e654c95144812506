import { permissions, personalPermissions, rolePermissions, roles } from '@pulih/contracts'
import { TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { placeOf } from './attempt.ts'
import { waitSeconds } from './lockout.ts'
import { enrolment, newSecret, readRecoveryCode, stepOf } from './one-time-code.ts'
import { checkNewPassword, hashPassword, isOutdated, isPassword } from './password.ts'
import { rolesFrom } from './role-claim.ts'
import { seal, unseal } from './seal.ts'
import { allowedToKey, checkScopes } from './staff.ts'
import { newApiKey, newReadable, newToken } from './token.ts'

const now = Temporal.Instant.from('2026-09-15T09:00:00Z')

describe('a password', () => {
  test('is hashed with Argon2id at the cost that OWASP asks for', async () => {
    const hashed = await hashPassword('correct horse battery')

    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(isOutdated(hashed)).toBe(false)
    expect(isOutdated(hashed.replace('t=2', 't=1'))).toBe(true)
  })

  test('fits however the letters were composed, and nothing else does', async () => {
    const hashed = await hashPassword('zażółć gęślą'.normalize('NFD'))

    expect(await isPassword(hashed, 'zażółć gęślą'.normalize('NFC'))).toBe(true)
    expect(await isPassword(hashed, 'zazolc gesla')).toBe(false)
    expect(await isPassword(null, 'zażółć gęślą')).toBe(false)
  })

  test.each([
    ['is short', 'short'],
    ['is the login with a little', 'maria.nowak1234'],
    ['is one character', 'aaaaaaaaaaaaaaaa'],
    ['is the one before', 'the one before it'],
  ])('is refused when it %s', (_, password) => {
    const owner = { login: 'maria.nowak', name: 'Maria Nowak', present: 'the one before it' }

    expect(() => checkNewPassword(password, owner)).toThrow(/password-weak/)
    expect(() => checkNewPassword('four unrelated words', owner)).not.toThrow()
  })
})

describe('a code', () => {
  const secret = newSecret()
  const { uri } = enrolment(secret, 'maria')
  const totp = new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' })
  const codeAt = (seconds: number) => totp.generate({ timestamp: now.epochMilliseconds + seconds * 1_000 })

  test('belongs to its step, one step early or late', () => {
    const step = stepOf(secret, codeAt(0), now) ?? 0n

    expect(stepOf(secret, codeAt(-30), now)).toBe(step - 1n)
    expect(stepOf(secret, codeAt(30), now)).toBe(step + 1n)
    expect(stepOf(secret, codeAt(-90), now)).toBeNull()
    expect(stepOf(secret, 'abcdef', now)).toBeNull()
  })

  test('of recovery is read as people type it', () => {
    expect(readRecoveryCode(' ABCD efgh-2345 ')).toBe('abcdefgh2345')
  })
})

describe('a sealed secret', () => {
  test('is only read by its owner and with its key', () => {
    const sealed = seal(Buffer.from('secret'), 'maria', 'key')

    expect(sealed.includes('secret')).toBe(false)
    expect(Buffer.from(unseal(sealed, 'maria', 'key')).toString()).toBe('secret')
    expect(() => unseal(sealed, 'eve', 'key')).toThrow(/authenticate/)
    expect(() => unseal(sealed, 'maria', 'other')).toThrow(/authenticate/)
    expect(() => unseal(sealed, 'maria', null)).toThrow(/PULIH_SECRET_IDENTITY/)
  })

  test('that was kept before there was a key is still read', () => {
    expect(Buffer.from(unseal(seal(Buffer.from('secret'), 'maria', null), 'maria', 'key')).toString()).toBe('secret')
  })
})

describe('waiting', () => {
  test('begins after a few failures and doubles up to an hour', () => {
    expect([1, 4, 5, 6, 7, 50].map(failures => waitSeconds('account:a', failures))).toEqual([0, 0, 30, 60, 120, 3_600])
    expect([30, 31].map(failures => waitSeconds('address:a', failures))).toEqual([0, 30])
  })

  test('is shared by one IPv6 network, and by one IPv4 address however it is written', () => {
    expect(placeOf('2001:db8:1:2::1')).toBe(placeOf('2001:db8:1:2:ffff::9'))
    expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
    expect(placeOf('::ffff:192.0.2.1')).toBe(placeOf('192.0.2.1'))
  })
})

describe('tokens', () => {
  test('have 256 random bits besides what they are recognised by', () => {
    const { key, prefix } = newApiKey()

    expect(Buffer.from(key.slice(prefix.length + 1), 'base64url')).toHaveLength(32)
    expect(newToken('session')).not.toBe(newToken('session'))
    expect(newReadable(5)).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  })
})

describe('roles', () => {
  test('give only permissions that exist, and all of them but the one that only subscribers have', () => {
    const ofStaff = permissions.filter(permission => permission !== 'portal.own')
    expect(new Set(Object.values(rolePermissions).flat())).toEqual(new Set(ofStaff))
  })

  test('keep apart who starts a run, who approves it and who gives out roles', () => {
    expect(rolePermissions.approver).not.toContain('compensation.run')
    expect(rolePermissions.finance).not.toContain('compensation.approve')
    expect(rolePermissions.admin).not.toContain('compensation.approve')
    expect(roles.filter(role => rolePermissions[role].includes('identity.manage'))).toEqual(['admin'])
  })

  test('of a viewer show no person and change nothing', () => {
    expect(rolePermissions.viewer).not.toContain('subscribers.personal')
    expect(rolePermissions.viewer.every(permission => permission.endsWith('.read'))).toBe(true)
  })

  test('come from a claim, wherever it is and however it is written', () => {
    const rules = { scope: 'openid', claim: 'realm.roles', mapping: [{ value: 'noc', role: 'operations' as const }] }

    expect(rolesFrom({ realm: { roles: ['noc', 'noc', 'x'] } }, rules)).toEqual(['operations'])
    expect(rolesFrom({ 'realm.roles': 'x noc' }, rules)).toEqual(['operations'])
    expect(rolesFrom({ realm: 'noc' }, rules)).toEqual([])
    expect(rolesFrom({ realm: { roles: { noc: true } } }, rules)).toEqual([])
  })
})

describe('the scopes of a key', () => {
  test('are never more than its owner may do, nor what needs a person', () => {
    expect([...allowedToKey(['outages.write', 'compensation.approve'], { roles: ['approver', 'operations'] })]).toEqual(
      ['outages.write'],
    )
    expect([...allowedToKey(['outages.write'], { roles: ['viewer'] })]).toEqual([])
    expect(() => checkScopes(personalPermissions, new Set(permissions))).toThrow(/key-scopes/)
  })
})
