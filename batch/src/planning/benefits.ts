import { round } from '@pulih/kernel'
import type { BenefitDue, Scheme } from '@pulih/engine'

/** What is counted besides money: one column of results for each benefit head of each scheme. */
export interface BenefitColumn {
  readonly scheme: number
  readonly head: string
  readonly kind: string
  readonly unit: string
}

export function benefitColumns(schemes: readonly Scheme[]): BenefitColumn[] {
  return schemes.flatMap((scheme, index) =>
    scheme.heads.flatMap(head =>
      head.benefit ? [{ scheme: index, head: head.id, kind: head.benefit.kind, unit: head.benefit.unit }] : [],
    ),
  )
}

/** The name under which a benefit stands in the results: `policy/x#data:GB`. */
export function benefitName(scheme: Scheme, column: BenefitColumn): string {
  return `${scheme.id}#${column.kind}:${column.unit}`
}

/** The benefits of a decision by the number of their column. */
export function benefitHeads(
  columns: readonly BenefitColumn[],
  scheme: number,
  benefits: readonly BenefitDue[],
): { readonly column: number; readonly due: BenefitDue }[] {
  if (benefits.length === 0) return []
  return columns.flatMap(({ scheme: owner, head }, column) => {
    const due = owner === scheme ? benefits.find(benefit => benefit.head === head) : undefined
    return due ? [{ column, due }] : []
  })
}

/** Quantities travel through the same columns as money, with the currency's digits behind the point. */
export function quantityMinor(due: BenefitDue, unit: bigint): bigint {
  return round(
    { numerator: due.hundredths.numerator * unit, denominator: due.hundredths.denominator * 100n },
    'half-away',
  )
}
