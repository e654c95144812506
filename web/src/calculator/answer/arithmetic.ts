import type { Line, Scheme } from '@pulih/engine'
import { derivationOf, termOf, valueOf, type purseOf } from '@pulih/explanations'
import { add, compare, currencyDigits, formatRatio, parseMinor, ratio, round, type Ratio } from '@pulih/kernel'
import { decimalOf, type Words } from '@pulih/phrases'

/** One step of a sum as a person would write it on paper: what is done, and what comes out. */
export interface Row {
  readonly head: string | null
  readonly text: string
  readonly result: string
  readonly exact: boolean
}

type Purse = ReturnType<typeof purseOf>
type Term = NonNullable<ReturnType<typeof termOf>>

export interface Arithmetic {
  readonly rows: readonly Row[]
  /** What the rows come to, in minor units; null where there was nothing to work out. */
  readonly total: Ratio | null
}

/** The way from the customer's fee to the amount of a line, in steps that anybody can do again. */
export function arithmeticOf(words: Words, line: Line, scheme: Scheme, purse: Purse): Arithmetic {
  const rows: Row[] = []
  const totals = new Map<string | null, Ratio[]>()
  for (const look of derivationOf(line).looks) {
    for (const step of look.results.filter(each => each.code === 'formula')) {
      const term = termOf(step, scheme)
      if (!term) continue
      const sheet = new Sheet(words, purse, look.head)
      sheet.finish(term)
      rows.push(...sheet.rows)
      totals.set(look.head, [...(totals.get(look.head) ?? []), sheet.value(term)])
    }
  }
  if (totals.size === 0) return { rows, total: null }
  return together(words, line, scheme, purse, { rows, totals: [...totals.values()] })
}

/** Several events and heads become one amount, and the amount what is paid. */
function together(
  words: Words,
  line: Line,
  scheme: Scheme,
  purse: Purse,
  { rows, totals }: { readonly rows: readonly Row[]; readonly totals: readonly (readonly Ratio[])[] },
): Arithmetic {
  const sheet = new Sheet(words, purse, null)
  const sums = totals.map(parts => parts.reduce(add))
  const isSum = scheme.combine === 'sum'
  const joined = isSum ? sums.reduce(add) : sums.reduce((a, b) => (compare(a, b) >= 0 ? a : b))
  const parts = isSum ? totals.flat() : sums
  if (parts.length > 1) {
    const shown = parts.map(part => sheet.amount(part).text)
    const text = isSum ? shown.join(' + ') : words.phrase('work.greatest', { amounts: words.list(shown), value: '' })
    sheet.row(text.replace(/\s*=\s*$/, ''), joined)
  }
  const paid = ratio(parseMinor(line.amount, purse.currency) ?? 0n)
  const isReduced = line.because.some(({ code }) => code === 'yields-to' || code === 'paid-once')
  if (!isReduced && compare(joined, paid) !== 0) sheet.row(lastStep(words, scheme, purse, joined, paid), paid)
  return { rows: [...rows, ...sheet.rows], total: isReduced ? joined : paid }
}

/** Why the sum is not what is paid: a cap, a floor, or rounding. */
function lastStep(words: Words, scheme: Scheme, { currency }: Purse, sum: Ratio, paid: Ratio): string {
  const rounded = ratio(round(sum, scheme.rounding.mode, parseMinor(scheme.rounding.to ?? '', currency) ?? 1n))
  const name = words.word('rounding', scheme.rounding.mode)
  if (compare(paid, rounded) === 0) return name
  const key = compare(paid, rounded) < 0 ? 'bound.cap' : 'bound.floor'
  const amount = decimalOf(ratio(paid.numerator, 10n ** BigInt(currencyDigits(currency))), 0, 4).text
  return words.phrase(key, { amount: words.money(amount, currency) })
}

/** Writes rows; what is worked out stands in the next row as its amount. */
class Sheet {
  readonly rows: Row[] = []
  readonly #words: Words
  readonly #purse: Purse
  readonly #head: string | null

  constructor(words: Words, purse: Purse, head: string | null) {
    this.#words = words
    this.#purse = purse
    this.#head = head
  }

  value(term: Term): Ratio {
    return valueOf(term, base => this.#purse.base(base))
  }

  amount(minor: Ratio): { readonly text: string; readonly exact: boolean } {
    const digits = currencyDigits(this.#purse.currency)
    const scale = 10n ** BigInt(digits)
    const { text, exact } = decimalOf(ratio(minor.numerator, minor.denominator * scale), digits, digits + 4)
    return { text: this.#words.amount(text), exact }
  }

  row(text: string, value: Ratio): void {
    const { text: result, exact } = this.amount(value)
    this.rows.push({ head: this.#head, text: this.#words.sentence(text), result, exact })
  }

  /** Ends with a row that shows the value, even when there is nothing to do but name it. */
  finish(term: Term): void {
    const rest = this.#solve(term)
    if (rest === null) return
    this.row(term.op === 'amount' ? `${this.#words.word('unit', 'money')} ${rest}` : rest, this.value(term))
  }

  /** Writes the rows before the last; answers with what is still to be done, or null if the last row shows the value already. */
  #solve(term: Term): string | null {
    switch (term.op) {
      case 'amount':
        return this.amount(term.minor).text
      case 'base':
        return `${this.#words.word('base', term.base)} ${this.amount(this.value(term)).text}`
      case 'times':
        return `${this.#operand(term.of)} × ${formatRatio(term.factor)}`
      case 'sum':
        return term.of.map(inner => this.#operand(inner)).join(' + ')
      case 'max':
      case 'min': {
        const amounts = term.of.map(inner => this.#operand(inner))
        const key = term.op === 'max' ? 'work.greatest' : 'work.least'
        const text = this.#words.phrase(key, { amounts: this.#words.list(amounts), value: '' })
        this.row(text.replace(/\s*=\s*$/, ''), this.value(term))
        return null
      }
      case 'rounded': {
        const name = this.#words.word('rounding', term.mode)
        const unit = this.amount(ratio(term.unit)).text
        const text = term.unit === 1n ? name : `${name} ${this.#words.phrase('work.rounded-to', { unit })}`
        const before = this.value(term.of)
        this.finish(term.of)
        if (compare(before, this.value(term)) !== 0) this.row(`${this.amount(before).text}, ${text}`, this.value(term))
        return null
      }
    }
  }

  /** What stands beside a sign: a name with its amount, or the amount of rows that were written before. */
  #operand(term: Term): string {
    const rest = this.#solve(term)
    const isPlain = term.op === 'amount' || term.op === 'base'
    if (rest !== null && isPlain) return rest
    if (rest !== null) this.row(rest, this.value(term))
    return this.amount(this.value(term)).text
  }
}
