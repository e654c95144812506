import type { OperatorFacts, ProvinceFact } from './facts/operator-facts.ts'
import type { Random } from './random.ts'

/** A second-level area: an Indonesian regency or city, a Polish powiat. */
export interface Area {
  readonly code: string
  readonly name: string
  readonly kind: 'regency' | 'city'
  readonly province: ProvinceFact
  readonly remoteness: 'urban' | 'rural' | 'remote'
  /** Ten-thousandths of a degree: whole numbers, so that every machine prints the same digits. */
  readonly latitude: number
  readonly longitude: number
  /** Share among the areas of its province. */
  readonly weight: number
}

/** The areas of each province, the heaviest first: an operator with few customers serves only the first ones. */
export function layOutAreas(operator: OperatorFacts, random: Random): Map<ProvinceFact, readonly Area[]> {
  const known = new Map(operator.cities.map(city => [city.code, city]))

  function area(province: ProvinceFact, kind: Area['kind'], number: number): Area {
    const code = `${province.code}.${String(number).padStart(2, '0')}`
    const fact = known.get(code)
    known.delete(code)
    const outskirts = operator.remoteProvinces.includes(province.code) ? 'remote' : 'rural'
    return {
      code,
      kind,
      province,
      name: fact?.name ?? `Area ${code}`,
      remoteness: kind === 'city' ? 'urban' : outskirts,
      latitude: fact ? fact.latitude * 100 : scatter(random, province.latitude * 100, province.spread[0] * 100),
      longitude: fact ? fact.longitude * 100 : scatter(random, province.longitude * 100, province.spread[1] * 100),
      weight: weightOf(kind, fact?.kind === 'city', random),
    }
  }

  const areas = new Map<ProvinceFact, readonly Area[]>()
  for (const province of operator.provinces) {
    const regencies = Array.from({ length: province.regencies }, (_, index) => area(province, 'regency', index + 1))
    const cities = cityNumbers(operator, province).map(number => area(province, 'city', number))
    areas.set(
      province,
      [...regencies, ...cities].toSorted((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1)),
    )
  }
  const lost = [...known.keys()]
  if (lost.length > 0) throw new Error(`These cities are in no province of the table: ${lost.join(', ')}`)
  return areas
}

/** A whole number around a middle, nearer more often than far. */
export function scatter(random: Random, middle: number, distance: number): number {
  return middle - distance + random.below(distance + 1) + random.below(distance + 1)
}

// Real codes have gaps: cities known by name keep their number, the others take the lowest free ones.
function cityNumbers(operator: OperatorFacts, province: ProvinceFact): number[] {
  const numbers = operator.cities
    .filter(city => city.kind === 'city' && city.code.startsWith(`${province.code}.`))
    .map(city => Number(city.code.slice(province.code.length + 1)))
  for (let number = operator.firstCity; numbers.length < province.cities; number += 1) {
    if (!numbers.includes(number)) numbers.push(number)
  }
  return numbers.toSorted((a, b) => a - b)
}

// Only the people of a province are known; how they spread over its areas is made up, large cities first.
function weightOf(kind: Area['kind'], large: boolean, random: Random): number {
  if (large) return 3000 + random.below(2000)
  return kind === 'city' ? 800 + random.below(1200) : 400 + random.below(1400)
}
