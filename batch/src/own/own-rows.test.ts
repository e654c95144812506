import type { Scheme } from '@pulih/engine'
import { parseInstant } from '@pulih/kernel'
import { describe, expect, test } from 'vitest'
import { anyWorld } from '../differential/random-world.ts'
import { Random } from '../differential/random.ts'
import { everyCalendar, everyScheme } from '../differential/rulebook-files.ts'
import type { World, WorldService } from '../differential/world.ts'
import { expectDecidedAlone, runWorld } from '../testing/run-world.ts'

const rulebook = everyScheme()
const calendars = everyCalendar()
/** A long run looks at more: `OWN_WORLDS=400`. */
const worlds = Number(process.env['OWN_WORLDS'] ?? 10)

describe('services with facts of their own', () => {
  test(
    'are owed what the single decision says of these facts, whatever the schemes',
    { timeout: 240_000 },
    async () => {
      let [owed, repeated] = [0, 0]
      for (let number = 0; number < worlds; number++) {
        const world = withOwnFacts(anyWorld({ seed: 11, number, rulebook, calendars, services: 120 }))
        const run = await runWorld(world)
        owed += expectDecidedAlone(world, run)
        if (run.passes > 1) repeated++
      }
      expect(owed).toBeGreaterThan(500)
      // Some rows need what no exposure has; then the plan learns it.
      expect(repeated).toBeGreaterThan(0)
    },
  )

  test(
    'are owed it, too, when very many share their outages and only few decisions are asked for',
    { timeout: 240_000 },
    async () => {
      let owed = 0
      for (let number = 0; number < worlds; number++) {
        const world = anyWorld({ seed: 12, number, rulebook, calendars, services: 160 })
        // Every service is like one of two, but for its fee and its facts.
        const services = world.services.map(({ fields }, index) => ({
          bills: [],
          fields: {
            ...world.services[index % 2]?.fields,
            ...pick(fields, ['service', 'monthly_fee']),
            bill_sum_3: '',
            bill_count_3: '0',
            previous_bill: '',
          },
        }))
        const alike = withOwnFacts({ ...world, services })
        owed += expectDecidedAlone(alike, await runWorld(alike))
      }
      expect(owed).toBeGreaterThan(500)
    },
  )

  test.each([
    ['de/tkg-58-3', 'EUR', 'Europe/Berlin'],
    ['gb/automatic-compensation-repair', 'GBP', 'Europe/London'],
    ['nl/telecommunicatiewet-7.1a', 'EUR', 'Europe/Amsterdam'],
  ])('are owed it under %s', { timeout: 120_000 }, async (id, currency, timeZone) => {
    const schemes = rulebook.filter(scheme => scheme.id === id)
    expect(schemes).toHaveLength(1)
    const world = withOwnFacts(ofOne(schemes, currency, timeZone))

    expect(expectDecidedAlone(world, await runWorld(world))).toBeGreaterThan(20)
  })

  test('are assessed alike by one, two and three threads', { timeout: 120_000 }, async () => {
    const world = withOwnFacts(anyWorld({ seed: 11, number: 5, rulebook, calendars, services: 900 }))

    const [one, two, three] = [
      await runWorld(world),
      await runWorld(world, { workers: 2 }),
      await runWorld(world, { workers: 3 }),
    ]

    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  test('are assessed alike by a judge who forgets', { timeout: 120_000 }, async () => {
    const world = withOwnFacts(anyWorld({ seed: 11, number: 5, rulebook, calendars, services: 300 }))
    const ownFactsModule = new URL('../testing/forgetful-judge.ts', import.meta.url)

    expect(await runWorld(world, { ownFactsModule })).toEqual(await runWorld(world))
  })

  test('have lines of their own in the exposure table, one for each scheme that they are subject to', async () => {
    const world = withOwnFacts(
      ofOne(
        rulebook.filter(scheme => scheme.id === 'de/tkg-58-3'),
        'EUR',
        'Europe/Berlin',
      ),
    )

    const { ownLines: own, exposures } = await runWorld(world)

    expect(own.length).toBeGreaterThan(20)
    expect(new Set(own.map(line => line.split(',')[0]))).toEqual(
      new Set(exposures.filter(name => name.startsWith('own-'))),
    )
    for (const line of own)
      expect(line).toMatch(/^own-\d+,de\/tkg-58-3,1,o[^,]*,2026-09-\d\d,2026-10-\d\d,\d+,(owed|not-owed),/)
  })
})

function pick(fields: WorldService['fields'], columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map(column => [column, fields[column] ?? '']))
}

/** Restored early, restored late, restored at a threshold or a midnight; reported before, during and after. */
function withOwnFacts(world: World): World {
  const random = new Random(4, world.number)
  const lengths = [1, 3600, 6 * 3600, 8 * 3600, 12 * 3600, 24 * 3600, 48 * 3600, 72 * 3600]
  const within = ({ start, end }: World['outages'][number], reach: number) => {
    const [from, to] = [parseInstant(start) ?? 0, parseInstant(end) ?? 0]
    return random.chance(50)
      ? from + random.below(Math.max(1, Math.floor((to - from) * reach)))
      : from + random.pick(lengths) + random.pick([-1, 0, 1])
  }
  const isoAt = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '')
  return {
    ...world,
    columns: [...world.columns, 'restored_at', 'reported_at'],
    services: world.services.map(({ fields, bills }) => ({
      bills,
      fields: {
        ...fields,
        restored_at: random.chance(75) ? isoAt(within(random.pick(world.outages), 1.2)) : '',
        reported_at: random.chance(40) ? isoAt(within(random.pick(world.outages), 1)) : '',
      },
    })),
  }
}

/** Long outages under one law, all services on one line of the tree. */
function ofOne(schemes: readonly Scheme[], currency: string, timeZone: string): World {
  const random = new Random(9, currency.length)
  const network = [
    { element: 'e0', parent: '', area: '' },
    { element: 'e1', parent: 'e0', area: '' },
  ]
  const blank = {
    areas: [],
    kinds: [],
    extent: '',
    cause: '',
    planned: '',
    noticeHours: '',
    subscribers: '',
    sites: '',
  }
  const outage = (number: number, start: string, end: string, knownAt = '') => ({
    ...blank,
    outage: `o${number}`,
    start,
    end,
    elements: [number % 2 ? 'e0' : 'e1'],
    knownAt,
  })
  const columns = ['service', 'element', 'kind', 'monthly_fee', 'cycle_day']
  return {
    seed: 0,
    number: 0,
    currency,
    timeZone,
    timeZones: [timeZone],
    month: '2026-09',
    schemes,
    calendars,
    provider: {
      designated: true,
      signatoryOf: [...JSON.stringify(schemes).matchAll(/"signatoryOf":"([^"]+)"/g)].flatMap(match => match[1] ?? []),
    },
    overrides: {},
    network,
    columns,
    outages: [
      outage(1, '2026-09-07T06:00:00Z', '2026-09-16T18:30:00Z'),
      outage(2, '2026-09-16T10:00:00Z', '2026-09-18T09:00:00Z', '2026-09-16T11:00:00Z'),
      outage(3, '2026-09-21T22:00:00Z', '2026-09-29T07:00:01Z'),
    ],
    services: random.list(400, index => ({
      bills: [],
      fields: {
        service: `s${index}`,
        element: random.pick(['e0', 'e1']),
        kind: 'internet',
        monthly_fee: `${random.between(10, 90)}.${random.between(10, 99)}`,
        cycle_day: String(random.pick([1, 12, 20])),
      },
    })),
  }
}
