import type { foundBy } from '@pulih/contracts'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
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
  const beginnings = [byCustomerKey(typed), byServiceKey(typed), ...(personal ? personalBeginnings(typed) : [])]
  const parts = personal ? personalParts(typed) : []
  return db.transaction().execute(async tx => {
    // The planner takes a part of a word for frequent, and would rather go through a whole table or index until it has found enough.
    await sql`set local enable_seqscan = off`.execute(tx)
    const begun = await candidates(tx, beginnings)
    await sql`set local enable_indexscan = off`.execute(tx)
    const within = await candidates(tx, parts)
    await sql`set local enable_indexscan = on`.execute(tx)
    const nearest = nearestOf([...begun, ...within], limit)
    const { rows } = await sql<Details>`
      select c.id, c.key, c.kind, c.name, c.language, c.segment, c.erased_at as "erasedAt",
        (select count(*)::int from subscribers.service v where v.customer_id = c.id) as services
      from subscribers.customer c where c.id = any(${nearest.map(({ id }) => id.toString())}::bigint[])`.execute(tx)
    const known = new Map(rows.map(row => [row.id, row]))
    return nearest.flatMap(({ id, by, found }) => {
      const row = known.get(id)
      return row ? [{ ...row, by, found }] : []
    })
  })
}

type Details = Omit<FoundCustomer, 'by' | 'found'>

interface Candidate {
  readonly id: bigint
  readonly rank: number
  readonly by: FoundCustomer['by']
  readonly found: string
}

async function candidates(tx: Tx, grounds: readonly Ground[]): Promise<Candidate[]> {
  if (grounds.length === 0) return []
  const all = sql.join(
    grounds.map(ground => sql`(${ground} limit ${mostOfEach})`),
    sql` union all `,
  )
  const { rows } = await sql<Candidate>`select id, rank, by, found from (${all}) as found`.execute(tx)
  return rows
}

/** Each customer once, by the ground that is nearest. */
function nearestOf(found: readonly Candidate[], limit: number): Candidate[] {
  const nearest = new Map<bigint, Candidate>()
  for (const each of found) {
    const before = nearest.get(each.id)
    if (before === undefined || each.rank < before.rank) nearest.set(each.id, each)
  }
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return [...nearest.values()].toSorted((a, b) => a.rank - b.rank || byText(a.found, b.found)).slice(0, limit)
}

function byCustomerKey(typed: string): Ground {
  return sql`select id, case when upper(key) = ${typed.toUpperCase()} then 0 else 2 end as rank, 'customer' as by, key as found
    from subscribers.customer where ${begins(sql`upper(key)`, typed.toUpperCase())} order by upper(key) using ~<~`
}

function byServiceKey(typed: string): Ground {
  return sql`select customer_id as id, case when upper(key) = ${typed.toUpperCase()} then 0 else 3 end as rank, 'service' as by, key as found
    from subscribers.service where ${begins(sql`upper(key)`, typed.toUpperCase())} order by upper(key) using ~<~`
}

function personalBeginnings(typed: string): Ground[] {
  return [byLogin(typed), byNameBeginning(plain(typed))]
}

function personalParts(typed: string): Ground[] {
  const words = plain(typed).split(' ')
  const parts = words.filter(word => word.length >= shortestPart)
  const digits = /^[+\d ()./-]+$/.test(typed) ? typed.replaceAll(/\D/g, '').replace(/^0+/, '') : ''
  // With a plus it is a number and nothing else; looked for as a word, it would be held against every number that begins as it does.
  if (digits.length >= 5 && typed.startsWith('+')) return [byDigits(digits)]
  return [
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
