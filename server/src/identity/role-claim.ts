import { roles, RoleClaimView, type Role } from '@pulih/contracts'
import type { Static } from 'typebox'
import { defineSetting } from '../platform/index.ts'

/** Which values of which claim give which roles. Without a mapping nobody gets in whom no colleague has linked. */
export type RoleClaim = Static<typeof RoleClaimView>

/**
 * Kept like a setting, with its history, but only changed through its own route: whoever says what a claim means gives out roles.
 */
export const roleClaimSetting = defineSetting({
  name: 'identity.role-claim',
  says: 'Which claims of the OpenID provider give which roles',
  schema: RoleClaimView,
  otherwise: { scope: 'openid profile', claim: 'roles', mapping: [] },
})

/** The roles that a person's claims give, in the order in which we list them. */
export function rolesFrom(claims: Readonly<Record<string, unknown>>, { claim, mapping }: RoleClaim): Role[] {
  const values = textsOf(claimAt(claims, claim))
  const given = new Set(mapping.filter(({ value }) => values.includes(value)).map(({ role }) => role))
  return roles.filter(role => given.has(role))
}

/** A claim may have dots in its name, or be inside another one. */
export function claimAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in claims) return claims[name]
  return name.split('.').reduce<unknown>((inner, part) => (isObject(inner) ? inner[part] : undefined), claims)
}

/** Providers send a list, or one text with blanks or commas. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[\s,]+/)
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
