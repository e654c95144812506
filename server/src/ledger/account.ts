import { ledgerAccounts, type LedgerAccount, type TransferKind } from '@pulih/contracts'

/** As the database numbers them; migrations and digests depend on it, so numbers are only ever added. */
export const accountNumber: Readonly<Record<LedgerAccount, number>> = {
  'compensation-expense': 1,
  'goodwill-expense': 2,
  'customer-credit': 3,
  'payout-clearing': 4,
  billed: 5,
  lapsed: 6,
}

export function accountName(number: number): LedgerAccount {
  const name = ledgerAccounts.find(each => accountNumber[each] === number)
  if (name === undefined) throw new Error(`the ledger has no account ${number}`)
  return name
}

/** A kind that says by itself between which accounts it moves value; a reversal moves what it reverses. */
export type DirectKind = Exclude<TransferKind, 'reversal'>

interface Flow {
  readonly from: LedgerAccount
  readonly to: LedgerAccount
}

/** A negative amount flows the other way. */
export const flows: Readonly<Record<DirectKind, Flow>> = {
  credit: { from: 'compensation-expense', to: 'customer-credit' },
  correction: { from: 'compensation-expense', to: 'customer-credit' },
  goodwill: { from: 'goodwill-expense', to: 'customer-credit' },
  payout: { from: 'customer-credit', to: 'payout-clearing' },
  billed: { from: 'payout-clearing', to: 'billed' },
  carried: { from: 'payout-clearing', to: 'customer-credit' },
  expired: { from: 'customer-credit', to: 'lapsed' },
}

/** What puts something into a customer's hands, and may be reversed by hand. */
export const grantKinds = ['credit', 'correction', 'goodwill'] as const satisfies readonly DirectKind[]

/** Kinds of settlement are schemes of their own, so that what was granted can be summed without them. */
export const settlementSchemes = ['payout', 'billed', 'carried', 'expired'] as const satisfies readonly DirectKind[]

/** Money is written as its currency, benefits as `kind:unit`. */
export function isBenefit(unit: string): boolean {
  return unit.includes(':')
}
