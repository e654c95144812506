/** What somebody may be allowed to do; a prefix is the context that asks for it. */
export const permissions = [
  'network.read',
  'network.write',
  'subscribers.read',
  'subscribers.write',
  'subscribers.personal',
  'imports.write',
  'outages.read',
  'outages.write',
  'outages.confirm',
  'outages.correct',
  'alarms.write',
  'alarms.manage',
  'compensation.read',
  'compensation.run',
  'compensation.review',
  'compensation.approve',
  'compensation.exclude',
  'ledger.read',
  'ledger.post',
  'ledger.reverse',
  'ledger.verify',
  'payouts.read',
  'payouts.send',
  'payouts.reconcile',
  'messaging.send',
  'messaging.voice',
  'webhooks.manage',
  'identity.manage',
  'audit.read',
  'privacy.export',
  'privacy.erase',
  'settings.read',
  'settings.write',
  'portal.own',
] as const

export type Permission = (typeof permissions)[number]

export const roles = ['viewer', 'operations', 'communications', 'care', 'finance', 'approver', 'admin'] as const

export type Role = (typeof roles)[number]

/** What everybody on the staff sees: figures and keys, no names and no addresses. */
const everybody = [
  'network.read',
  'subscribers.read',
  'outages.read',
  'compensation.read',
  'ledger.read',
  'payouts.read',
  'settings.read',
] as const satisfies readonly Permission[]

/**
 * What each role may do; somebody with several roles may do what any of them may.
 * Whoever starts a run (finance) is not who approves it (approver), and whoever hands out roles (admin) moves no money.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: everybody,
  operations: [
    ...everybody,
    'network.write',
    'imports.write',
    'outages.write',
    'outages.confirm',
    'outages.correct',
    'messaging.send',
    'messaging.voice',
    'alarms.write',
    'alarms.manage',
  ],
  communications: [...everybody, 'outages.write', 'messaging.send'],
  care: [...everybody, 'subscribers.personal', 'subscribers.write', 'compensation.review', 'privacy.export'],
  finance: [
    ...everybody,
    'subscribers.personal',
    'compensation.run',
    'compensation.review',
    'compensation.exclude',
    'ledger.post',
    'ledger.reverse',
    'ledger.verify',
    'payouts.send',
    'payouts.reconcile',
    'audit.read',
  ],
  approver: [
    ...everybody,
    'compensation.review',
    'compensation.approve',
    'compensation.exclude',
    'ledger.verify',
    'audit.read',
  ],
  admin: [
    ...everybody,
    'network.write',
    'subscribers.write',
    'subscribers.personal',
    'imports.write',
    'outages.write',
    'alarms.write',
    'alarms.manage',
    'ledger.verify',
    'messaging.voice',
    'webhooks.manage',
    'identity.manage',
    'audit.read',
    'privacy.export',
    'privacy.erase',
    'settings.write',
  ],
}

/**
 * What an API key can never be given: these need a person who signed in. `portal.own`, which lets subscribers see what is theirs, no
 * role gives either.
 */
export const personalPermissions = ['compensation.approve', 'identity.manage', 'privacy.erase', 'portal.own'] as const

/** What several roles may do together. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set(held.flatMap(role => rolePermissions[role]))
}
