import { addMonths, parseDuration } from '@pulih/kernel'
import { HolidayCalendars, checkScheme, type HolidayCalendar, type Scheme } from '@pulih/engine'
import { namedCalendars } from '../sql/named-calendars.ts'
import { anyOutages } from './random-outages.ts'
import { anyScheme } from './random-scheme.ts'
import { anyServices, serviceColumns } from './random-services.ts'
import { Random } from './random.ts'
import type { Element, World } from './world.ts'

export interface WorldWish {
  readonly seed: number
  readonly number: number
  readonly rulebook: readonly Scheme[]
  readonly calendars: readonly HolidayCalendar[]
  readonly services: number
}

const zones = [
  'Europe/Warsaw',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'Asia/Jakarta',
  'Asia/Jayapura',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'UTC',
] as const
/** Many of these months have a change of the clocks in one of the zones. */
const months = [
  '2019-10',
  '2020-02',
  '2021-12',
  '2022-03',
  '2024-02',
  '2024-03',
  '2024-04',
  '2024-10',
  '2024-11',
  '2025-03',
  '2025-09',
  '2025-10',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-08',
  '2026-10',
] as const
const mostSchemes = 14

/** The world of that number of a seed. Every currency of the rulebooks comes round in turn, and with it every scheme. */
export function anyWorld({ seed, number, rulebook, calendars, services }: WorldWish): World {
  const random = new Random(seed, number)
  const currencies = [...new Set([...rulebook.flatMap(scheme => scheme.currency ?? []), 'BHD', 'EUR'])].toSorted()
  const currency = currencies[number % currencies.length] ?? 'EUR'
  const known = calendars.map(calendar => calendar.id)
  const statutes = rulebook.filter(scheme => (scheme.currency ?? currency) === currency)
  const month = monthFor(random, statutes, calendars)
  const schemes = [...(statutes.length > mostSchemes ? random.some(statutes, 70) : statutes)]
  const holidays = new HolidayCalendars(calendars)
  for (let index = 1; index <= Math.max(3, 6 - statutes.length); index++) {
    const scheme = anyScheme({
      random,
      id: `xx/made-up-${index}`,
      currency,
      others: schemes.map(other => other.id),
      calendars: known.filter(id => covered(id, month, calendars)),
      rank: index,
      month,
    })
    const mistakes = checkScheme(scheme, holidays)
    if (mistakes.length > 0)
      throw new Error(
        `the generator made an invalid scheme (seed ${seed}, world ${number}): ${JSON.stringify(mistakes)}`,
      )
    schemes.push(scheme)
  }
  if (random.chance(40)) schemes.push(...twins(schemes))
  const timeZone = random.pick(zones)
  const timeZones = [...new Set([timeZone, random.pick(zones)])]
  const network = random.chance(75) ? anyNetwork(random) : null
  const columns = serviceColumns(random, schemes, network !== null)
  const places = network ? network.map(({ element }) => element) : areas
  const outages = anyOutages(random, { month, timeZone, network, areas, lengths: lengthsNamed(schemes) })
  return {
    seed,
    number,
    currency,
    timeZone,
    timeZones,
    month,
    schemes,
    calendars,
    provider: {
      designated: random.chance(50),
      signatoryOf: random.chance(60)
        ? [...JSON.stringify(schemes).matchAll(/"signatoryOf":"([^"]+)"/g)].flatMap(match => match[1] ?? [])
        : [],
    },
    overrides: overridesFor(random, schemes),
    network,
    outages,
    columns,
    services: anyServices(random, services, { columns, places, schemes, timeZones, currency }),
  }
}

/** The last scheme once more, of which one is due: amounts that tie, so that the rank decides. */
function twins(schemes: Scheme[]): Scheme[] {
  const last = schemes.pop()
  if (!last) return []
  const ranked = (id: string, rank: number): Scheme => ({
    ...last,
    id,
    stacking: { rule: 'greatest-of', group: 'xx/twins', rank },
  })
  return [ranked(last.id, 2), ranked('xx/twin', 1)]
}

const areas = ['1', '1.01', '1.01.001', '1.02', '2', '2.11', '21', '3.1'] as const

/** A tree with a few levels; areas stand on some elements only. */
function anyNetwork(random: Random): Element[] {
  const size = random.between(3, 14)
  const elements: Element[] = []
  for (let index = 0; index < size; index++) {
    const parent = index === 0 || random.chance(10) ? '' : `e${random.below(index)}`
    elements.push({ element: `e${index}`, parent, area: random.chance(50) ? random.pick(areas) : '' })
  }
  return random.chance(30) ? elements.toReversed() : elements
}

/** A month in which most of the schemes are in force and every calendar they name is known. */
function monthFor(random: Random, schemes: readonly Scheme[], calendars: readonly HolidayCalendar[]): string {
  const named = namedCalendars(schemes)
  const possible = months.filter(month => named.every(id => covered(id, month, calendars)))
  const inForce = possible.filter(month =>
    schemes.every(({ inForce: { from, to } }) => from <= `${month}-01` && (to === null || to > `${month}-01`)),
  )
  return random.pick(inForce.length > 0 && random.chance(70) ? inForce : possible)
}

function covered(id: string, month: string, calendars: readonly HolidayCalendar[]): boolean {
  const covers = calendars.find(calendar => calendar.id === id)?.covers
  return covers !== undefined && addMonths(`${month}-01`, -3) >= covers.from && addMonths(`${month}-01`, 5) < covers.to
}

/** Every length of time that a scheme names, in seconds: outages are made to end at them, a second before and a second after. */
function lengthsNamed(schemes: readonly Scheme[]): number[] {
  const found = [...JSON.stringify(schemes).matchAll(/"(P[0-9DTHMS.]+)"/g)].flatMap(
    match => parseDuration(match[1] ?? '') ?? [],
  )
  return [...new Set([...found, 3600, 86400, 2 * 86400, 7 * 86400])].filter(seconds => seconds > 1)
}

function overridesFor(random: Random, schemes: readonly Scheme[]): Record<string, string> {
  const texts = { money: '25', duration: 'PT3H', fraction: '1/4', count: '3' }
  return Object.fromEntries(
    schemes.flatMap(scheme =>
      Object.entries(scheme.parameters).flatMap(([name, { unit, setBy }]) =>
        setBy === 'operator' && random.chance(80) ? [[`${scheme.id}:${name}`, texts[unit]]] : [],
      ),
    ),
  )
}
