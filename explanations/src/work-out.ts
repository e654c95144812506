import { currencyDigits, formatRatio, ratio, type Ratio } from '@pulih/kernel'
import { decimalOf, type Words } from '@pulih/phrases'
import { valueOf, type Term } from './parse-formula.ts'

/** What a formula is worked out with: one customer's bases, in minor units, and their currency. */
export interface Purse {
  readonly currency: string
  base(base: string): Ratio
}

/** A formula with the customer's own numbers, step by step: `monthly fee 60.00 × 1/30 → 2.00; × 2 = 4.00`. */
export function workOut(words: Words, term: Term, purse: Purse): string {
  const { clauses, expression } = closed(words, solve(words, term, purse), purse)
  return clauses.length > 0 ? clauses.join('; ') : expression
}

/** Minor units as a decimal of the currency; an amount that has no end is cut and marked as such. */
export function amountText(
  words: Words,
  minor: Ratio,
  currency: string,
): { readonly text: string; readonly exact: boolean } {
  const digits = currencyDigits(currency)
  const { text, exact } = decimalOf(
    ratio(minor.numerator, minor.denominator * 10n ** BigInt(digits)),
    digits,
    digits + 4,
  )
  return { text: words.amount(text), exact }
}

interface Solved {
  /** What is already worked out. */
  readonly clauses: readonly string[]
  /** What is still to be said: an expression, or a plain amount. */
  readonly expression: string
  readonly isPlain: boolean
  readonly value: Ratio
}

function solve(words: Words, term: Term, purse: Purse): Solved {
  const value = valueOf(term, base => purse.base(base))
  const shown = (minor: Ratio) => amountText(words, minor, purse.currency).text
  switch (term.op) {
    case 'amount':
      return { clauses: [], expression: shown(term.minor), isPlain: true, value }
    case 'base':
      return { clauses: [], expression: `${words.word('base', term.base)} ${shown(value)}`, isPlain: true, value }
    case 'times': {
      const inner = solve(words, term.of, purse)
      const factor = factorText(term.factor, term.count)
      if (inner.clauses.length === 0)
        return { clauses: [], expression: `${inner.expression} ${factor}`, isPlain: false, value }
      return {
        clauses: [...inner.clauses, `${factor} ${equals(words, value, purse)}`],
        expression: shown(value),
        isPlain: true,
        value,
      }
    }
    case 'sum': {
      const parts = term.of
        .map(inner => solve(words, inner, purse))
        .map(part => (part.clauses.length > 0 ? closed(words, part, purse) : part))
      return {
        clauses: parts.flatMap(part => part.clauses),
        expression: parts.map(part => part.expression).join(' + '),
        isPlain: false,
        value,
      }
    }
    case 'max':
    case 'min': {
      const parts = term.of.map(inner => closed(words, solve(words, inner, purse), purse))
      const amounts = words.list(parts.map(part => part.expression))
      const clause = words.phrase(term.op === 'max' ? 'work.greatest' : 'work.least', { amounts, value: shown(value) })
      return {
        clauses: [...parts.flatMap(part => part.clauses), clause],
        expression: shown(value),
        isPlain: true,
        value,
      }
    }
    case 'rounded': {
      const inner = solve(words, term.of, purse)
      const steps = term.unit === 1n ? '' : ` ${words.phrase('work.rounded-to', { unit: shown(ratio(term.unit)) })}`
      return {
        clauses: [...inner.clauses, `${inner.expression} → ${shown(value)}${steps}`],
        expression: shown(value),
        isPlain: true,
        value,
      }
    }
  }
}

/** Three days at a thirtieth are `3 × 1/30` and not `1/10`, in which nobody finds the days again. */
function factorText({ numerator, denominator }: Ratio, count = 1n): string {
  const share = ratio(numerator, denominator * count)
  return count === 1n || share.denominator === 1n
    ? `× ${formatRatio(ratio(numerator, denominator))}`
    : `× ${count} × ${formatRatio(share)}`
}

/** With the result of what was still open. */
function closed(words: Words, solved: Solved, purse: Purse): Solved {
  if (solved.isPlain) return solved
  const clause = `${solved.expression} ${equals(words, solved.value, purse)}`
  return {
    ...solved,
    clauses: [...solved.clauses, clause],
    expression: amountText(words, solved.value, purse.currency).text,
    isPlain: true,
  }
}

function equals(words: Words, value: Ratio, purse: Purse): string {
  const { text, exact } = amountText(words, value, purse.currency)
  return `${exact ? '=' : '≈'} ${text}`
}
