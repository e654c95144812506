import type { Network } from '../planning/network.ts'
import type { Outage } from '../planning/outages.ts'
import { signAreas, signElements, Signatures } from '../planning/signatures.ts'
import type { Snapshot } from './snapshot.ts'

/** Where services hang, as a plan is asked. */
export type Place = { readonly network: Network } | { readonly areas: readonly string[] }

export interface Touched {
  /** The part of `place` that some outages hit and where services are, with everything above it. */
  readonly place: Place
  /** Numbers of the places in the snapshot. */
  readonly inSnapshot: readonly number[]
}

/** What lies below some outages. */
export function touchedBy(outages: readonly Outage[], place: Place, snapshot: Snapshot): Touched {
  return 'network' in place
    ? touchedElements(outages, place.network, snapshot)
    : touchedAreas(outages, place.areas, snapshot)
}

function touchedElements(outages: readonly Outage[], network: Network, snapshot: Snapshot): Touched {
  const signed = signElements(network, outages, new Signatures())
  const inSnapshot: number[] = []
  const kept = new Set<number>()
  signed.forEach((signature, element) => {
    const number = signature === 0 ? undefined : snapshot.indexOf.get(network.elements[element] ?? '')
    if (number === undefined) return
    inSnapshot.push(number)
    for (let above = element; above >= 0 && !kept.has(above); above = network.parent[above] ?? -1) kept.add(above)
  })
  return {
    place: {
      network: partOf(
        network,
        [...kept].toSorted((a, b) => a - b),
      ),
    },
    inSnapshot,
  }
}

/** Some elements of a network whose parents are among them; parents still come before their children. */
function partOf(network: Network, kept: readonly number[]): Network {
  const elements = kept.map(index => network.elements[index] ?? '')
  const position = new Map(kept.map((index, at) => [index, at]))
  return {
    elements,
    indexOf: new Map(elements.map((element, at) => [element, at])),
    parent: Int32Array.from(kept, index => position.get(network.parent[index] ?? -1) ?? -1),
    area: kept.map(index => network.area[index] ?? ''),
  }
}

function touchedAreas(outages: readonly Outage[], areas: readonly string[], snapshot: Snapshot): Touched {
  const signed = signAreas(areas, outages, new Signatures())
  const hit = areas.filter((area, index) => signed[index] !== 0 && snapshot.indexOf.has(area))
  return { place: { areas: hit }, inSnapshot: hit.flatMap(area => snapshot.indexOf.get(area) ?? []) }
}
