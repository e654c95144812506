import type { RoundingMode } from '@pulih/kernel'
import type { Amount, Benefit, StepRow, TierRow } from '@pulih/engine'
import { measureText, unitOf } from './describe-measure.ts'
import { comparedText, valueText, type Outline, type View } from './value-text.ts'

type Tiers = Extract<Amount, { readonly tiers: unknown }>

/** An amount on one line. */
export function amountText(view: View, amount: Amount): string {
  const { words } = view
  const inner = (of: Amount) => (isCompound(of) ? `(${amountText(view, of)})` : amountText(view, of))
  const list = (of: readonly Amount[]) => of.map(each => amountText(view, each)).join('; ')
  if ('money' in amount) return valueText(view, amount.money, 'money')
  if ('share' in amount) return shareText(view, amount.share, amount.of)
  if ('times' in amount)
    return words.phrase('amount.times', { amount: inner(amount.pay), measure: measureText(view, amount.times) })
  if ('by' in amount)
    return words.phrase('amount.by', { amount: inner(amount.pay), factor: valueText(view, amount.by, 'fraction') })
  if ('dividedBy' in amount)
    return words.phrase('amount.divided-by', {
      amount: inner(amount.pay),
      divisor: valueText(view, amount.dividedBy, 'fraction'),
    })
  if ('rounded' in amount)
    return words.phrase('amount.rounded', {
      amount: inner(amount.rounded),
      rounding: roundingText(view, amount.mode, amount.to),
    })
  if ('sum' in amount) return amount.sum.map(inner).join(' + ')
  if ('greatest' in amount) return words.phrase('amount.greatest', { list: list(amount.greatest) })
  if ('least' in amount) return words.phrase('amount.least', { list: list(amount.least) })
  if ('steps' in amount)
    return words.phrase('amount.steps', {
      measure: measureText(view, amount.steps),
      list: amount.rows.map(row => stepText(view, row)).join('; '),
    })
  return words.phrase('amount.tiers', {
    measure: measureText(view, amount.tiers),
    list: amount.rows.map(row => tierText(view, amount, row)).join('; '),
  })
}

/** An amount as an outline: choices, tiers and steps one under the other. */
export function amountOutline(view: View, amount: Amount): Outline {
  const { words } = view
  const heading = (text: string) => text.trimEnd()
  if ('greatest' in amount)
    return {
      text: heading(words.phrase('amount.greatest', { list: '' })),
      under: amount.greatest.map(each => amountOutline(view, each)),
    }
  if ('least' in amount)
    return {
      text: heading(words.phrase('amount.least', { list: '' })),
      under: amount.least.map(each => amountOutline(view, each)),
    }
  if ('tiers' in amount) {
    const text = heading(words.phrase('amount.tiers', { measure: measureText(view, amount.tiers), list: '' }))
    return { text, under: amount.rows.map(row => ({ text: tierText(view, amount, row) })) }
  }
  if ('steps' in amount) {
    const text = heading(words.phrase('amount.steps', { measure: measureText(view, amount.steps), list: '' }))
    return { text, under: amount.rows.map(row => ({ text: stepText(view, row) })) }
  }
  return { text: amountText(view, amount) }
}

export function roundingText(view: View, mode: RoundingMode, to?: string): string {
  const { words } = view
  const rounding = words.phrase(`rounding.${mode}`)
  return to === undefined
    ? words.phrase('rounding.minor', { rounding })
    : words.phrase('rounding.to', { rounding, unit: valueText(view, to, 'money') })
}

export function benefitOutline(view: View, benefit: Benefit): Outline {
  const { words } = view
  const quantity = valueText(view, benefit.quantity, 'fraction')
  const text = words.phrase('benefit.line', {
    quantity,
    unit: benefit.unit,
    kind: words.phrase(`benefit-kind.${benefit.kind}`),
  })
  const days = (value: string) =>
    /^\d+$/.test(value) ? words.phrase('time.days', { n: Number(value) }) : valueText(view, value, 'count')
  const details = [
    ...(benefit.times === undefined
      ? []
      : [words.phrase('benefit.per', { measure: measureText(view, benefit.times) })]),
    ...(benefit.validDays === undefined ? [] : [words.phrase('benefit.valid', { days: days(benefit.validDays) })]),
    ...(benefit.claimWithinDays === undefined
      ? []
      : [words.phrase('benefit.claim', { days: days(benefit.claimWithinDays) })]),
    ...(benefit.frequency === undefined ? [] : [words.phrase('benefit.frequency', { frequency: benefit.frequency })]),
    ...(benefit.price === undefined
      ? []
      : [words.phrase('benefit.price', { price: valueText(view, benefit.price, 'money') })]),
  ]
  return { text, under: details.map(detail => ({ text: detail })) }
}

/** `1/30 of the monthly fee`; all of it is just the fee. */
function shareText({ words, ...view }: View, share: string, base: string): string {
  if (share === '1' || share === '100%') return words.word('base', base)
  const value = valueText({ words, ...view }, share, 'fraction')
  switch (base) {
    case 'monthly-fee':
    case 'fee-before-discount':
    case 'bills-average-3':
    case 'bills-sum-3':
    case 'previous-bill':
    case 'top-ups-sum-3':
      return words.phrase(`share-of.${base}`, { share: value })
    default:
      return `${value} × ${base}`
  }
}

function tierText(view: View, { tiers }: Tiers, row: TierRow): string {
  const limit =
    'above' in row
      ? comparedText(view, '>', row.above, unitOf(tiers))
      : comparedText(view, '>=', row.atLeast, unitOf(tiers))
  return view.words.phrase('amount.tier', { limit, amount: amountText(view, row.pays) })
}

function stepText(view: View, row: StepRow): string {
  const amount = amountText(view, row.each)
  return 'first' in row
    ? view.words.phrase('amount.step-first', { count: valueText(view, row.first, 'count'), amount })
    : view.words.phrase('amount.step-rest', { amount })
}

/** Whether an amount needs brackets inside a product. */
function isCompound(amount: Amount): boolean {
  return !('money' in amount || 'share' in amount || 'times' in amount)
}
