import { comparisons, type Denominator, type Gate, type Measure } from '@pulih/engine'
import type { Random } from './random.ts'

/** What a random scheme knows of itself while its parts are drawn. */
export interface Drawing {
  readonly random: Random
  /** A value as it stands in a scheme: written out, or as a dated parameter. */
  readonly value: (unit: 'duration' | 'fraction' | 'count' | 'money', text: string, isFixed?: boolean) => string
  readonly hasClock: boolean
  readonly calendars: readonly string[]
}

const lengths = [
  'PT1M',
  'PT15M',
  'PT1H',
  'PT4H',
  'PT6H',
  'PT8H',
  'PT12H',
  'PT13H30M',
  'PT24H',
  'PT36H',
  'PT48H',
  'PT72H',
  'P5D',
  'P7D',
  'P15D',
] as const

export function anyLength(random: Random): string {
  return random.pick(lengths)
}

/** Only what services of a batch have facts for: no appointments and no activation. */
export function anyMeasure(drawing: Drawing): Measure {
  const { random, value, hasClock, calendars } = drawing
  const time = () => value('duration', anyLength(random))
  const few = () => value('count', String(random.between(0, 3)))
  const span = random.chance(50)
    ? {}
    : {
        of: random.pick(
          hasClock
            ? (['interruption', 'longest', 'pending', 'overdue'] as const)
            : (['interruption', 'longest'] as const),
        ),
      }
  const over: { over?: Denominator } = random.chance(70)
    ? {}
    : { over: random.pick(['thirty-days', 'month', 'cycle'] as const) }
  const less = random.chance(75) ? {} : { less: time() }
  switch (random.below(12)) {
    case 0:
      return { measure: 'longest-in-a-day' }
    case 1:
      return { measure: 'availability', of: random.pick(['month', 'cycle'] as const) }
    case 2:
    case 3: {
      const which = random.pick(['touched', 'whole', 'with-more-than', 'with-at-least'] as const)
      const needed = which === 'with-more-than' || which === 'with-at-least' ? { time: time() } : {}
      return {
        measure: 'calendar-days',
        ...span,
        which,
        ...needed,
        ...(random.chance(80) ? {} : { plus: few() }),
        ...(random.chance(80) ? {} : { less: few() }),
        ...over,
      }
    }
    case 4: {
      const calendar = random.chance(70)
        ? random.pick(calendars)
        : {
            byRegion: { 'XX-N': random.pick(calendars), 'XX-N-1': random.pick(calendars) },
            otherwise: random.pick(calendars),
          }
      return { measure: 'working-days', ...span, calendar, ...over }
    }
    case 5:
    case 6: {
      const each = random.pick(['full', 'started', 'full-or-fraction-above'] as const)
      const fraction =
        each === 'full-or-fraction-above' ? { fraction: value('duration', random.pick(['PT1H', 'PT6H', 'PT12H'])) } : {}
      return {
        measure: 'blocks',
        ...span,
        length: value('duration', random.pick(['PT1H', 'PT4H', 'PT24H', 'P7D'])),
        each,
        ...fraction,
        ...less,
        ...over,
      }
    }
    case 7:
      return {
        measure: 'windows',
        length: time(),
        atLeast: value('duration', random.pick(['PT30M', 'PT2H', 'PT12H'])),
        ...over,
      }
    case 8:
      return random.pick([{ measure: 'occurrences' }, { measure: 'once' }, { measure: 'shortfall' }] as const)
    default: {
      const window = random.chance(75)
        ? {}
        : {
            window: random.pick([
              { from: '08:00', to: '22:00' },
              { from: '02:30', to: '24:00' },
              { from: '00:00', to: '06:00' },
            ]),
          }
      return { measure: 'duration', ...span, ...window, ...less, ...over }
    }
  }
}

/** A bound of the right kind for a measure, the greater the larger `size` from 0 to 5. */
export function boundFor(measure: Measure, size: number, { value }: Drawing): string {
  const step = Math.min(5, size)
  const bound = (unit: 'fraction' | 'duration' | 'count', texts: readonly string[]) =>
    value(unit, texts[step] ?? '0', true)
  if (('over' in measure && measure.over !== undefined) || measure.measure === 'shortfall')
    return bound('fraction', ['0', '1/720', '1/60', '1/30', '10%', '1/2'])
  if (measure.measure === 'availability') return bound('fraction', ['0.5', '0.9', '0.95', '0.98', '0.995', '1'])
  if (measure.measure === 'duration' || measure.measure === 'longest-in-a-day')
    return bound('duration', ['PT0S', 'PT1H', 'PT8H', 'PT24H', 'PT72H', 'P15D'])
  return bound('count', ['0', '1', '2', '4', '8', '15'])
}

export function anyGate(drawing: Drawing, depth = 1): Gate {
  const { random } = drawing
  if (depth > 0 && random.chance(25)) {
    const inner = random.list(random.between(1, 3), () => anyGate(drawing, depth - 1))
    return random.chance(50) ? { all: inner } : { any: inner }
  }
  const when = anyMeasure(drawing)
  return { when, is: random.pick(comparisons), than: boundFor(when, random.below(4), drawing) }
}
