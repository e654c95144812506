import type { TransferKind } from '@pulih/contracts'

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
