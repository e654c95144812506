import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Language } from '@pulih/kernel'
import { generateOperator } from '@pulih/seed'
import { drawing } from '../emulator.ts'
import type { Personal } from './channels.ts'
import { drawFrom } from './draw-from.ts'
import type { Options } from './options.ts'

/** One who holds services of the operator. */
export interface Person {
  readonly number: number
  readonly customer: string
  readonly kind: string
  readonly segment: string
  readonly name: string
  readonly language: Language
  readonly province: string
  /** Whether the outage hits one of his services. */
  readonly isHit: boolean
  /** In the order in which he wants to be told; empty: nothing but a letter reaches him. */
  readonly ways: readonly Way[]
}

export interface Way {
  readonly channel: Personal
  /** He does not want messages about outages there. */
  readonly isRefused: boolean
  /** Nobody is there: a number out of use, a mailbox that is no more. */
  readonly isUnreachable: boolean
}

export interface Operator {
  readonly folder: string
  readonly people: readonly Person[]
  /** Keys of the provinces that the outage hits. */
  readonly provinces: readonly string[]
  /** Which of them works again first. */
  readonly firstRestored: string
}

/** So many of a hundred people of the operator are not hit: nothing may come to them. */
const bystanderShare = 0.02
const leastBystanders = 10

type Wanted = Pick<Options, 'channels' | 'languages' | 'people' | 'seed' | 'unreachable'>

/** Makes an operator whose outage hits as many people as wanted, all over the country but for its smallest provinces. */
export async function makeOperator(folder: string, wanted: Wanted): Promise<Operator> {
  const bystanders = Math.max(leastBystanders, Math.ceil(wanted.people * bystanderShare))
  // Households have several services; some provinces are spared.
  const services = Math.ceil((wanted.people + bystanders) * 1.6) + 300
  await generateOperator({ operator: 'pl-isp', services, seed: wanted.seed, out: folder })
  const provinceOf = new Map<string, string>()
  await eachRow(join(folder, 'services.csv'), ['customer_id', 'area'], ([customer, area]) => {
    provinceOf.set(customer, area.split('.')[0] ?? area)
  })
  const spared = sparedProvinces([...provinceOf.values()], bystanders)
  const people = await choosePeople(folder, { wanted, bystanders, provinceOf, spared })
  const hit = people.filter(({ isHit }) => isHit)
  if (hit.length < wanted.people) throw new Error(`the operator has ${hit.length} customers where the outage is`)
  const counts = Map.groupBy(hit, ({ province }) => province)
  const provinces = [...counts.keys()].toSorted()
  const half = hit.length / 4
  const [firstRestored = ''] = provinces.toSorted(
    (one, other) => distance(counts.get(one), half) - distance(counts.get(other), half),
  )
  return { folder, people, provinces, firstRestored }
}

function distance(people: readonly Person[] | undefined, wanted: number): number {
  return Math.abs((people?.length ?? 0) - wanted)
}

/** The smallest ones, until there are enough people in them. */
function sparedProvinces(all: readonly string[], bystanders: number): ReadonlySet<string> {
  const sizes = [...Map.groupBy(all, province => province)].toSorted(([, one], [, other]) => one.length - other.length)
  const spared = new Set<string>()
  let found = 0
  for (const [province, there] of sizes) {
    if (found >= bystanders) break
    found += there.length
    spared.add(province)
  }
  return spared
}

interface Choice {
  readonly wanted: Wanted
  readonly bystanders: number
  readonly provinceOf: ReadonlyMap<string, string>
  readonly spared: ReadonlySet<string>
}

async function choosePeople(folder: string, { wanted, bystanders, provinceOf, spared }: Choice): Promise<Person[]> {
  const draw = drawing(wanted.seed)
  const wayOf = drawFrom(wanted.channels, draw)
  const languageOf = drawFrom(wanted.languages, draw)
  const people: Person[] = []
  const room = { hit: wanted.people, spared: bystanders }
  await eachRow(
    join(folder, 'customers.csv'),
    ['customer', 'kind', 'segment', 'name'],
    ([customer, kind, segment, name]) => {
      const province = provinceOf.get(customer)
      if (province === undefined) return
      const isHit = !spared.has(province)
      if (room[isHit ? 'hit' : 'spared']-- <= 0) return
      const ways = draw() < letterOnlyShare ? [] : waysOf(wayOf(), { draw, unreachable: wanted.unreachable })
      people.push({
        number: people.length,
        customer,
        kind,
        segment,
        name,
        language: languageOf(),
        province,
        isHit,
        ways,
      })
    },
  )
  return people
}

const letterOnlyShare = 0.004
const secondWayShare = 0.4
const refusedShare = 0.01

function waysOf(
  first: Personal,
  { draw, unreachable }: { readonly draw: () => number; readonly unreachable: number },
): Way[] {
  const second = first === 'sms' ? 'email' : 'sms'
  const ways: readonly Personal[] = draw() < secondWayShare ? [first, second] : [first]
  return ways.map(channel => ({ channel, isRefused: draw() < refusedShare, isUnreachable: draw() < unreachable }))
}

/** Reads some columns of a table as `@pulih/seed` writes it. */
export async function eachRow<const Columns extends readonly string[]>(
  path: string,
  columns: Columns,
  read: (fields: { readonly [At in keyof Columns]: string }) => void,
): Promise<void> {
  let places: readonly number[] | null = null
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const fields = [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    )
    if (places === null) places = columns.map(column => fields.indexOf(column))
    // One field for each column, which is what the mapped type says.
    else read(places.map(place => fields[place] ?? '') as unknown as { readonly [At in keyof Columns]: string })
  }
}
