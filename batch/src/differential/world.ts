import type { HolidayCalendar, Overrides, Provider, Scheme } from '@pulih/engine'

/** A made-up operator: what its three files hold, and what it was asked to assess. Small enough to be printed. */
export interface World {
  readonly seed: number
  readonly number: number
  readonly currency: string
  readonly timeZone: string
  readonly timeZones: readonly string[]
  readonly month: string
  readonly schemes: readonly Scheme[]
  readonly calendars: readonly HolidayCalendar[]
  readonly provider: Provider
  readonly overrides: Overrides
  /** Null: services lie in areas and hang on no network. */
  readonly network: readonly Element[] | null
  readonly outages: readonly WorldOutage[]
  /** The columns of the services file, in their order. */
  readonly columns: readonly string[]
  readonly services: readonly WorldService[]
}

export interface Element {
  readonly element: string
  /** Empty for a root. */
  readonly parent: string
  /** Empty: as the parent's. */
  readonly area: string
}

/** A line of `outages.csv`. */
export interface WorldOutage {
  readonly outage: string
  readonly start: string
  readonly end: string
  readonly elements: readonly string[]
  readonly areas: readonly string[]
  readonly kinds: readonly string[]
  readonly extent: string
  readonly cause: string
  readonly planned: string
  readonly noticeHours: string
  readonly knownAt: string
  readonly subscribers: string
  readonly sites: string
}

/** A line of `services.csv`: texts by column. What the file has no column for is not in here. */
export interface WorldService {
  readonly fields: Readonly<Record<string, string>>
  /** The bills behind `bill_sum_3`, `bill_count_3` and `previous_bill`, oldest first. */
  readonly bills: readonly string[]
}
