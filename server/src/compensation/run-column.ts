import type { DecidedRows } from '@pulih/batch'
import type { Scheme, Status } from '@pulih/engine'
import type { Granted } from './granted-before.ts'

/** One column of a run's amounts: the money of a scheme, or a benefit that it gives in kind. */
export interface RunColumn {
  readonly col: number
  /** As the ledger names it. */
  readonly scheme: string
  /** `dropped`: granted before under a scheme that the operator no longer has; what it gave is set against what is owed now. */
  readonly status: Status | 'dropped'
  /** Goodwill, which the books keep apart from what is owed. */
  readonly given: boolean
  /** A currency, or what is given in kind, in whole units: `data:GB`. */
  readonly unit: string
  /** Days from posting within which a benefit must be asked for and for which it is valid. */
  readonly claimDays: number | null
  readonly validDays: number | null
}

/** The columns of the decided rows, in their order, and behind them one for each scheme and unit that was granted before and is not among them. */
export function columnsOfRun(
  schemes: readonly Scheme[],
  decided: DecidedRows,
  currency: string,
  granted: readonly Granted[],
): RunColumn[] {
  const columns = decidedColumns(schemes, decided, currency)
  const dropped = granted.filter(
    ({ scheme, unit }) => !columns.some(column => column.scheme === scheme && column.unit === unit),
  )
  return [
    ...columns,
    ...dropped.map(({ scheme, unit, given }, index) => ({
      col: columns.length + index,
      scheme,
      status: 'dropped' as const,
      given,
      unit,
      claimDays: null,
      validDays: null,
    })),
  ]
}

/**
 * The columns of two runs side by side: those of one in their order, behind them those that only the other has; `places` says where each
 * column of the other is among them. Each run numbers its own, and their schemes may differ.
 */
export function alignColumns(
  mine: readonly RunColumn[],
  theirs: readonly RunColumn[],
): { readonly columns: readonly RunColumn[]; readonly places: readonly number[] } {
  const columns = [...mine]
  const places = theirs.map(({ scheme, unit }, index) => {
    const found = columns.findIndex(column => column.scheme === scheme && column.unit === unit)
    return found >= 0 ? found : columns.push(theirs[index] as RunColumn) - 1
  })
  return { columns, places }
}

function decidedColumns(schemes: readonly Scheme[], { columns }: DecidedRows, currency: string): RunColumn[] {
  return columns.map(({ scheme: index, benefit }, col) => {
    const scheme = schemes[index] as Scheme
    const given =
      benefit &&
      scheme.heads.map(head => head.benefit).find(each => each?.kind === benefit.kind && each.unit === benefit.unit)
    return {
      col,
      scheme: scheme.id,
      status: scheme.status,
      given: scheme.status === 'goodwill',
      unit: benefit ? `${benefit.kind}:${benefit.unit}` : currency,
      claimDays: wholeDays(given?.claimWithinDays),
      validDays: wholeDays(given?.validDays),
    }
  })
}

function wholeDays(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : null
}
