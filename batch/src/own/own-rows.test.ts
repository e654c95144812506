import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { answerCase, HolidayCalendars, type CaseInterruption, type Scheme } from '@pulih/engine'
import { parseInstant } from '@pulih/kernel'
import { afterAll, describe, expect, test } from 'vitest'
import { caseOf, rulebookOf } from '../differential/as-case.ts'
import { writeWorld } from '../differential/as-files.ts'
import { anyWorld } from '../differential/random-world.ts'
import { Random } from '../differential/random.ts'
import { everyCalendar, everyScheme } from '../differential/rulebook-files.ts'
import type { World, WorldService } from '../differential/world.ts'
import { readNetwork } from '../planning/network.ts'
import { readOutages } from '../planning/outages.ts'
import { planAndRun } from '../run/plan-and-run.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})
const rulebook = everyScheme()
const calendars = everyCalendar()
/** A long run looks at more: `OWN_WORLDS=400`. */
const worlds = Number(process.env['OWN_WORLDS'] ?? 10)

describe('services with facts of their own', () => {
  test('are owed what the single decision says of these facts, whatever the schemes', { timeout: 240_000 }, async () => {
    let owed = 0
    for (let number = 0; number < worlds; number++) {
      const world = withOwnFacts(anyWorld({ seed: 11, number, rulebook, calendars, services: 120 }))
      owed += await compare(world)
    }
    expect(owed).toBeGreaterThan(500)
  })

  test('are owed it, too, when very many share their outages and only few decisions are asked for', { timeout: 240_000 }, async () => {
    let owed = 0
    for (let number = 0; number < worlds; number++) {
      const world = anyWorld({ seed: 12, number, rulebook, calendars, services: 160 })
      // Every service is like one of two, but for its fee and its facts.
      const services = world.services.map(({ fields }, index) => ({ bills: [], fields: { ...world.services[index % 2]?.fields, ...pick(fields, ['service', 'monthly_fee']), bill_sum_3: '', bill_count_3: '0', previous_bill: '' } }))
      owed += await compare(withOwnFacts({ ...world, services }))
    }
    expect(owed).toBeGreaterThan(500)
  })

  test.each([
    ['de/tkg-58-3', 'EUR', 'Europe/Berlin'],
    ['gb/automatic-compensation-repair', 'GBP', 'Europe/London'],
    ['nl/telecommunicatiewet-7.1a', 'EUR', 'Europe/Amsterdam'],
  ])('are owed it under %s', { timeout: 120_000 }, async (id, currency, timeZone) => {
    const schemes = rulebook.filter(scheme => scheme.id === id)
    expect(schemes).toHaveLength(1)
    const world = withOwnFacts(ofOne(schemes, currency, timeZone))

    const { credits } = await assess(world, 1)

    expect(credits.length).toBeGreaterThan(20)
    expect(credits.toSorted()).toEqual(world.services.flatMap(service => decidedAlone(world, service)).toSorted())
  })

  test('are assessed alike by one, two and three threads', { timeout: 120_000 }, async () => {
    const world = withOwnFacts(anyWorld({ seed: 11, number: 5, rulebook, calendars, services: 900 }))

    const [one, two, three] = [await assess(world, 1), await assess(world, 2), await assess(world, 3)]

    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  test('have lines of their own in the exposure table, one for each scheme that they are subject to', async () => {
    const world = withOwnFacts(ofOne(rulebook.filter(scheme => scheme.id === 'de/tkg-58-3'), 'EUR', 'Europe/Berlin'))

    const { lines, names } = await assess(world, 1)

    const own = lines.filter(line => line.startsWith('own-'))
    expect(own.length).toBeGreaterThan(20)
    expect(new Set(own.map(line => line.split(',')[0]))).toEqual(new Set(names.filter(name => name.startsWith('own-'))))
    for (const line of own) expect(line).toMatch(/^own-\d+,de\/tkg-58-3,1,o[^,]*,2026-09-\d\d,2026-10-\d\d,\d+,(owed|not-owed),/)
  })
})

/** Returns how many credits there are. */
async function compare(world: World): Promise<number> {
  const { credits, refused } = await assess(world, 1)
  const expected = world.services.filter(({ fields }) => !refused.has(fields['service'] ?? '')).flatMap(service => decidedAlone(world, service))
  expect(credits.toSorted(), `seed ${world.seed}, world ${world.number}`).toEqual(expected.toSorted())
  return expected.length
}

function pick(fields: WorldService['fields'], columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map(column => [column, fields[column] ?? '']))
}

/** Restored early, restored late, restored at a threshold or a midnight; reported before, during and after. */
function withOwnFacts(world: World): World {
  const random = new Random(4, world.number)
  const lengths = [1, 3600, 6 * 3600, 8 * 3600, 12 * 3600, 24 * 3600, 48 * 3600, 72 * 3600]
  const within = ({ start, end }: World['outages'][number], reach: number) => {
    const [from = 0, to = 0] = [parseInstant(start) ?? 0, parseInstant(end) ?? 0]
    return random.chance(50) ? from + random.below(Math.max(1, Math.floor((to - from) * reach))) : from + random.pick(lengths) + random.pick([-1, 0, 1])
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
  const network = [{ element: 'e0', parent: '', area: '' }, { element: 'e1', parent: 'e0', area: '' }]
  const blank = { areas: [], kinds: [], extent: '', cause: '', planned: '', noticeHours: '', subscribers: '', sites: '' }
  const outage = (number: number, start: string, end: string, knownAt = '') => ({ ...blank, outage: `o${number}`, start, end, elements: [number % 2 ? 'e0' : 'e1'], knownAt })
  const columns = ['service', 'element', 'kind', 'monthly_fee', 'cycle_day']
  return {
    seed: 0, number: 0, currency, timeZone, timeZones: [timeZone], month: '2026-09', schemes, calendars,
    provider: { designated: true, signatoryOf: [...JSON.stringify(schemes).matchAll(/"signatoryOf":"([^"]+)"/g)].flatMap(match => match[1] ?? []) },
    overrides: {}, network, columns,
    outages: [
      outage(1, '2026-09-07T06:00:00Z', '2026-09-16T18:30:00Z'),
      outage(2, '2026-09-16T10:00:00Z', '2026-09-18T09:00:00Z', '2026-09-16T11:00:00Z'),
      outage(3, '2026-09-21T22:00:00Z', '2026-09-29T07:00:01Z'),
    ],
    services: random.list(400, index => ({
      bills: [],
      fields: { service: `s${index}`, element: random.pick(['e0', 'e1']), kind: 'internet', monthly_fee: `${random.between(10, 90)}.${random.between(10, 99)}`, cycle_day: String(random.pick([1, 12, 20])) },
    })),
  }
}

async function assess(world: World, workers: number) {
  const files = await writeWorld(world)
  folders.push(files.folder)
  const file = (name: string) => join(files.folder, name)
  const { outages } = await readOutages(files.outages)
  const areas = [...new Set(world.services.map(({ fields }) => fields['area'] ?? ''))].filter(area => area !== 'nowhere')
  const place = files.network === null ? { areas } : { network: (await readNetwork(files.network)).network }
  const { result } = await planAndRun(
    { ...world, holidays: new HolidayCalendars(world.calendars), outages, place },
    { servicesFile: files.services, outFile: file('credits.csv'), rejectedFile: file('rejected.csv'), workers, chunkBytes: 2000 },
    file('own.csv'),
    () => undefined,
  )
  const credits = linesOf(file('credits.csv')).filter(([, scheme]) => world.schemes.some(({ id }) => id === scheme))
  const refused = linesOf(file('rejected.csv')).map(([, row]) => world.services[Number(row) - 2]?.fields['service'] ?? '')
  return {
    credits: credits.map(([service, scheme, , ...amounts]) => [service, scheme, ...amounts].join(',')),
    names: credits.map(([, , exposure]) => exposure ?? ''),
    refused: new Set(refused),
    lines: linesOf(file('own.csv')).map(line => line.join(',')).toSorted(),
    result,
  }
}

function linesOf(file: string): string[][] {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(1).map(line => line.split(','))
}

/** The lines that the engine's answer to the same question would make. */
function decidedAlone(world: World, service: WorldService): string[] {
  const { restored_at: restored = '', reported_at: reported = '' } = service.fields
  const question = caseOf(world, service) as { readonly interruptions: readonly CaseInterruption[] }
  const cut = parseInstant(restored) ?? Infinity
  const interruptions = question.interruptions
    .filter(({ from }) => (parseInstant(from) ?? 0) < cut)
    .map(each => ((parseInstant(each.to) ?? 0) <= cut ? each : { ...each, to: restored }))
  const answer = answerCase({ ...question, interruptions, reports: reported === '' ? [] : [{ at: reported }] }, rulebookOf(world))
  return world.schemes.flatMap(({ id }) => {
    const amount = (reading: string) => answer.lines.find(line => line.scheme === id && line.reading === reading)?.amount
    const recommended = amount('recommended') ?? '0'
    const amounts = [amount('undisputedMinimum') ?? recommended, recommended, amount('arguableMaximum') ?? recommended]
    return amounts.every(text => Number(text) === 0) ? [] : [[service.fields['service'], id, ...amounts].join(',')]
  })
}
