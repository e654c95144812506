import type { Plan, Source } from './operator-facts.ts'

/** Plans as both countries have them; a table changes what is different about one of its own. */

export function home(name: string, speedMbps: number | undefined, price: number, weight: number, source: Source): Plan {
  return {
    name,
    access: 'fixed',
    kind: 'internet',
    customer: 'consumer',
    payment: 'postpaid',
    speedMbps,
    price,
    priceAfterTerm: undefined,
    weight,
    source,
  }
}

export function mobile(name: string, payment: Plan['payment'], price: number, weight: number, source: Source): Plan {
  return {
    name,
    access: 'mobile',
    kind: 'mobile',
    customer: 'consumer',
    payment,
    speedMbps: undefined,
    price,
    priceAfterTerm: undefined,
    weight,
    source,
  }
}

export function leasedLine(name: string, speedMbps: number, price: number, weight: number, source: Source): Plan {
  return {
    ...home(name, speedMbps, price, weight, source),
    access: 'leased-line',
    kind: 'leased-line',
    customer: 'business',
  }
}

export function hosting(
  name: string,
  customer: 'small-business' | 'business',
  price: number,
  weight: number,
  source: Source,
): Plan {
  return { ...home(name, undefined, price, weight, source), access: 'hosting', kind: 'hosting', customer }
}
