import { formatMinor, isCurrency, type Language } from '@pulih/kernel'
import { phrase, wordsFor, type Words } from '@pulih/phrases'
import { dayIn } from './formats.ts'

/** What one person gets by one run: all of his services together, and why. */
export interface Credit {
  readonly amounts: readonly CreditAmount[]
  /** How much of that is given without having to, where not all of it is. */
  readonly goodwill: readonly CreditAmount[]
  /** What it is: owed, more of what was owed before, or given without having to. */
  readonly nature: 'owed' | 'correction' | 'goodwill'
  /** The numbers of the outages for which it is. */
  readonly outages: readonly string[]
  /** Whether there are more outages than are named. */
  readonly hasMoreOutages: boolean
  /** What the rules are called by which it is given, in the reader's language. */
  readonly rules: readonly string[]
  /** Whether he has to ask for it, or for some of it, and by which day, `YYYY-MM-DD`. */
  readonly claim: 'none' | 'some' | 'all'
  readonly claimUntil: string | null
}

interface CreditAmount {
  /** A currency, or what is given in kind: `data:GB`. */
  readonly unit: string
  /** Of money whole minor units, of anything else whole units. */
  readonly minor: string
}

/** A credit as people read it. */
export interface CreditWords {
  readonly amount: string
  readonly number: string
  readonly reason: string
  /** By when he has to ask for it; null: it comes by itself. */
  readonly claim: string | null
}

export function creditWords(language: Language, credit: Credit): CreditWords {
  const { amounts, goodwill, nature, outages, hasMoreOutages, rules, claim, claimUntil } = credit
  const words = wordsFor(language)
  const numbers = hasMoreOutages ? [...outages, phrase(language, 'notice.credit.others')] : outages
  const titles = rules.length === 0 ? phrase(language, 'notice.credit.rule-unnamed') : rules.join('; ')
  const amountOf = (all: readonly CreditAmount[]): string => words.list(all.map(amount => amountIn(words, amount)))
  const reason = phrase(language, 'notice.credit.reason', { nature, rules: titles })
  return {
    amount: amountOf(amounts),
    number: numbers.length === 0 ? phrase(language, 'notice.credit.outage-unnamed') : words.list(numbers),
    reason:
      goodwill.length === 0
        ? reason
        : `${reason} ${phrase(language, 'notice.credit.goodwill', { goodwill: amountOf(goodwill) })}`,
    claim:
      claim === 'none' || claimUntil === null
        ? null
        : phrase(language, 'notice.credit.claim', { claim, claimUntil: dayIn(language, claimUntil) }),
  }
}

/** `12,00 zł`; `5 GB (data)`. */
function amountIn(words: Words, { unit, minor }: CreditAmount): string {
  if (isCurrency(unit)) return words.money(formatMinor(BigInt(minor), unit), unit)
  const [kind = unit, quantity = ''] = unit.split(':')
  const name = words.word('benefit-kind', kind)
  const number = words.number(minor)
  return quantity === '' ? `${number} (${name})` : `${number} ${quantity} (${name})`
}
