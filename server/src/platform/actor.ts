import { permissions, type Permission } from '@pulih/contracts'

/** On whose behalf something happens. Every write has one. */
export interface Actor {
  readonly kind: 'staff' | 'key' | 'system' | 'subscriber'
  /** Stable for ever: `staff:<uuid>`, `key:<uuid>`, `system:<name>`, `subscriber:<number of the customer>`. */
  readonly id: string
  /**
   * The human behind it, as `staff:<uuid>`: somebody who signed in is this person, and so is an API key that this person made.
   * Null for the product itself. Rules about people (nobody approves what he began himself) ask for this, never for `id`.
   */
  readonly person: string | null
  /** What a colleague reads. Not written into the audit trail. */
  readonly name: string
  readonly permissions: ReadonlySet<Permission>
}

/** The product itself, at work on something that nobody asked for in person: a sweep, an alarm, a job. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: `system:${name}`, person: null, name, permissions: new Set(permissions) }
}
