import type { ListedServices } from '../plan.ts'
import type { Outage } from './outages.ts'
import type { Signatures } from './signatures.ts'
import type { Refusal } from './table.ts'

/** Two signatures as one number: that of a row's place, and that of the outages which list the row. */
export function pairKey(place: number, list: number): number {
  return place * 2 ** 26 + list
}

/**
 * Services that outages name one by one. Which place such a service hangs on only its row tells, so `pairs` are those that an earlier
 * pass over the services met: there are at most as many as services listed.
 */
export function signListed(
  outages: readonly Outage[],
  signatures: Signatures,
  pairs: readonly (readonly [place: number, list: number])[],
): ListedServices | null {
  const listing = new Map<string, number[]>()
  outages.forEach(({ services }, outage) => {
    for (const service of new Set(services)) {
      const list = listing.get(service)
      if (list) list.push(outage)
      else listing.set(service, [outage])
    }
  })
  if (listing.size === 0) return null
  const services = [...listing.keys()]
  const signature = Int32Array.from(listing.values(), list => signatures.of(list))
  const nowhere = [...new Set(signature)].map(list => [0, list] as const)
  return {
    services,
    signature,
    together: new Map(
      [...nowhere, ...pairs].map(([place, list]) => [pairKey(place, list), signatures.union(place, list)]),
    ),
  }
}

/** Services that outages list and that no line of the services file is about. */
export function unknownServices(outages: readonly Outage[], unseen: readonly string[], file: string): Refusal[] {
  const unknown = new Set(unseen)
  const remedy = 'name a service of the services file whose line is not refused; the rest of the outage still counts'
  return outages.flatMap(({ id, services }) =>
    services
      .filter(service => unknown.has(service))
      .map(service => ({
        file,
        row: 0,
        column: 'services',
        reason: 'unknown-service',
        value: `${id}: ${service}`.slice(0, 80),
        remedy,
      })),
  )
}
