import type { Comparison, ParameterUnit, Scheme } from '@pulih/engine'
import type { Words } from '@pulih/phrases'

/** A scheme and the language in which it is described. */
export interface View {
  readonly words: Words
  readonly scheme: Scheme
}

/** A text with what belongs under it. */
export interface Outline {
  readonly text: string
  readonly under?: readonly Outline[]
}

/** A value in words. For a dated parameter: its latest value, with the name under which the table shows all of them. */
export function valueText(view: View, value: string, unit: ParameterUnit): string {
  const { words, scheme } = view
  if (!value.startsWith('$')) return literalText(view, value, unit)
  const name = value.slice(1)
  const parameter = scheme.parameters[name]
  const latest = parameter?.values.at(-1)
  if (!parameter || !latest) return words.phrase('amount.operator-sets', { name })
  return words.phrase('amount.now', { value: literalText(view, latest.value, parameter.unit), name })
}

export function literalText({ words, scheme }: View, text: string, unit: ParameterUnit): string {
  switch (unit) {
    case 'money':
      return scheme.currency === null ? words.amount(text) : words.money(text, scheme.currency)
    case 'duration':
      return words.durationAsWritten(text)
    case 'fraction':
      return words.fraction(text)
    case 'count':
      return words.number(text)
  }
}

export function comparedText(view: View, is: Comparison, value: string, unit: ParameterUnit): string {
  return view.words.phrase(`comparison.${is}`, { limit: valueText(view, value, unit) })
}
