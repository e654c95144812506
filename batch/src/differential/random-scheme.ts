import { currencyDigits, roundingModes } from '@pulih/kernel'
import {
  causes,
  extents,
  payments,
  serviceKinds,
  subscriberTypes,
  type Amount,
  type Counts,
  type Figure,
  type Head,
  type Parameter,
  type Reading,
  type Scheme,
  type Stacking,
  type Who,
} from '@pulih/engine'
import { anyGate, anyLength, anyMeasure, boundFor, type Drawing } from './random-measure.ts'
import type { Random } from './random.ts'

export interface SchemeWish {
  readonly random: Random
  readonly id: string
  readonly currency: string
  /** Ids that stacking may refer to. */
  readonly others: readonly string[]
  readonly calendars: readonly string[]
  /** Its place in a group of which one is due; unique. */
  readonly rank: number
  /** The month of the run: values change inside it. */
  readonly month: string
}

const bases = [
  'monthly-fee',
  'monthly-fee',
  'monthly-fee',
  'fee-before-discount',
  'previous-bill',
  'bills-average-3',
  'bills-sum-3',
  'top-ups-sum-3',
] as const
const fractions = ['1/30', '1/31', '1/60', '20%', '0.5', '1/7', '3/11', '1', '1.5', '1/720', '0.035'] as const
const named = (text: string) => ({ en: text, id: text, pl: text })

/** A scheme of random words of the vocabulary, as valid as a statute. */
export function anyScheme(wish: SchemeWish): Scheme {
  const { random, id, currency, month } = wish
  const parameters: Record<string, Parameter> = {}
  const change = `${month}-${random.pick(['01', '08', '15', '28'])}`
  const value = (unit: Parameter['unit'], text: string, isFixed = false): string => {
    if (!random.chance(22)) return text
    const name = `p${Object.keys(parameters).length + 1}`
    // What an operator sets could break the order of tiers.
    const setBy = !isFixed && random.chance(20) ? ({ setBy: 'operator' } as const) : {}
    // Tiers must ascend on every day, so that only the money of a parameter moves.
    const after =
      unit === 'money' && !isFixed && random.chance(60)
        ? [{ from: change, value: moneyOf(random, currency), source: 'text' }]
        : []
    parameters[name] = {
      unit,
      ...setBy,
      values: [
        {
          from: '2000-01-01',
          ...(after.length > 0 && random.chance(30) ? { to: change } : {}),
          value: text,
          source: 'text',
        },
        ...after,
      ],
    }
    return `$${name}`
  }
  const heads = random.list(random.pick([1, 1, 1, 2, 2, 3]), index => anyHead(wish, value, `head-${index + 1}`))
  const plain = (): Drawing => ({ random, value, hasClock: false, calendars: wish.calendars })
  const bound = () =>
    random.chance(50)
      ? ({ money: value('money', moneyOf(random, currency)) } as const)
      : ({ share: value('fraction', random.pick(fractions)), of: random.pick(bases) } as const)
  // What bounds a whole scheme needs the scheme to be one head.
  const isOne = heads.length === 1
  const floor = isOne && random.chance(20) ? { floor: bound() } : {}
  const cap = isOne && random.chance(35) ? { cap: random.chance(80) ? bound() : { least: [bound(), bound()] } } : {}
  const written: Scheme = {
    id,
    jurisdiction: 'XX',
    title: named(id),
    status: random.pick(['law', 'regulator-code', 'contract', 'goodwill'] as const),
    inForce: { from: random.chance(90) ? '2000-01-01' : change, to: random.chance(92) ? null : `${month}-20` },
    sources: [{ id: 'text', cite: 'A text', confidence: 'primary' }],
    currency,
    versionBy: random.pick(['onset', 'onset', 'period-start', 'each-day', 'report'] as const),
    parameters,
    who: anyWho(random, 25),
    per: random.pick(['event', 'event', 'billing-period', 'billing-period', 'calendar-month'] as const),
    heads,
    combine: random.pick(['sum', 'sum', 'greatest'] as const),
    ...floor,
    ...cap,
    rounding: { mode: random.pick(roundingModes), ...roundedTo(random, currency, value) },
    stacking: anyStacking(wish),
    settlement: { forms: ['bill-credit'] },
    readings: [],
  }
  if (written.inForce.to !== null && written.inForce.to <= written.inForce.from) return anyScheme(wish)
  const scheme = { ...written, parameters: usedIn(written) }
  return { ...scheme, readings: random.chance(40) ? anyReadings(scheme, plain()) : [] }
}

/** Some values are drawn and then not needed. */
function usedIn({ parameters, ...scheme }: Scheme): Scheme['parameters'] {
  const text = JSON.stringify(scheme)
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => text.includes(`"$${name}"`)))
}

function anyHead({ random, currency, calendars }: SchemeWish, value: Drawing['value'], id: string): Head {
  const clock = random.chance(30)
    ? {
        clock: {
          start: random.pick(['onset', 'onset', 'known', 'report', 'earlier-of-known-and-report'] as const),
          ...(random.chance(70)
            ? {
                free: random.pick([
                  { time: value('duration', anyLength(random)) },
                  { calendarDays: '1' },
                  {
                    workingDays: '2',
                    calendar: random.pick(calendars),
                    ...(random.chance(50) ? { cutOff: '16:30' } : {}),
                  },
                ]),
              }
            : {}),
        },
      }
    : {}
  const drawing: Drawing = { random, value, hasClock: 'clock' in clock, calendars }
  const benefit = random.chance(10)
    ? {
        benefit: {
          kind: 'data' as const,
          unit: `GB-${id}`,
          quantity: random.pick(['1', '0.5', '2.25']),
          ...(random.chance(50) ? { times: anyMeasure(drawing) } : {}),
        },
      }
    : {}
  return {
    id,
    cites: [{ source: 'text' }],
    ...(random.chance(25) ? { who: anyWho(random, 40) } : {}),
    counts: anyCounts(random, value),
    ...clock,
    ...(random.chance(60) ? { gate: anyGate(drawing) } : {}),
    pays: random.chance(4) ? null : anyAmount(drawing, currency, 3),
    ...benefit,
    duty: 'automatic',
  }
}

function anyAmount(drawing: Drawing, currency: string, depth: number): Amount {
  const { random, value } = drawing
  const inner = () => anyAmount(drawing, currency, depth - 1)
  const fraction = () => value('fraction', random.pick(fractions))
  if (depth === 0 || random.chance(15)) {
    return random.chance(30)
      ? { money: value('money', moneyOf(random, currency)) }
      : { share: fraction(), of: random.pick(bases) }
  }
  switch (random.below(9)) {
    case 0:
      return { pay: inner(), by: fraction() }
    case 1:
      return { pay: inner(), dividedBy: value('fraction', random.pick(['2', '30', '7/3', '0.9'])) }
    case 2:
      return { sum: random.list(random.between(1, 3), inner) }
    case 3:
      return { greatest: random.list(2, inner) }
    case 4:
      return { least: random.list(random.between(2, 3), inner) }
    case 5: {
      const tiers = anyMeasure(drawing)
      const first = random.below(3)
      const rows = random.list(random.between(1, 3), index => {
        const bound = boundFor(tiers, first + index, drawing)
        return random.chance(50) ? { above: bound, pays: inner() } : { atLeast: bound, pays: inner() }
      })
      return { tiers, rows }
    }
    case 6: {
      const each = () => inner()
      const firsts = random.list(random.between(1, 2), () => ({
        first: value('count', String(random.between(1, 3))),
        each: each(),
      }))
      return { steps: { measure: 'calendar-days', which: 'touched' }, rows: [...firsts, { rest: true, each: each() }] }
    }
    case 7:
      return { rounded: inner(), mode: random.pick(roundingModes), ...roundedTo(random, currency, value) }
    default:
      return { pay: inner(), times: anyMeasure(drawing) }
  }
}

function anyCounts(random: Random, value: Drawing['value']): Counts {
  const limit = () => ({
    is: random.pick(['>', '>='] as const),
    than: value('count', random.pick(['1', '100', '5000'])),
  })
  const listed = () => random.some(causes, 15, 1)
  return {
    extent: random.chance(60) ? ['total'] : random.some(extents, 60, 1),
    ...(random.chance(40)
      ? {
          causes: random.chance(75)
            ? { except: listed(), proof: 'provider' }
            : { only: ['network-fault', 'fibre-cut', ...listed()], proof: 'customer' },
        }
      : {}),
    planned: random.pick([
      'counts',
      'counts',
      'excluded',
      { excludedWithNotice: value('duration', 'PT48H') },
      { excludedWithNotice: 'PT24H', upTo: 'PT6H' },
    ] as const),
    ...(random.chance(15)
      ? { length: { is: random.pick(['>', '>=', '<'] as const), than: value('duration', anyLength(random)) } }
      : {}),
    ...(random.chance(8) ? { subscribersHit: limit() } : {}),
    ...(random.chance(8) ? { sitesHit: limit() } : {}),
    ...(random.chance(5) ? { allServices: true as const } : {}),
  }
}

function anyWho(random: Random, percent: number): Who {
  return {
    ...(random.chance(percent) ? { services: random.some(serviceKinds, 50, 1) } : {}),
    ...(random.chance(percent / 2) ? { subscribers: random.some(subscriberTypes, 50, 1) } : {}),
    ...(random.chance(percent / 2) ? { payment: [random.pick(payments)] } : {}),
    ...(random.chance(percent / 3)
      ? { regions: random.some(['XX', 'XX-N', 'XX-N-1', 'XX-S', 'XX-E', 'a-region-with-a-long-name'], 30, 1) }
      : {}),
    ...(random.chance(percent / 3) ? { remoteness: random.some(['urban', 'rural', 'remote'] as const, 50, 1) } : {}),
    ...(random.chance(3) ? { designated: true as const } : {}),
  }
}

function anyStacking({ random, others, rank }: SchemeWish): Stacking {
  const kind = random.below(6)
  if (kind === 0) return { rule: 'greatest-of', group: random.pick(['xx/first', 'xx/second']), rank }
  if (kind === 1 && others.length > 0) return { rule: 'set-off', against: random.some(others, 40, 1) }
  if (kind === 2 && others.length > 0) return { rule: 'subsidiary', to: random.some(others, 40, 1) }
  return { rule: kind === 3 ? 'on-top' : 'adds' }
}

/** Other texts for the minimum and the maximum: each sets places that no other sets. */
function anyReadings(scheme: Scheme, drawing: Drawing): Reading[] {
  const { random } = drawing
  const places: (readonly [string, unknown])[] = [
    ['/combine', random.pick(['sum', 'greatest'])],
    ['/per', random.pick(['event', 'billing-period', 'calendar-month'])],
    ['/heads/0/counts/planned', random.pick(['counts', 'excluded'])],
    ['/heads/0/counts/extent', ['total', 'degraded']],
    ['/heads/0/gate', { when: { measure: 'duration' }, is: random.pick(['>', '>=']), than: anyLength(random) }],
    [
      '/heads/0/pays',
      anyAmount(
        {
          random,
          value: (_, text) => text,
          hasClock: scheme.heads[0]?.clock !== undefined,
          calendars: drawing.calendars,
        },
        scheme.currency ?? 'EUR',
        2,
      ),
    ],
  ]
  return (['minimum', 'maximum'] as const satisfies readonly Figure[]).flatMap(figure => {
    if (random.chance(40)) return []
    const patch = Object.fromEntries(random.some(places, 25, 1))
    // A parameter that only stood in the place that is replaced would be unused under this reading.
    const patched = structuredClone(scheme)
    for (const [place, value] of Object.entries(patch)) setAt(patched, place, value)
    const isWhole = Object.keys(usedIn(patched)).length === Object.keys(scheme.parameters).length
    return isWhole
      ? [
          {
            id: `as-${figure}`,
            figures: [figure],
            question: named('?'),
            says: named('so'),
            why: named('because'),
            patch,
          },
        ]
      : []
  })
}

function setAt(document: object, pointer: string, value: unknown): void {
  const path = pointer.split('/').slice(1)
  const last = path.pop() ?? ''
  const target = path.reduce((at, part) => at[part] as Record<string, unknown>, document as Record<string, unknown>)
  target[last] = value
}

function roundedTo(random: Random, currency: string, value: Drawing['value']): { to?: string } {
  if (!random.chance(25)) return {}
  return {
    to: value(
      'money',
      random.pick(currencyDigits(currency) === 0 ? ['1', '5', '10', '100'] : ['0.05', '0.10', '1', '0.25']),
    ),
  }
}

function moneyOf(random: Random, currency: string): string {
  const whole = random.pick([random.between(1, 9), random.between(1, 99), random.between(1, 2000)])
  return currencyDigits(currency) === 0 ? String(whole) : `${whole}.${String(random.below(100)).padStart(2, '0')}`
}
