import { drain } from './queue.ts'
import { seeded, type Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { TellingHouse } from './telling-house.ts'

/** Where services hang: a part of the network, and something beside it that no outage of a scenario hits. */
export const parts = ['left', 'right'] as const
export type Part = (typeof parts)[number]

export interface Person {
  readonly key: string
  readonly parts: readonly (Part | 'beside')[]
  readonly sms: string | null
  readonly email: string | null
}

/** Households with services in one part, in both, and beside; reached by both ways, by one, and by none. */
export const people: readonly Person[] = Array.from({ length: 24 }, (_, at) => {
  const where: Person['parts'][] = [
    ['left'],
    ['right'],
    ['left', 'left'],
    ['left', 'right'],
    ['beside'],
    ['right', 'right'],
  ]
  return {
    key: `c${at}`,
    parts: where[at % where.length] ?? ['left'],
    sms: at % 8 === 7 ? null : `+48 500 000 ${String(100 + at)}`,
    email: at % 8 === 3 || (at % 8 === 7 && at > 8) ? null : `c${at}@example.com`,
  }
})

/** Brings network and people in, once for all scenarios of a house. */
export async function bringPeople(house: TellingHouse): Promise<void> {
  await bring(house, 'elements', [
    'element,kind,parents,area',
    'core,node,,14.65',
    ...parts.map(part => `${part},node,core,14.65`),
    'beside,node,,14.65',
  ])
  await bring(house, 'customers', [
    'customer,kind,name,language',
    ...people.map(({ key }, at) => `${key},consumer,Anna Nowak,${at % 3 === 0 ? 'en' : 'pl'}`),
  ])
  await bring(house, 'services', [
    'service,customer_id,customer,element,area,kind,monthly_fee,cycle_day,time_zone,since,currency',
    ...people.flatMap(({ key, parts: at }) =>
      at.map(
        (part, nth) => `${key}-${nth},${key},consumer,${part},14.65,internet,60.00,1,Europe/Warsaw,2020-01-01,PLN`,
      ),
    ),
  ])
  await bring(house, 'contacts', [
    'customer,channel,address',
    ...people.flatMap(({ key, sms, email }) => [
      ...(sms ? [`${key},sms,${sms}`] : []),
      ...(email ? [`${key},email,${email}`] : []),
    ]),
  ])
}

async function bring(house: TellingHouse, kind: string, lines: readonly string[]): Promise<void> {
  const path = `/imports?kind=${kind}&currency=PLN&timeZone=Europe/Warsaw`
  const { body } = await house.ask('admin', 'POST', path, lines.join('\n'), { 'content-type': 'text/csv' })
  await drain(house.intake, steady)
  const { body: done } = await house.ask('admin', 'GET', `/imports/${String(body['id'])}`)
  if (done['status'] !== 'done' || done['rejected'] !== 0)
    throw new Error(`${kind} could not be brought in: ${JSON.stringify([body, done])}`)
}

/** Nothing is left to chance while people are brought in. */
const steady: Random = { ...seeded(1), chance: () => false }
