import { formatMinor } from '@pulih/kernel'
import { figures, type Figure } from '@pulih/engine'
import type { Correction } from './correct-run.ts'

/** What a correction found, for a page. Amounts are signed decimal texts in `currency`: what a full run would give more or less. */
export interface CorrectionSummary {
  readonly period: string
  readonly currency: string
  readonly outages: {
    readonly added: readonly string[]
    readonly removed: readonly string[]
    readonly changed: readonly string[]
  }
  /** `below` a corrected outage, `read` because a decision changed, `corrected` because an amount did. */
  readonly services: { readonly below: number; readonly read: number; readonly corrected: number }
  readonly schemes: readonly {
    readonly scheme: string
    readonly services: number
    readonly difference: Readonly<Record<Figure, string>>
  }[]
  /** Lines of the corrected outages that could not be used; they are as good as removed. */
  readonly refused: number
}

export function summariseCorrection(
  { outages, services, schemes }: Correction,
  period: string,
  currency: string,
  refused: number,
): CorrectionSummary {
  const { added, removed, changed } = outages
  return {
    period,
    currency,
    outages: { added, removed, changed },
    services,
    schemes: [...schemes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([scheme, { services: count, difference }]) => ({
        scheme,
        services: count,
        difference: Object.fromEntries(
          figures.map(figure => [figure, formatMinor(difference[figure], currency)]),
        ) as Record<Figure, string>,
      })),
    refused,
  }
}
