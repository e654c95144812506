import { addMonths, parseDuration, type IsoDate } from '@pulih/kernel'
import {
  causes,
  UnknownHoliday,
  versionDays,
  type Cause,
  type Extent,
  type HolidayCalendars,
  type Interruption,
  type Scheme,
} from '@pulih/engine'
import { makePlan, type Planned } from '../planning/make-plan.ts'
import type { Outage } from '../planning/outages.ts'
import { baseColumns } from '../plan.ts'
import { namedCalendars } from './named-calendars.ts'

export interface LatticeQuestion {
  readonly scheme: Scheme
  readonly holidays: HolidayCalendars
  readonly currency: string
  readonly timeZone: string
}

const day = 86_400
const usual = [1, 3600, 4 * 3600, 12 * 3600, day, 2 * day, 3 * day, 7 * day, 15 * day, 31 * day, 40 * day]
const sample = { money: '25', duration: 'PT4H', fraction: '1/4', count: '3' }

/**
 * Plans of made-up outages that stand at, just before and just behind everything at which a scheme changes, alone and in pairs:
 * they show which shapes its amounts take. One plan for each version of the law.
 */
export function latticePlans({ scheme, holidays, currency, timeZone }: LatticeQuestion): Planned[] {
  const provider = { designated: true, signatoryOf: wordsAfter('signatoryOf', scheme) }
  const overrides = Object.fromEntries(
    Object.entries(scheme.parameters).flatMap(([name, { unit, setBy, values }]) =>
      setBy === 'operator' && values.length === 0 ? [[name, sample[unit]]] : [],
    ),
  )
  return monthsOf(scheme, holidays).map(month => {
    const outages = latticeOutages(scheme, month)
    const areas = [...new Set(outages.flatMap(outage => outage.areas))]
    const columns = ['area', 'kind', 'customer', 'payment', 'remoteness', 'region', 'bill_count_3', ...baseColumns]
    return makePlan({
      schemes: [scheme],
      holidays,
      provider,
      overrides,
      currency,
      timeZone,
      timeZones: [timeZone],
      month,
      outages,
      place: { areas },
      columns,
    })
  })
}

/** A month in which each version of the scheme is in force; the first years of an old law are those that the calendars know. */
function monthsOf(scheme: Scheme, holidays: HolidayCalendars): string[] {
  const { from, to } = scheme.inForce
  const first = knownFrom(scheme, holidays)
  const days = [...new Set([...versionDays(scheme), from].map(date => (date < first ? first : date)))].filter(
    date => to === null || date < to,
  )
  // The month in which it begins may be the only one, the next is the first whole one.
  const months = days.flatMap(date => [date.slice(0, 7), addMonths(`${date.slice(0, 7)}-01`, 1).slice(0, 7)])
  return [...new Set(months.filter(month => to === null || `${month}-01` < to))]
}

/** The first day from which every calendar that the scheme counts by is known, with room for the months around. */
function knownFrom(scheme: Scheme, holidays: HolidayCalendars): IsoDate {
  const years = Array.from({ length: 80 }, (_, index) => 2019 + index)
  const isKnown = (year: number) =>
    namedCalendars(scheme).every(id => asks(() => holidays.isWorkingDay(id, `${year}-01-01`)))
  return `${years.find(isKnown) ?? 2019}-03-01`
}

function asks(ask: () => boolean): boolean {
  try {
    ask()
    return true
  } catch (error) {
    if (error instanceof UnknownHoliday) return false
    throw error
  }
}

type Kind = Pick<Interruption, 'cause' | 'extent' | 'planned' | 'noticeSeconds'>

function latticeOutages(scheme: Scheme, month: string): Outage[] {
  const start = Date.parse(`${month}-03T00:00:00Z`) / 1000
  const lengths = [
    ...new Set([...usual, ...durationsIn(scheme).flatMap(seconds => [seconds - 1, seconds, seconds + 1])]),
  ].filter(seconds => seconds > 0)
  const outages: Outage[] = []
  const add = (area: string, from: number, seconds: number, kind: Kind) => {
    const interruption: Interruption = {
      ...kind,
      from,
      to: from + seconds,
      knownAt: from,
      subscribersHit: 1_000_000,
      sitesHit: 1_000_000,
      deliveredTenThousandths: 0,
    }
    outages.push({ id: `o${outages.length}`, interruption, elements: [], areas: [area], services: [], kinds: [] })
  }
  const plain: Kind = { cause: 'network-fault', extent: 'total', planned: false, noticeSeconds: null }
  const kinds = kindsFor(scheme)
  lengths.forEach((seconds, index) => {
    add(`single-${index}`, start, seconds, plain)
    add(`offset-${index}`, start + 9 * day + 11 * 3600 + 17, seconds, plain)
    kinds.forEach((kind, number) => add(`kind-${index}-${number}`, start, seconds, kind))
  })
  // Pairs end inside one month, so that both belong to one billing period.
  const short = lengths.filter(seconds => seconds <= 10 * day).toSorted((a, b) => a - b)
  const some = short.filter((_, index) => index % Math.ceil(short.length / 12) === 0)
  for (const [index, first] of some.entries()) {
    for (const second of some.slice(index)) {
      add(`pair-${first}-${second}`, start, first, plain)
      add(`pair-${first}-${second}`, start + 12 * day, second, plain)
    }
  }
  return outages
}

function kindsFor(scheme: Scheme): Kind[] {
  const named = causes.filter(cause => JSON.stringify(scheme).includes(`"${cause}"`))
  const kind = (
    cause: Cause,
    extent: Extent = 'total',
    planned = false,
    noticeSeconds: number | null = null,
  ): Kind => ({ cause, extent, planned, noticeSeconds })
  return [
    ...named.map(cause => kind(cause)),
    kind('network-fault', 'degraded'),
    kind('planned-work', 'total', true),
    kind('planned-work', 'total', true, 30 * day),
  ]
}

function durationsIn(scheme: Scheme): number[] {
  return [...JSON.stringify(scheme).matchAll(/"(P[0-9DTHMS.]+)"/g)]
    .flatMap(match => parseDuration(match[1] ?? '') ?? [])
    .filter(seconds => seconds <= 40 * day)
}

function wordsAfter(field: string, scheme: Scheme): string[] {
  return [...JSON.stringify(scheme).matchAll(new RegExp(`"${field}":"([^"]+)"`, 'g'))].flatMap(match => match[1] ?? [])
}
