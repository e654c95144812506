import { ledgerAccounts, type LedgerAccount } from '@pulih/contracts'
import { accountNumber, type DirectKind } from '@pulih/proofs'

export function accountName(number: number): LedgerAccount {
  const name = ledgerAccounts.find(each => accountNumber[each] === number)
  if (name === undefined) throw new Error(`the ledger has no account ${number}`)
  return name
}

/** What puts something into a customer's hands, and may be reversed by hand. */
export const grantKinds = ['credit', 'correction', 'goodwill'] as const satisfies readonly DirectKind[]

/** Kinds of settlement are schemes of their own, so that what was granted can be summed without them. */
export const settlementSchemes = ['payout', 'billed', 'carried', 'expired'] as const satisfies readonly DirectKind[]

/** Money is written as its currency, benefits as `kind:unit`. */
export function isBenefit(unit: string): boolean {
  return unit.includes(':')
}
