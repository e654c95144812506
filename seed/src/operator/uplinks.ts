import type { Area } from './areas.ts'
import type { OperatorFacts, ProvinceFact } from './facts/operator-facts.ts'
import type { Random } from './random.ts'

/** How many of a thousand have a second uplink, by what they are. Assumptions: operators do not publish such figures. */
const dualHomed = { province: 600, pop: 150, olt: 250, site: 100, cpe: 450 } as const

/** Draws what feeds an element: the usual parent first, for some a second one. */
export interface Uplinks {
  ofProvince(province: ProvinceFact): string[]
  ofPop(pop: string, province: ProvinceFact): string[]
  below(pop: string, area: Area, kind: 'olt' | 'site' | 'cpe'): string[]
}

export function uplinksOf(operator: OperatorFacts, random: Random): Uplinks {
  const coreOf = (code: string): string => `${operator.country}-CORE-${code}`
  const provinceOf = (province: ProvinceFact): string => `${operator.country}-${province.code}`
  /** The POPs of each province, as far as they are built. */
  const pops = new Map<ProvinceFact, string[]>()

  /** One of a list that is not the first uplink already. */
  function other(first: string, candidates: readonly string[]): string[] {
    const others = candidates.filter(candidate => candidate !== first)
    const drawn = others[random.below(Math.max(1, others.length))]
    return drawn === undefined ? [first] : [first, drawn]
  }

  return {
    ofProvince(province) {
      const first = coreOf(province.core)
      return random.chance(dualHomed.province)
        ? other(
            first,
            operator.cores.map(core => coreOf(core.code)),
          )
        : [first]
    },
    /** A ring that ends in the next province: its table lists neighbours beside each other, more or less. */
    ofPop(pop, province) {
      pops.set(province, [...(pops.get(province) ?? []), pop])
      const first = provinceOf(province)
      const at = operator.provinces.indexOf(province)
      const neighbours = [operator.provinces[at - 1], operator.provinces[at + 1]]
      return random.chance(dualHomed.pop)
        ? other(
            first,
            neighbours.flatMap(neighbour => (neighbour ? [provinceOf(neighbour)] : [])),
          )
        : [first]
    },
    /** The second uplink ends at another POP of the province, at the first POP of all in the province's own core. */
    below(pop, area, kind) {
      if (!random.chance(dualHomed[kind])) return [pop]
      const others = (pops.get(area.province) ?? []).filter(candidate => candidate !== pop)
      return other(pop, others.length > 0 ? others : [provinceOf(area.province)])
    },
  }
}
