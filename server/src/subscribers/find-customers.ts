import type { foundBy } from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../platform/index.ts'
import type { Customer } from './customer-store.ts'

export interface FoundCustomer extends Customer {
  readonly by: (typeof foundBy)[number]
  readonly found: string
  readonly services: number
}

type Ground = RawBuilder<unknown>

/** So many of each ground are looked at, and the nearest of them shown: a word that half of all customers share must not cost more than a rare one. */
const mostOfEach = 200
const shortestPart = 3

/** Whoever may not see names and addresses must not be able to guess them either, so he finds by keys alone. */
export async function findCustomers(
  db: Db,
  text: string,
  { personal, limit }: { readonly personal: boolean; readonly limit: number },
): Promise<FoundCustomer[]> {
  const typed = text.trim().replaceAll(/\s+/g, ' ')
  if (typed === '') return []
  const grounds = [byCustomerKey(typed), byServiceKey(typed), ...(personal ? personalGrounds(typed) : [])]
  return db.transaction().execute(async tx => {
    // The planner takes a part of a word for frequent and would rather read a whole table until it has found enough.
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<FoundCustomer>`
      with candidates as (${sql.join(
        grounds.map(ground => sql`(${ground} limit ${mostOfEach})`),
        sql` union all `,
      )}),
      nearest as (select distinct on (id) id, rank, by, found from candidates order by id, rank, found),
      shown as (select n.*, c.key from nearest n join subscribers.customer c on c.id = n.id order by n.rank, c.key limit ${limit})
      select c.id, c.key, c.kind, c.name, c.language, c.segment, c.erased_at as "erasedAt", s.by, s.found,
        (select count(*)::int from subscribers.service v where v.customer_id = c.id) as services
      from shown s join subscribers.customer c on c.id = s.id order by s.rank, c.key`.execute(tx)
    return rows
  })
}

function byCustomerKey(typed: string): Ground {
  return sql`select id, case when upper(key) = ${typed.toUpperCase()} then 0 else 2 end as rank, 'customer' as by, key as found
    from subscribers.customer where ${begins(sql`upper(key)`, typed.toUpperCase())} order by upper(key) using ~<~`
}

function byServiceKey(typed: string): Ground {
  return sql`select customer_id as id, case when upper(key) = ${typed.toUpperCase()} then 0 else 3 end as rank, 'service' as by, key as found
    from subscribers.service where ${begins(sql`upper(key)`, typed.toUpperCase())} order by upper(key) using ~<~`
}

function personalGrounds(typed: string): Ground[] {
  const words = plain(typed).split(' ')
  const parts = words.filter(word => word.length >= shortestPart)
  const digits = /^[+\d ()./-]+$/.test(typed) ? typed.replaceAll(/\D/g, '').replace(/^0+/, '') : ''
  return [
    byLogin(typed),
    byNameBeginning(plain(typed)),
    ...(parts.length > 0 ? [byNameParts(words, parts), byAddress(parts)] : []),
    ...(digits.length >= 5 ? [byDigits(digits)] : []),
  ]
}

function byLogin(typed: string): Ground {
  return sql`select customer_id as id, case when lower(login) = ${typed.toLowerCase()} then 0 else 3 end as rank, 'login' as by, login as found
    from subscribers.service where login is not null and ${begins(sql`lower(login)`, typed.toLowerCase())} order by lower(login) using ~<~`
}

const nameTyped = sql`subscribers.as_typed(name)`

function byNameBeginning(typed: string): Ground {
  return sql`select id, case when ${nameTyped} = ${typed} then 1 else 2 end as rank, 'name' as by, name as found
    from subscribers.customer where name is not null and ${begins(nameTyped, typed)} order by ${nameTyped} using ~<~`
}

/** Each word somewhere in the name, in whatever order; nearer where each begins a word of it. */
function byNameParts(words: readonly string[], parts: readonly string[]): Ground {
  const whole = words.map(word => sql`(' ' || ${nameTyped}) like ${`% ${escaped(word)}%`}`)
  return sql`select id, case when ${sql.join(whole, sql` and `)} then 3 else 5 end as rank, 'name' as by, name as found
    from subscribers.customer where name is not null and ${sql.join(
      parts.map(part => sql`${nameTyped} like ${`%${escaped(part)}%`}`),
      sql` and `,
    )}`
}

const addressTyped = sql`subscribers.address_as_typed(channel, address)`
const reached = sql`channel in ('email', 'letter', 'sms', 'phone')`

function byAddress(parts: readonly string[]): Ground {
  return sql`select customer_id as id, 4 as rank, 'contact' as by, address as found
    from subscribers.contact where ${reached} and ${sql.join(
      parts.map(part => sql`${addressTyped} like ${`%${escaped(part)}%`}`),
      sql` and `,
    )}`
}

function byDigits(digits: string): Ground {
  return sql`select customer_id as id, 1 as rank, 'contact' as by, address as found
    from subscribers.contact where ${reached} and ${addressTyped} like ${`%${digits}%`} and channel in ('sms', 'phone')`
}

/** Texts that begin with another, byte by byte and so whatever order the database sorts in. The sign behind is the last there is. */
function begins(column: Ground, beginning: string): Ground {
  return sql`(${column} ~>=~ ${beginning} and ${column} ~<~ ${`${beginning}\u{10ffff}`})`
}

function escaped(part: string): string {
  return part.replaceAll(/[\\%_]/g, '\\$&')
}

/** What `subscribers.as_typed` makes of a text. */
function plain(text: string): string {
  return text
    .replaceAll(/[łŁøØ]/g, sign => ('łŁ'.includes(sign) ? 'l' : 'o'))
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
}
