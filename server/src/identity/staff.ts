import { permissionsOf, personalPermissions, type Permission, type Role } from '@pulih/contracts'
import { problem } from '../platform/index.ts'

/** Somebody who works here. */
export interface Staff {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly rolesBy: 'hand' | 'claim'
  readonly passwordHash: string | null
  readonly passwordTemporary: boolean
  readonly totpSecret: Buffer | null
  readonly totpConfirmedAt: Temporal.Instant | null
  readonly revision: number
  readonly createdAt: Temporal.Instant
  readonly disabledAt: Temporal.Instant | null
  readonly hasProvider: boolean
}

/** What somebody may do in a session. With a password that others have seen: nothing but change it. */
export function allowedTo(staff: Pick<Staff, 'roles' | 'passwordTemporary'>): ReadonlySet<Permission> {
  return staff.passwordTemporary ? new Set() : permissionsOf(staff.roles)
}

/** What a key may do: what it was made for, as long as its owner may do it too. */
export function allowedToKey(scopes: readonly Permission[], owner: Pick<Staff, 'roles'>): ReadonlySet<Permission> {
  const owners = permissionsOf(owner.roles)
  return new Set(scopes.filter(scope => owners.has(scope) && !isPersonal(scope)))
}

/** Refuses scopes that the maker of a key does not have, or that no key can have. */
export function checkScopes(scopes: readonly Permission[], maker: ReadonlySet<Permission>): void {
  const refused = scopes.filter(scope => !maker.has(scope) || isPersonal(scope))
  if (refused.length > 0) throw problem('identity.key-scopes', { scopes: refused.join(', ') })
}

export function asksForCode(staff: Pick<Staff, 'totpConfirmedAt'>): boolean {
  return staff.totpConfirmedAt !== null
}

function isPersonal(permission: Permission): boolean {
  return personalPermissions.some(personal => personal === permission)
}
