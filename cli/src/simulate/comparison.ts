import type { Summary } from '@pulih/batch'
import type { Figure } from '@pulih/engine'

/** Decimal texts in the comparison's currency, one for each figure. */
export type Figures = Readonly<Record<Figure, string>>

/** What several policies, and the law alone, would have cost on the same outages. Amounts are decimal texts in `currency`. */
export interface Comparison {
  readonly period: string
  readonly currency: string
  readonly outages: number
  readonly services: { readonly read: number; readonly refused: number }
  /** Lines of any file that were not taken. */
  readonly refusals: Summary['refusals']
  /** Lower ends of the histograms' bins; the last bin has no upper end. The same for every scenario, so that they compare. */
  readonly bins: readonly string[]
  readonly scenarios: readonly ScenarioResult[]
  /** Every later scenario against the first one. */
  readonly changes: readonly Change[]
  readonly notes: readonly string[]
}

/** A service's credit is what it is owed and what it gets out of goodwill, by the recommended figure. */
export interface ScenarioResult {
  readonly scenario: string
  readonly title: string
  readonly schemes: readonly string[]
  readonly owed: Figures
  readonly goodwill: Figures
  /** Owed and goodwill together: what the operator spends. */
  readonly cost: Figures
  readonly services: {
    readonly hit: number
    /** With a credit in money above zero. */
    readonly paid: number
    /** With a benefit in kind. */
    readonly inKind: number
    /** With either. */
    readonly reached: number
  }
  /** Null where nobody is paid. */
  readonly credit: Distribution | null
  /** Services paid, by bin. */
  readonly histogram: readonly number[]
  readonly groups: Readonly<Record<Dimension, readonly Group[]>>
  readonly benefits: readonly { readonly name: string; readonly services: number; readonly quantity: string }[]
  readonly fairness: Fairness
}

export interface Distribution {
  readonly average: string
  readonly p10: string
  readonly median: string
  readonly p90: string
  readonly greatest: string
}

export const dimensions = ['customer', 'payment', 'kind', 'area'] as const
export type Dimension = (typeof dimensions)[number]

export interface Group {
  readonly group: string
  /** In the services file, hit or not. */
  readonly services: number
  readonly paid: number
  readonly inKind: number
  readonly owed: Figures
  readonly goodwill: Figures
}

export interface Fairness {
  /** Services that get anything, of those hit: `0.8312`. */
  readonly reachedShare: string
  /** Equal services that are not treated equally: everything that an amount may depend on is the same, but not the amount. */
  readonly breaches: number
  /** Services whose credit differs from that of another with the same plan, fee and outages, because the policy looks at bills. */
  readonly differing: number
  /** The widest difference among those. */
  readonly spread: string
}

export interface Change {
  readonly scenario: string
  readonly against: string
  readonly gain: Side
  readonly lose: Side
  readonly same: number
  /** Part of `gain`: paid here, and nothing there. */
  readonly newlyPaid: Side
  /** Part of `lose`: paid there, and nothing here. */
  readonly noLongerPaid: Side
  readonly gainAreas: readonly AreaChange[]
  readonly loseAreas: readonly AreaChange[]
}

export interface Side {
  readonly services: number
  readonly sum: string
}

export interface AreaChange extends Side {
  readonly area: string
}
