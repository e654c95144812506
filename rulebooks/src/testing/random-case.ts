import { addDays, addMonths, firstOfMonth, currencyDigits, formatMinor, LocalDays } from '@pulih/kernel'
import type { Case, CaseInterruption, Head, Scheme, Who } from '@pulih/engine'
import fc from 'fast-check'

/** Cases that a scheme has something to say about: a service that it covers, and a month of trouble with edges at round times. */
export function someCase(scheme: Scheme, options: CaseOptions = {}): fc.Arbitrary<Case> {
  const zone = options.zone ?? zoneOf(scheme.jurisdiction)
  const first = options.first ?? firstDayFor(scheme)
  const start = new LocalDays(zone).day(first).from
  const currency = scheme.currency ?? 'EUR'
  const amount = (most: bigint) =>
    fc
      .bigInt({ min: 0n, max: most * 10n ** BigInt(currencyDigits(currency)) })
      .map(minor => formatMinor(minor, currency))
  const bill = (month: number) =>
    amount(300_000n).map(text => ({
      from: addDays(first, 30 * month - 90),
      to: addDays(first, 30 * month - 60),
      amount: text,
    }))

  return fc
    .record({
      head: fc.constantFrom(...scheme.heads),
      monthlyFee: amount(500_000n),
      interruptions: fc.array(anInterruption(start, options.days ?? 30), {
        minLength: 1,
        maxLength: options.interruptions ?? 4,
      }),
      reports: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 0, max: 100 })), { minLength: 1, maxLength: 3 }),
      appointments: fc.array(
        fc.tuple(fc.integer({ min: 0, max: 30 * 24 }), fc.constantFrom('missed', 'kept', 'cancelled-late', 'refused')),
        { maxLength: 2 },
      ),
      activation: fc.option(fc.tuple(fc.integer({ min: -10, max: 20 }), fc.integer({ min: -5, max: 30 }))),
      bills: fc.tuple(bill(0), bill(1), bill(2)),
    })
    .map(({ head, monthlyFee, interruptions, reports, appointments, activation, bills }) => ({
      case: `${scheme.id}, at random`,
      jurisdiction: scheme.jurisdiction,
      schemes: [scheme.id],
      ...whoIsCovered(scheme.who, head),
      service: { ...kindOf(scheme.who, head), timeZone: zone, monthlyFee, currency },
      ...(options.period === false ? {} : { billingPeriod: { from: first, to: options.to ?? addMonths(first, 1) } }),
      parameters: valuesToSet(scheme),
      bills,
      topUps: bills,
      interruptions,
      reports: reports.map(([index, quarter]) => ({
        at: instant(secondsOf(interruptions[index % interruptions.length]?.from ?? instant(start)) + 900 * quarter),
      })),
      appointments: appointments.map(([hour, outcome]) => ({ at: instant(start + 3600 * hour), outcome })),
      ...(activation
        ? {
            activation: {
              promised: addDays(first, activation[0]),
              actual: addDays(first, activation[0] + activation[1]),
            },
          }
        : {}),
    }))
}

export interface CaseOptions {
  /** False: the case names no billing period. */
  readonly period?: boolean
  readonly interruptions?: number
  /** In how many days the interruptions begin. */
  readonly days?: number
  readonly zone?: string
  /** First day and end of the billing period; by default a month in which the scheme binds. */
  readonly first?: string
  readonly to?: string
}

const quarters = fc.integer({ min: 0, max: 13 * 96 }).map(quarter => 900 * quarter)
const length = fc.oneof(
  quarters,
  fc.constantFrom(3600, 4, 6, 8, 12, 24, 36, 48, 72).map(hours => (hours < 100 ? 3600 * hours : hours)),
)

function anInterruption(start: number, days: number): fc.Arbitrary<CaseInterruption> {
  return fc
    .record({
      onset: fc.oneof(
        fc.integer({ min: 0, max: days * 96 - 1 }).map(quarter => 900 * quarter),
        fc.integer({ min: 0, max: days - 1 }).map(day => 86400 * day),
      ),
      length,
      second: fc.constantFrom(-1, 0, 1),
      cause: fc.constantFrom('network-fault', 'fibre-cut', 'weather', 'planned-work', 'customer-power'),
      extent: fc.constantFrom('total', 'total', 'total', 'degraded'),
      notice: fc.option(fc.constantFrom(0, 24, 100, 400)),
      known: fc.option(fc.integer({ min: -3600, max: 90_000 })),
      hit: fc.constantFrom(1, 100, 100_000),
      delivered: fc.constantFrom('0.5', '0.25'),
    })
    .map(({ onset, length, second, cause, extent, notice, known, hit, delivered }) => ({
      from: instant(start + onset),
      to: instant(start + onset + Math.max(1, length + second)),
      cause: cause as 'network-fault',
      extent: extent as 'total',
      ...(notice === null ? {} : { noticeHours: notice }),
      ...(known === null ? {} : { knownAt: instant(start + onset + known) }),
      group: { subscribers: hit, sites: hit },
      ...(extent === 'degraded' ? { delivered: { share: delivered } } : {}),
    }))
}

export function instant(seconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
}

export function secondsOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds / 1000
}

/** The same interruption between other instants. */
export function between(interruption: CaseInterruption, from: number, to: number): CaseInterruption {
  return { ...interruption, from: instant(from), to: instant(to) }
}

/** September 2026, or the first whole month of a scheme that binds no longer. */
export function firstDayFor({ inForce: { from, to } }: Scheme): string {
  if (from <= '2026-08-01' && (to === null || to > '2026-11-01')) return '2026-09-01'
  const next = firstOfMonth(addMonths(from, 1))
  return to === null || next < to ? next : firstOfMonth(from)
}

/** What only the operator can know. */
function valuesToSet({ id, parameters }: Scheme): Record<string, string> {
  const usual = { money: '2.00', duration: 'PT1H', fraction: '0.99', count: '3' } as const
  const missing = Object.entries(parameters).filter(([, { values }]) => values.length === 0)
  return Object.fromEntries(missing.map(([name, { unit }]) => [`${id}:${name}`, usual[unit]]))
}

function zoneOf(jurisdiction: string): string {
  const [zone = 'UTC'] = new Intl.Locale(`und-${jurisdiction}`).getTimeZones?.() ?? []
  return zone
}

/** A customer and a provider for whom the scheme and one of its heads are. */
function whoIsCovered(who: Who, head: Head): Pick<Case, 'subscriber' | 'provider'> {
  const [region] = head.who?.regions ?? who.regions ?? []
  const [remoteness] = head.who?.remoteness ?? who.remoteness ?? []
  const [payment] = head.who?.payment ?? who.payment ?? []
  const [type] = head.who?.subscribers ?? who.subscribers ?? []
  const codes = [head.who?.signatoryOf, who.signatoryOf].filter(code => code !== undefined)
  return {
    subscriber: {
      ...(region ? { region } : {}),
      ...(remoteness ? { remoteness } : {}),
      ...(payment ? { payment } : {}),
      ...(type ? { type } : {}),
    },
    provider: { designated: true, signatoryOf: codes },
  }
}

function kindOf(who: Who, head: Head): { readonly kind: NonNullable<Case['service']>['kind'] } {
  const [kind = 'internet'] = head.who?.services ?? who.services ?? []
  return { kind }
}
