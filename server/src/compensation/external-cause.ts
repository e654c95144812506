import type { Cause } from '@pulih/engine'

/**
 * Causes that the operator would say are not his. They relieve him only when a named person relies on them with a reason and
 * evidence, for the burden of proof is his; until then the rules see a fault of the network.
 */
export const externalCauses: readonly Cause[] = [
  'third-party-damage',
  'theft',
  'weather',
  'flood',
  'earthquake',
  'natural-calamity',
  'force-majeure',
  'terrorist-attack',
  'war',
  'civil-emergency',
  'security-order',
  'statutory-measure',
  'customer',
  'customer-equipment',
  'customer-power',
]

export function isExternal(cause: Cause): boolean {
  return externalCauses.includes(cause)
}

/** The cause that the rules see. */
export function causeForMoney(technical: Cause, reliedOn: Cause | null): Cause {
  if (reliedOn !== null) return reliedOn
  return isExternal(technical) ? 'network-fault' : technical
}
