import type { Account, TransferKind } from './account.ts'

/** Something that moved between two accounts, for one service. Never changed once it is posted. */
export interface Transfer {
  readonly id: bigint
  readonly page: bigint
  readonly kind: TransferKind
  readonly serviceId: bigint
  readonly serviceKey: string
  readonly unit: string
  /** Minor units of the currency, or whole units of the benefit; negative when it flows backwards. */
  readonly amount: bigint
  readonly scheme: string
  readonly basis: string
  readonly revision: number
  readonly runId: string | null
  readonly reverses: bigint | null
  readonly corrects: bigint | null
  readonly claimUntil: string | null
  readonly expiresOn: string | null
  readonly reason: string | null
  readonly actor: string
  readonly postedAt: Temporal.Instant
}

export interface Entry {
  readonly account: Account
  readonly serviceId: bigint | null
  readonly amount: bigint
}
