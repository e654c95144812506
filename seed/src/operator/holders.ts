import { numbered } from './random.ts'

export const customerKinds = ['consumer', 'small-business', 'business'] as const
export type CustomerKind = (typeof customerKinds)[number]

/**
 * Who holds the service at a place. Neighbours on the same attachment may be one household, or one company with several lines;
 * a customer's identifier is that of the first place of its group, so that it is known without seeing the rest.
 */
export interface Holders {
  /** Takes note of a service at a place and tells whose it is. `since` is in days before the day of the files. */
  hold(place: number, first: number, kind: CustomerKind, since: number): Holder
  /** All customers of the places from `first` up to `end`, an attachment's, once all of its services are held. */
  customersOn(first: number, end: number): Generator<HeldCustomer>
}

export interface Holder {
  readonly customer: string
  readonly segment: string
}

export interface HeldCustomer extends Holder {
  readonly kind: CustomerKind
  /** Days before the day of the files on which the oldest of its services began. */
  readonly since: number
}

/** How many of a thousand places begin another customer: households have few services, and companies of a place their lines together. */
const newCustomers = { consumer: 700, 'small-business': 150, business: 100 } as const
const letters = { consumer: 'C', 'small-business': 'F', business: 'B' } as const

export function createHolders(seed: number, services: number): Holders {
  const kinds = new Uint8Array(services)
  const days = new Uint16Array(services)
  const chances = customerKinds.map((_, kind) => numbered(seed, 10 + kind))
  const segments = numbered(seed, 20)
  const digits = Math.max(7, String(services).length)

  const begins = (kind: number, place: number): boolean =>
    (chances[kind]?.(place) ?? 0) % 1000 < newCustomers[customerKinds[kind] ?? 'consumer']

  function holder(kind: CustomerKind, start: number): Holder {
    return {
      customer: letters[kind] + String(start + 1).padStart(digits, '0'),
      segment: segmentOf(kind, segments(start) % 100),
    }
  }

  return {
    hold(place, first, kind, since) {
      const number = customerKinds.indexOf(kind)
      kinds[place] = number
      days[place] = since
      let start = place
      while (start > first && !begins(number, start)) start -= 1
      return holder(kind, start)
    },
    *customersOn(first, end) {
      for (const [number, kind] of customerKinds.entries()) {
        let oldest = -1
        let start = first
        for (let place = first; place <= end; place += 1) {
          const closes = place === end || (place > first && begins(number, place))
          if (closes && oldest >= 0) yield { ...holder(kind, start), kind, since: oldest }
          if (closes) [start, oldest] = [place, -1]
          if (place < end && kinds[place] === number) oldest = Math.max(oldest, days[place] ?? 0)
        }
      }
    },
  }
}

/** What the operator calls the group that a customer belongs to. */
function segmentOf(kind: CustomerKind, drawn: number): string {
  switch (kind) {
    case 'consumer':
      return drawn < 84 ? 'home' : drawn < 96 ? 'home-plus' : 'home-care'
    case 'small-business':
      return 'office'
    case 'business':
      return drawn < 80 ? 'company' : 'public'
  }
}
