/** As the database numbers them; migrations and digests depend on it, so numbers are only ever added. */
export const accountNumber = {
  'compensation-expense': 1,
  'goodwill-expense': 2,
  'customer-credit': 3,
  'payout-clearing': 4,
  billed: 5,
  lapsed: 6,
} as const

export type Account = keyof typeof accountNumber

export interface Flow {
  readonly from: Account
  readonly to: Account
}

/** Between which accounts a kind of transfer moves value; a negative amount flows the other way. A reversal moves what it reverses. */
export const flows = {
  credit: { from: 'compensation-expense', to: 'customer-credit' },
  correction: { from: 'compensation-expense', to: 'customer-credit' },
  goodwill: { from: 'goodwill-expense', to: 'customer-credit' },
  payout: { from: 'customer-credit', to: 'payout-clearing' },
  billed: { from: 'payout-clearing', to: 'billed' },
  carried: { from: 'payout-clearing', to: 'customer-credit' },
  expired: { from: 'customer-credit', to: 'lapsed' },
} as const satisfies Readonly<Record<string, Flow>>

/** A kind that says by itself between which accounts it moves value. */
export type DirectKind = keyof typeof flows
export type TransferKind = DirectKind | 'reversal'

/**
 * Between which accounts a transfer of a kind may have moved value. What was given is corrected where gifts are counted, so that it
 * is never mixed with what was owed; the entries of a correction, which are digested, say which of the two it corrects.
 */
export function flowsOf(kind: DirectKind): readonly Flow[] {
  return kind === 'correction' ? [flows.correction, flows.goodwill] : [flows[kind]]
}

export const isAccount = (word: string): word is Account => Object.hasOwn(accountNumber, word)
export const isTransferKind = (word: string): word is TransferKind => word === 'reversal' || Object.hasOwn(flows, word)
