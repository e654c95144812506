import { addMonths, isIsoDate, type IsoDate } from '@pulih/kernel'

export interface Period {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** The billing period that begins on this day of the month. */
export function periodOf(month: string, cycleDay: number): Period {
  const from: IsoDate = `${month}-${String(cycleDay).padStart(2, '0')}`
  if (!isIsoDate(from)) throw new RangeError(`"${month}" is no month; write it like 2026-09`)
  return { from, to: addMonths(from, 1) }
}
