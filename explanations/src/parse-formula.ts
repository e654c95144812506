import { parseRatio, ratio, round, add, compare, multiply, type Ratio, type RoundingMode } from '@pulih/kernel'

/** A formula as the engine's steps write it, `round(monthly-fee × 1/30) × 2`, read back to be worked out with a customer's numbers. */
export type Term =
  | { readonly op: 'amount'; readonly minor: Ratio }
  | { readonly op: 'base'; readonly base: string }
  /** `count`: how many times a share is paid, where it is known that the factor is a share so many times. */
  | { readonly op: 'times'; readonly of: Term; readonly factor: Ratio; readonly count?: bigint }
  | { readonly op: 'sum' | 'max' | 'min'; readonly of: readonly Term[] }
  | { readonly op: 'rounded'; readonly of: Term; readonly mode: RoundingMode; readonly unit: bigint }

const roundings: Readonly<Record<string, RoundingMode>> = { ceil: 'up', floor: 'down' }

/** Reads a formula; null if it is written in a way that this version does not know. `half` is what plain `round` means in its scheme. */
export function parseFormula(text: string, half: RoundingMode = 'half-away'): Term | null {
  const tokens = text.match(/[a-z][a-z0-9-]*|\d+(?:\/\d+)?|[(),+×]|\S/g) ?? []
  let position = 0
  const next = () => tokens[position]
  const take = (token: string) => next() === token && ++position > 0

  function sum(): Term | null {
    const terms: Term[] = []
    do {
      const term = product()
      if (term === null) return null
      terms.push(term)
    } while (take('+'))
    return terms.length === 1 ? (terms[0] ?? null) : { op: 'sum', of: terms }
  }

  function product(): Term | null {
    const of = atom()
    if (of === null || !take('×')) return of
    const factor = parseRatio(tokens[position++] ?? '')
    return factor === null ? null : { op: 'times', of, factor }
  }

  function atom(): Term | null {
    const token = tokens[position++] ?? ''
    if (/^\d/.test(token)) {
      const minor = parseRatio(token)
      return minor === null ? null : { op: 'amount', minor }
    }
    if (!/^[a-z]/.test(token)) return null
    if (!take('(')) return { op: 'base', base: token }
    const first = sum()
    if (first === null) return null
    return token === 'max' || token === 'min' ? pick(token, first) : rounded(token, first)
  }

  function pick(op: 'max' | 'min', first: Term): Term | null {
    const of = [first]
    while (take(',')) {
      const term = sum()
      if (term === null) return null
      of.push(term)
    }
    return take(')') ? { op, of } : null
  }

  function rounded(name: string, of: Term): Term | null {
    const unit = take(',') && take('to') ? BigInt(/^\d+$/.test(next() ?? '') ? (tokens[position++] ?? '1') : '0') : 1n
    const mode = name === 'round' ? half : roundings[name]
    return take(')') && mode && unit > 0n ? { op: 'rounded', of, mode, unit } : null
  }

  const term = sum()
  return position === tokens.length ? term : null
}

/** The value in minor units. */
export function valueOf(term: Term, bases: (base: string) => Ratio): Ratio {
  const values = (of: readonly Term[]) => of.map(inner => valueOf(inner, bases))
  switch (term.op) {
    case 'amount':
      return term.minor
    case 'base':
      return bases(term.base)
    case 'times':
      return multiply(valueOf(term.of, bases), term.factor)
    case 'sum':
      return values(term.of).reduce(add)
    case 'max':
      return values(term.of).reduce((a, b) => (compare(a, b) >= 0 ? a : b))
    case 'min':
      return values(term.of).reduce((a, b) => (compare(a, b) <= 0 ? a : b))
    case 'rounded':
      return ratio(round(valueOf(term.of, bases), term.mode, term.unit))
  }
}
