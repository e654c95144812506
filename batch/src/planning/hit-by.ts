import type { Network } from './network.ts'
import type { Outage } from './outages.ts'

/** Where one service hangs, as its line in the services file says. */
export interface ServicePlace {
  readonly service: string
  readonly element: string
  readonly area: string
  readonly kind: string
}

/** The outages that hit one service: the same answer as the signatures give for millions, found the plain way. */
export function outagesHitting(place: ServicePlace, network: Network | null, outages: readonly Outage[]): Outage[] {
  const above = new Set<string>()
  const own = network?.indexOf.get(place.element) ?? -1
  if (network)
    for (let index = own; index >= 0; index = network.parent[index] ?? -1) above.add(network.elements[index] ?? '')
  if (!network && place.element !== '') above.add(place.element)
  const area = own >= 0 ? (network?.area[own] ?? '') : place.area
  return outages.filter(
    outage =>
      (outage.kinds.length === 0 || outage.kinds.some(kind => kind === place.kind)) &&
      (outage.elements.some(element => above.has(element)) ||
        outage.areas.some(code => code === '*' || code === area || area.startsWith(`${code}.`)) ||
        outage.services.includes(place.service)),
  )
}
