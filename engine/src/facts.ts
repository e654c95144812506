import type { EpochSeconds, Interval, IsoDate, LocalDays } from '@pulih/kernel'
import type { HolidayCalendars } from './holidays.ts'
import type { AppointmentOutcome, Cause, Extent } from './vocabulary.ts'

/** One service did not work as agreed, for a time. */
export interface Interruption extends Interval {
  readonly extent: Extent
  readonly cause: Cause
  readonly planned: boolean
  /** How long before the start planned work was announced; null: not at all, or not known. */
  readonly noticeSeconds: number | null
  readonly knownAt: EpochSeconds | null
  readonly subscribersHit: number | null
  readonly sitesHit: number | null
  /** What still arrived, in ten-thousandths of what was agreed; 0 for a total loss. */
  readonly deliveredTenThousandths: number
}

/** Everything about one service that time and calendar decide. No money in here. */
export interface Facts {
  readonly days: LocalDays
  readonly holidays: HolidayCalendars
  readonly region: string | null
  /** The billing period, half open; null when the question names none. */
  readonly period: { readonly from: IsoDate; readonly to: IsoDate } | null
  readonly interruptions: readonly Interruption[]
  /** Sorted. */
  readonly reports: readonly EpochSeconds[]
  readonly appointments: readonly { readonly at: EpochSeconds; readonly outcome: AppointmentOutcome }[]
  readonly activation: { readonly promised: IsoDate; readonly actual: IsoDate | null } | null
  /** Since when the service exists; null: always. */
  readonly since: IsoDate | null
  /** When all services of the subscriber were down together; null: this is the only one. */
  readonly allServicesDown: readonly Interval[] | null
}
