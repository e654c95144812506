import type { Permission } from '@pulih/contracts'
import { problem } from '../platform/index.ts'

/** What another program signs its requests with. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly staffId: string
  readonly scopes: readonly Permission[]
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** No key is for ever: somebody has to want it again. */
const longestDays = 731

export function checkExpiry(expiresAt: Temporal.Instant, now: Temporal.Instant): void {
  const latest = now.add({ hours: longestDays * 24 })
  if (Temporal.Instant.compare(expiresAt, now) <= 0 || Temporal.Instant.compare(expiresAt, latest) > 0)
    throw problem('identity.key-expiry', { days: longestDays })
}
