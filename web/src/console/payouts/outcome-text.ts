import type { Say } from '../../ui/language.tsx'

/** What an attempt comes to: what the biller did, or what a person found. */
const outcomes = [
  'accepted',
  'rejected',
  'retry',
  'unknown',
  'held',
  'found',
  'absent',
  'cannot-tell',
  'arrived',
  'send-again',
  'withdraw',
  'set-off',
] as const

export function outcomeText(say: Say, outcome: string): string {
  const known = outcomes.find(each => each === outcome)
  return known === undefined ? outcome : say(`payout.outcome.${known}`)
}
