import type { Client } from 'pg'
import { below, createRandom } from '../workload/random.ts'
import { pick } from '../platform/percentiles.ts'

export interface Search {
  readonly kind: string
  readonly path: string
}

interface Person {
  readonly key: string
  readonly name: string
  readonly service: string
  readonly login: string | null
  readonly email: string | null
  readonly number: string | null
  readonly letter: string | null
}

/** What callers say of themselves, each of another customer, and what half of all customers have in common. */
export async function searchesOf(client: Client, outages: readonly string[], count: number): Promise<Search[]> {
  const { rows: people } = await client.query<Person>(
    `select c.key, c.name, s.key as service, s.login,
      (select min(address) from subscribers.contact t where t.customer_id = c.id and channel = 'email') as email,
      (select min(address) from subscribers.contact t where t.customer_id = c.id and channel in ('sms', 'phone')) as number,
      (select min(address) from subscribers.contact t where t.customer_id = c.id and channel = 'letter') as letter
    from (select * from subscribers.customer where name is not null order by hashint8(id) limit $1) c
    cross join lateral (select key, login from subscribers.service v where v.customer_id = c.id order by id limit 1) s`,
    [count],
  )
  const random = createRandom(23)
  const person = () => pick(people, random)
  const customers = (kind: string, text: string | null): Search | null =>
    text === null || text.length < 2
      ? null
      : { kind, path: `/customer-search?text=${encodeURIComponent(text.slice(0, 100))}` }
  const asOutage = (kind: string, text: string): Search => ({
    kind,
    path: `/outages?limit=8&text=${encodeURIComponent(text)}`,
  })
  const kinds: (() => Search | null)[] = [
    () => customers('whole name', person().name),
    () => customers('last word of a name', person().name.split(' ').at(-1) ?? null),
    () => customers('beginning of a name', person().name.slice(0, 2 + below(random, 4))),
    () => customers('part of a name', middleOf(person().name, 3 + below(random, 3))),
    () =>
      customers(
        'two parts of a name',
        person()
          .name.split(' ')
          .map(word => word.slice(0, 3))
          .toReversed()
          .join(' '),
      ),
    () => customers('service', person().service),
    () => customers('beginning of a service', person().service.slice(0, 4 + below(random, 3))),
    () => customers('customer', person().key.toLowerCase()),
    () => customers('login', person().login),
    () => customers('e-mail', person().email),
    () => customers('part of an e-mail', person().email?.split('@')[0]?.slice(0, 8) ?? null),
    () => customers('number', person().number),
    () => customers('last digits of a number', person().number?.slice(-6) ?? null),
    () => customers('address', person().letter),
    () => customers('part of an address', person().letter?.split(/[ ,]+/).slice(0, 2).join(' ') ?? null),
    () => customers('common to many', pick(common, random)),
    () => customers('nobody', `${String.fromCharCode(97 + below(random, 26))}xqzv${below(random, 1000)}`),
    () => asOutage('outage by number', `OUT-${String(1 + below(random, 100_000)).padStart(6, '0')}`),
    () => asOutage('outage by words', pick(outages, random)),
    () => ({
      kind: 'element',
      path: `/elements?search=${encodeURIComponent(pick(['pl-20', 'PL-10.13-O5', 'pl-core', 'sw', 'pl-32.1'], random))}&limit=8`,
    }),
  ]
  const searches: Search[] = []
  for (let index = 0; searches.length < count && index < 3 * count; index += 1) {
    const search = kinds[index % kinds.length]?.()
    if (search) searches.push(search)
  }
  return searches
}

/** Words, domains and beginnings that hundreds of thousands share. */
const common = [
  'ski',
  'ska',
  'example',
  'example.net',
  'anna',
  'jan',
  'kow',
  'a ',
  'ul',
  '480',
  '+48000',
  'S00',
  'C0',
  'sp. z o.o.',
  'ow',
  'nowak',
  '@',
]

function middleOf(text: string, length: number): string {
  const from = Math.max(0, Math.floor((text.length - length) / 2))
  return text.slice(from, from + length).trim()
}
