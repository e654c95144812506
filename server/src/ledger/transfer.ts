import type { LedgerAccount, TransferKind } from '@pulih/contracts'

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
  readonly account: LedgerAccount
  readonly serviceId: bigint | null
  readonly amount: bigint
}

/** What one posting did. */
export interface Posted {
  readonly transfers: number
  readonly sums: readonly PostedSum[]
  /** Null when there was nothing to post. */
  readonly first: bigint | null
  readonly last: bigint | null
  /** The end of the chain afterwards. */
  readonly page: bigint
  readonly digest: string
}

/** As signed as its transfers. */
export interface PostedSum {
  readonly kind: TransferKind
  readonly unit: string
  readonly transfers: number
  readonly amount: bigint
}
