import type { DecidedRows } from '@pulih/batch'
import type { Scheme, Status } from '@pulih/engine'

/** One column of a run's amounts: the money of a scheme, or a benefit that it gives in kind. */
export interface RunColumn {
  readonly col: number
  /** As the ledger names it. */
  readonly scheme: string
  readonly status: Status
  /** A currency, or what is given in kind, in whole units: `data:GB`. */
  readonly unit: string
  /** Days from posting within which a benefit must be asked for and for which it is valid. */
  readonly claimDays: number | null
  readonly validDays: number | null
}

export function columnsOfRun(schemes: readonly Scheme[], { columns }: DecidedRows, currency: string): RunColumn[] {
  return columns.map(({ scheme: index, benefit }, col) => {
    const scheme = schemes[index] as Scheme
    const given =
      benefit &&
      scheme.heads.map(head => head.benefit).find(each => each?.kind === benefit.kind && each.unit === benefit.unit)
    return {
      col,
      scheme: scheme.id,
      status: scheme.status,
      unit: benefit ? `${benefit.kind}:${benefit.unit}` : currency,
      claimDays: wholeDays(given?.claimWithinDays),
      validDays: wholeDays(given?.validDays),
    }
  })
}

function wholeDays(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : null
}
