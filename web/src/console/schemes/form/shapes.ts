import { thresholdKind, type Amount, type Measure, type ParameterUnit, type TierRow } from '@pulih/engine'

/** What each word of the rules begins with when somebody chooses it. */
export const measures = [
  'duration',
  'longest-in-a-day',
  'availability',
  'calendar-days',
  'working-days',
  'blocks',
  'windows',
  'occurrences',
  'appointments',
  'activation-days',
  'shortfall',
  'once',
] as const
type MeasureName = (typeof measures)[number]

export function newMeasure(name: MeasureName): Measure {
  switch (name) {
    case 'availability':
      return { measure: name, of: 'month' }
    case 'calendar-days':
      return { measure: name, which: 'touched' }
    case 'working-days':
      return { measure: name, calendar: '' }
    case 'blocks':
      return { measure: name, length: 'PT1H', each: 'started' }
    case 'windows':
      return { measure: name, length: 'PT24H', atLeast: 'PT12H' }
    case 'appointments':
      return { measure: name, outcomes: ['missed'] }
    default:
      return { measure: name }
  }
}

export const amounts = [
  'money',
  'share',
  'times',
  'tiers',
  'steps',
  'least',
  'greatest',
  'sum',
  'by',
  'dividedBy',
  'rounded',
] as const
export type AmountName = (typeof amounts)[number]
/** Those that know nothing of what was measured, as a floor or a cap must not. */
export const unmeasured: readonly AmountName[] = [
  'money',
  'share',
  'least',
  'greatest',
  'sum',
  'by',
  'dividedBy',
  'rounded',
]

export function nameOf(amount: Amount): AmountName {
  // A share of a base and money are told by their own field; the others by what they do to an inner amount.
  return amounts.find(name => name in amount) ?? 'money'
}

/** Another kind of amount that keeps as much of the old one as it can. */
export function amountAs(name: AmountName, old: Amount | null): Amount {
  const kept = old === null ? ({ share: '10%', of: 'monthly-fee' } as const) : simplest(old)
  switch (name) {
    case 'money':
      return 'money' in kept ? kept : { money: '10' }
    case 'share':
      return 'share' in kept ? kept : { share: '10%', of: 'monthly-fee' }
    case 'times':
      return { pay: kept, times: newMeasure('blocks') }
    case 'tiers': {
      const tiers = newMeasure('duration')
      const [first = '', second = ''] = bounds(tiers)
      return {
        tiers,
        rows: [
          { atLeast: first, pays: kept },
          { atLeast: second, pays: kept },
        ],
      }
    }
    case 'steps':
      return {
        steps: newMeasure('calendar-days'),
        rows: [
          { first: '5', each: kept },
          { rest: true, each: kept },
        ],
      }
    case 'by':
      return { pay: kept, by: '1/2' }
    case 'dividedBy':
      return { pay: kept, dividedBy: '30' }
    case 'rounded':
      return { rounded: kept, mode: 'half-away' }
    case 'sum':
      return { sum: [kept, { money: '10' }] }
    case 'greatest':
      return { greatest: [kept, { money: '10' }] }
    case 'least':
      return { least: [kept, { share: '1', of: 'monthly-fee' }] }
  }
}

/** The money or the share at the bottom of an amount. */
function simplest(amount: Amount): Amount {
  if ('money' in amount || 'share' in amount) return amount
  if ('pay' in amount) return simplest(amount.pay)
  if ('rounded' in amount) return simplest(amount.rounded)
  const [first] =
    'sum' in amount
      ? amount.sum
      : 'greatest' in amount
        ? amount.greatest
        : 'least' in amount
          ? amount.least
          : 'tiers' in amount
            ? amount.rows.map(({ pays }) => pays)
            : amount.rows.map(({ each }) => each)
  return first ? simplest(first) : { money: '10' }
}

/** Lower bounds to begin with, in the unit that the measure has. */
export function bounds(measure: Measure): readonly string[] {
  const kind = thresholdKind(measure)
  if (kind === 'duration') return ['PT6H', 'PT24H', 'PT72H']
  if (kind === 'count') return ['1', '3', '7']
  return measure.measure === 'availability' ? ['0', '99%', '99.9%'] : ['10%', '25%', '50%']
}

/** Another measure for the same rows: bounds of another unit would mean nothing. */
export function measuredBy(rows: readonly TierRow[], old: Measure, measure: Measure): readonly TierRow[] {
  if (thresholdKind(old) === thresholdKind(measure)) return rows
  const fresh = bounds(measure)
  return rows.slice(0, fresh.length).map(({ pays }, index) => ({ atLeast: fresh[index] ?? '0', pays }))
}

/** A bound above the last one. */
export function boundAbove(bound: string, unit: ParameterUnit): string {
  const time = /^P(T?)(\d+)([DHM])$/.exec(bound)
  if (time) return `P${time[1] ?? ''}${Number(time[2]) * 2}${time[3] ?? 'H'}`
  const percent = /^([\d.]+)%$/.exec(bound)
  const share = percent ? Number(percent[1]) / 100 : Number(bound)
  if (unit === 'fraction' && Number.isFinite(share)) return `${Number(((share + (1 - share) / 2) * 100).toFixed(4))}%`
  return unit === 'duration' ? 'P7D' : String(Number(bound) + 1 || 1)
}
