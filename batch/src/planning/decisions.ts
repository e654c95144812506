import { clip, LocalDays, totalSeconds, union, type Interval, type IsoDate } from '@pulih/kernel'
import {
  figuresOf,
  headsFor,
  versionDays,
  type Decision,
  type Facts,
  type Figure,
  type HolidayCalendars,
  type Interruption,
  type Overrides,
  type Profile,
  type Provider,
  type Scheme,
  type SchemeFigures,
} from '@pulih/engine'
import type { Period } from './period.ts'

/** The decisions of one scheme for one exposure, or none if the scheme is not for that segment. */
export type SchemeDecisions = Readonly<Record<Figure, Decision>> | null

/** What several profiles share as far as time and heads are concerned. */
export interface Segment {
  readonly zone: string
  readonly region: string | null
  readonly kind: Profile['kind']
  /** By scheme: the heads that apply, or null. */
  readonly programs: readonly (SchemeFigures | null)[]
  readonly billCount: number
}

/** Makes the programs of a scheme for a set of heads once. */
export class ProgramCache {
  readonly #known = new Map<string, SchemeFigures>()
  readonly #currency: string
  readonly #overrides: Overrides

  constructor(currency: string, overrides: Overrides) {
    this.#currency = currency
    this.#overrides = overrides
  }

  /** Null if the scheme is not for such a service. */
  programs(scheme: Scheme, profile: Profile, provider: Provider): SchemeFigures | null {
    const heads = headsFor(scheme, profile, provider)
    if ('code' in heads) return null
    const key = `${scheme.id}|${heads.join(',')}`
    let made = this.#known.get(key)
    if (!made) this.#known.set(key, (made = figuresOf(scheme, this.#currency, this.#overrides, heads)))
    return made
  }
}

/** Decides exposures: sets of outages in a billing period, seen from a segment. */
export class Decider {
  readonly #holidays: HolidayCalendars
  readonly #days = new Map<string, LocalDays>()
  readonly #merged = new WeakMap<readonly Interruption[], readonly Interval[]>()

  constructor(holidays: HolidayCalendars) {
    this.#holidays = holidays
  }

  facts(
    interruptions: readonly Interruption[],
    period: Period,
    segment: Segment,
    reports: readonly number[] = [],
  ): Facts {
    return {
      days: this.days(segment.zone),
      holidays: this.#holidays,
      region: segment.region,
      period,
      interruptions,
      reports,
      appointments: [],
      activation: null,
      since: null,
      allServicesDown: null,
    }
  }

  decide({ programs }: SchemeFigures, facts: Facts): Readonly<Record<Figure, Decision>> {
    const recommended = programs.recommended.decide(facts)
    const decide = (figure: Figure) =>
      programs[figure] === programs.recommended ? recommended : programs[figure].decide(facts)
    return { recommended, minimum: decide('minimum'), maximum: decide('maximum') }
  }

  /** Seconds without service in the period: overlapping outages count once. */
  secondsDown({ days, period, interruptions }: Facts): number {
    const merged = this.merged(interruptions)
    return totalSeconds(period ? clip(merged, days.day(period.from).from, days.day(period.to).from) : merged)
  }

  /** The time without service, whatever the period. */
  merged(interruptions: readonly Interruption[]): readonly Interval[] {
    let merged = this.#merged.get(interruptions)
    if (!merged) this.#merged.set(interruptions, (merged = union(interruptions)))
    return merged
  }

  /** The sight of a period as text. */
  sight({ days, period, interruptions }: Facts): string {
    if (!period) return ''
    return Object.values(
      sightOf(this.merged(interruptions), { from: days.day(period.from).from, to: days.day(period.to).from }),
    ).join()
  }

  /** A billing period in real time. */
  bounds(zone: string, { from, to }: Period): Interval {
    const days = this.days(zone)
    return { from: days.day(from).from, to: days.day(to).from }
  }

  days(zone: string): LocalDays {
    let days = this.#days.get(zone)
    if (!days) this.#days.set(zone, (days = new LocalDays(zone)))
    return days
  }
}

/**
 * What a billing period sees of some intervals: the first it holds, the one behind the last, and where it cuts them. Two periods
 * with one sight cannot tell the intervals apart, and most of the 28 billing periods of a month are like that.
 */
export interface Sight {
  readonly first: number
  readonly last: number
  readonly cutFrom: number
  readonly cutTo: number
}

const notCut = -1
const nothingSeen: Sight = { first: 0, last: 0, cutFrom: notCut, cutTo: notCut }

export function sightOf(merged: readonly Interval[], { from, to }: Interval): Sight {
  let first = 0
  while (first < merged.length && (merged[first] as Interval).to <= from) first++
  let last = merged.length
  while (last > first && (merged[last - 1] as Interval).from >= to) last--
  if (first === last) return nothingSeen
  return {
    first,
    last,
    cutFrom: (merged[first] as Interval).from < from ? from : notCut,
    cutTo: (merged[last - 1] as Interval).to > to ? to : notCut,
  }
}

export function sameSight(a: Sight, b: Sight): boolean {
  return a.first === b.first && a.last === b.last && a.cutFrom === b.cutFrom && a.cutTo === b.cutTo
}

/**
 * True if the billing period matters to a scheme only through what it cuts off: nothing is divided by the length of the period or
 * of a month, and the law is the same in all periods that begin in the month.
 */
export function onlyCuts(scheme: Scheme, firstDay: IsoDate, lastDay: IsoDate): boolean {
  const text = JSON.stringify([scheme.heads, scheme.floor, scheme.cap, scheme.readings])
  if (
    scheme.per === 'calendar-month' ||
    /"(cycle|month|availability|appointments|activation-days|calendar-month)"/.test(text)
  )
    return false
  if (scheme.versionBy !== 'period-start') return true
  const changes = [...versionDays(scheme), scheme.inForce.to ?? firstDay]
  return changes.every(day => day <= firstDay || day > lastDay)
}
