import type { Network } from './network.ts'
import type { Outage } from './outages.ts'
import type { Refusal } from './table.ts'

/**
 * Services hit by the same set of outages share everything that calendars decide. A signature is such a set; number 0 is the
 * empty one.
 */
export class Signatures {
  readonly sets: (readonly number[])[] = [[]]
  readonly #known = new Map<string, number>([['', 0]])

  /** The number of a set of outages, given as sorted indices. */
  of(set: readonly number[]): number {
    const key = set.join(',')
    let number = this.#known.get(key)
    if (number === undefined) {
      number = this.sets.push(set) - 1
      this.#known.set(key, number)
    }
    return number
  }

  union(a: number, b: number): number {
    if (a === b || b === 0) return a
    if (a === 0) return b
    return this.of(
      [...new Set([...(this.sets[a] as number[]), ...(this.sets[b] as number[])])].toSorted((x, y) => x - y),
    )
  }
}

/** Which outages hit each element: its own, those of its area, and those of everything above it. */
export function signElements(network: Network, outages: readonly Outage[], signatures: Signatures): Int32Array {
  const direct = new Map<number, number[]>()
  const byArea = areaIndex(outages)
  outages.forEach(({ elements }, outage) => {
    for (const element of elements) {
      const index = network.indexOf.get(element)
      if (index === undefined) continue
      const list = direct.get(index)
      if (list) list.push(outage)
      else direct.set(index, [outage])
    }
  })
  const signed = new Int32Array(network.elements.length)
  for (let index = 0; index < signed.length; index++) {
    const above = network.parent[index] as number
    const own = direct.get(index)
    let signature = above >= 0 ? (signed[above] as number) : 0
    if (own) signature = signatures.union(signature, signatures.of([...new Set(own)].toSorted((a, b) => a - b)))
    if (byArea.size > 0)
      signature = signatures.union(signature, signArea(network.area[index] as string, byArea, signatures))
    signed[index] = signature
  }
  return signed
}

/** Which outages hit each area code. */
export function signAreas(areas: readonly string[], outages: readonly Outage[], signatures: Signatures): Int32Array {
  const byArea = areaIndex(outages)
  return Int32Array.from(areas, area => signArea(area, byArea, signatures))
}

/** Elements that outages name and the network does not know: mistyped, or a network file that is too old. */
export function unknownElements(network: Network, outages: readonly Outage[], file: string): Refusal[] {
  return outages.flatMap(({ id, elements }) =>
    elements
      .filter(element => !network.indexOf.has(element))
      .map(element => ({
        file,
        row: 0,
        column: 'elements',
        reason: 'unknown-element',
        value: `${id}: ${element}`.slice(0, 80),
        remedy: 'name an element of the network file; the rest of the outage still counts',
      })),
  )
}

function areaIndex(outages: readonly Outage[]): Map<string, number[]> {
  const index = new Map<string, number[]>()
  outages.forEach(({ areas }, outage) => {
    for (const area of new Set(areas)) {
      const list = index.get(area)
      if (list) list.push(outage)
      else index.set(area, [outage])
    }
  })
  return index
}

/** A code is covered by itself, by each part of it that ends before a dot, and by `*`. */
function signArea(area: string, byArea: ReadonlyMap<string, readonly number[]>, signatures: Signatures): number {
  const hit = new Set(byArea.get('*'))
  for (let code = area; code !== ''; code = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : '') {
    for (const outage of byArea.get(code) ?? []) hit.add(outage)
  }
  return hit.size === 0 ? 0 : signatures.of([...hit].toSorted((a, b) => a - b))
}
