import { apportion } from './apportion.ts'
import { type Area, scatter } from './areas.ts'
import { accesses, type Access, type CoreFact, type OperatorFacts, type ProvinceFact } from './facts/operator-facts.ts'
import type { Random } from './random.ts'
import { uplinksOf } from './uplinks.ts'

export interface Element {
  readonly id: string
  /** For people. */
  readonly name: string
  /** What feeds it: the usual one first, then any other that is enough alone. None for a root. */
  readonly parents: readonly string[]
  readonly kind: 'core' | 'pop' | 'olt' | 'pon' | 'site' | 'sector' | 'cpe'
  readonly area: string
  /** Ten-thousandths of a degree. */
  readonly latitude: number
  readonly longitude: number
}

/** Where services hang: a PON, a sector, the equipment at a company's place for leased lines, a data centre for hosting. */
export interface Attachment {
  readonly element: string
  readonly area: Area
  readonly access: Access
  readonly services: number
}

const servicesPerPon = { least: 32, most: 64 }
const servicesPerSector = { least: 300, most: 1500 }
const ponsPerOlt = 16
const sectorsPerSite = 3

/**
 * Builds the network from the national cores to the last PON and sector, tells `write` each element after its usual parent, and
 * returns the places where services hang. Every access is spread over the provinces by their people, to the exact service. Second
 * parents are always of a higher kind, so that nothing feeds itself; they have random numbers of their own.
 */
export function buildNetwork(
  operator: OperatorFacts,
  areas: ReadonlyMap<ProvinceFact, readonly Area[]>,
  services: number,
  random: Random,
  randomUplinks: Random,
  write: (element: Element) => void,
): Attachment[] {
  const attachments: Attachment[] = []
  const uplinks = uplinksOf(operator, randomUplinks)
  const allAreas = [...areas.values()].flat()
  const shares = apportion(
    services,
    accesses.map(access => operator.accessShares[access]),
  )
  const total = new Map(accesses.map((access, index) => [access, shares[index] ?? 0]))
  const count = (access: Access): number => total.get(access) ?? 0

  const dataCentres = operator.cores.filter(core => core.dataCentre)
  const hosted = apportion(
    count('hosting'),
    dataCentres.map(() => 1),
  )
  for (const core of operator.cores) buildCore(core, hosted[dataCentres.indexOf(core)] ?? 0)

  const people = operator.provinces.map(province => province.people)
  const fixed = apportion(count('fixed'), people)
  const mobile = apportion(count('mobile'), people)
  const leased = apportion(count('leased-line'), people)
  operator.provinces.forEach((province, index) => {
    buildProvince(province, fixed[index] ?? 0, mobile[index] ?? 0, leased[index] ?? 0)
  })
  return attachments

  function buildCore(core: CoreFact, hostedServices: number): void {
    const area = allAreas.find(candidate => candidate.code === core.area)
    if (!area) throw new Error(`The core ${core.code} stands in ${core.area}, which is in no province of the table`)
    const id = `${operator.country}-CORE-${core.code}`
    const place = { area: area.code, latitude: area.latitude, longitude: area.longitude }
    write({ id, name: `Core ${core.code}`, parents: [], kind: 'core', ...place })
    if (!core.dataCentre) return
    const parents = [id]
    write({
      id: `${operator.country}-DC-${core.code}`,
      name: `Data centre ${core.code}`,
      parents,
      kind: 'core',
      ...place,
    })
    attach(`${operator.country}-DC-${core.code}`, area, 'hosting', hostedServices)
  }

  function buildProvince(
    province: ProvinceFact,
    fixedServices: number,
    mobileServices: number,
    leasedServices: number,
  ): void {
    const id = `${operator.country}-${province.code}`
    const all = areas.get(province) ?? []
    write({
      id,
      name: province.name,
      parents: uplinks.ofProvince(province),
      kind: 'core',
      area: province.code,
      latitude: province.latitude * 100,
      longitude: province.longitude * 100,
    })

    const withFibre = spread(fixedServices, all, servicesPerPon.most)
    const withMobile = spread(mobileServices, all, servicesPerSector.most)
    const withLeased = spread(leasedServices, all, 1)
    for (const area of all) {
      const [fibre = 0, radio = 0, lines = 0] = [withFibre.get(area), withMobile.get(area), withLeased.get(area)]
      if (fibre + radio + lines === 0) continue
      const pop = `${operator.country}-${area.code}`
      const { latitude, longitude } = area
      const parents = uplinks.ofPop(pop, province)
      write({ id: pop, name: `POP ${area.name}`, parents, kind: 'pop', area: area.code, latitude, longitude })
      buildLeased(pop, area, lines)
      buildFibre(pop, area, fibre)
      buildRadio(pop, area, radio)
    }
  }

  /** Equipment at companies' places, a few lines each. */
  function buildLeased(pop: string, area: Area, lines: number): void {
    for (let left = lines, number = 1; left > 0; number += 1) {
      const size = Math.min(left, 1 + randomUplinks.below(4))
      const id = `${pop}-C${number}`
      const name = `CPE ${area.name} ${number}`
      const place = {
        latitude: scatter(randomUplinks, area.latitude, 400),
        longitude: scatter(randomUplinks, area.longitude, 400),
      }
      write({ id, name, parents: uplinks.below(pop, area, 'cpe'), kind: 'cpe', area: area.code, ...place })
      attach(id, area, 'leased-line', size)
      left -= size
    }
  }

  function buildFibre(pop: string, area: Area, fibreServices: number): void {
    let number = 0
    let olt = { id: '', latitude: 0, longitude: 0 }
    for (const size of portions(fibreServices, servicesPerPon, random)) {
      if (number % ponsPerOlt === 0) {
        olt = { id: `${pop}-O${number / ponsPerOlt + 1}`, ...near(area, 600) }
        const name = `OLT ${area.name} ${number / ponsPerOlt + 1}`
        write({ ...olt, name, parents: uplinks.below(pop, area, 'olt'), kind: 'olt', area: area.code })
      }
      const id = `${olt.id}-P${(number % ponsPerOlt) + 1}`
      const name = `PON ${area.name} ${Math.floor(number / ponsPerOlt) + 1}/${(number % ponsPerOlt) + 1}`
      write({ id, name, parents: [olt.id], kind: 'pon', area: area.code, ...near(olt, 120) })
      attach(id, area, 'fixed', size)
      number += 1
    }
  }

  function buildRadio(pop: string, area: Area, mobileServices: number): void {
    let number = 0
    let site = { id: '', latitude: 0, longitude: 0 }
    for (const size of portions(mobileServices, servicesPerSector, random)) {
      if (number % sectorsPerSite === 0) {
        site = { id: `${pop}-M${number / sectorsPerSite + 1}`, ...near(area, 900) }
        const name = `Site ${area.name} ${number / sectorsPerSite + 1}`
        write({ ...site, name, parents: uplinks.below(pop, area, 'site'), kind: 'site', area: area.code })
      }
      const sector = 'ABC'.charAt(number % sectorsPerSite)
      const id = `${site.id}-${sector}`
      const name = `Sector ${area.name} ${Math.floor(number / sectorsPerSite) + 1}${sector}`
      write({ ...site, id, name, parents: [site.id], kind: 'sector', area: area.code })
      attach(id, area, 'mobile', size)
      number += 1
    }
  }

  function attach(element: string, area: Area, access: Access, attached: number): void {
    if (attached > 0) attachments.push({ element, area, access, services: attached })
  }

  function near(
    place: { readonly latitude: number; readonly longitude: number },
    distance: number,
  ): { latitude: number; longitude: number } {
    return {
      latitude: scatter(random, place.latitude, distance),
      longitude: scatter(random, place.longitude, distance),
    }
  }
}

/** Serves as many areas as can be filled with at least `enough` services each, the heaviest first. */
function spread(services: number, areas: readonly Area[], enough: number): Map<Area, number> {
  if (services === 0) return new Map()
  const served = areas.slice(0, Math.max(1, Math.floor(services / enough)))
  const sizes = apportion(
    services,
    served.map(area => area.weight),
  )
  return new Map(served.map((area, index) => [area, sizes[index] ?? 0]))
}

/** Cuts services into portions between two bounds; only what is too little for one portion makes a smaller one. */
function* portions(
  services: number,
  bounds: { readonly least: number; readonly most: number },
  random: Random,
): Generator<number> {
  for (let left = services; left > 0;) {
    const drawn = bounds.least + random.below(bounds.most - bounds.least + 1)
    const fits = left - drawn >= bounds.least
    const size = fits ? drawn : left <= bounds.most ? left : Math.floor(left / 2)
    yield size
    left -= size
  }
}
