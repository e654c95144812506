import { sql } from 'kysely'
import type { Wiring } from '../manner.ts'

/** A house in which nothing was ever paid. */
export function aWiring(given: Partial<Wiring> = {}): Wiring {
  return {
    pageUrl: () => Promise.resolve('https://status.example.net'),
    contacts: () => Promise.resolve(['+48 22 000 00 00']),
    timeZone: () => Promise.resolve('Europe/Warsaw'),
    jurisdiction: () => Promise.resolve('PL'),
    paymentOf: () => Promise.resolve(null),
    creditsOf: () => sql`(select where false)`,
    titlesOf: () => Promise.resolve([]),
    ...given,
  }
}
