import { sql } from 'kysely'
import { ledgerAccounts } from '@pulih/contracts'
import { type End, type FoundPage, accountNumber } from '@pulih/proofs'
import type { Db, Tx } from '../platform/index.ts'
import { contentSql, entriesFitSql, lineSql, postedAtText } from './line-sql.ts'

/** The end of the chain as it is just now; null if somebody removed it. */
export async function readHead(db: Db | Tx): Promise<End | null> {
  const { rows } = await sql<End>`
    select page, last_transfer as "lastTransfer", encode(digest, 'hex') as digest from ledger.head`.execute(db)
  return rows[0] ?? null
}

/** The next pages with the digest of what stands under each of them. */
export async function digestPages(db: Db | Tx, after: bigint, until: bigint, limit: number): Promise<FoundPage[]> {
  const { rows } = await sql<Omit<FoundPage, 'missing'>>`
    select p.number, p.first_transfer as first, p.last_transfer as last, p.entries, encode(p.previous, 'hex') as previous,
      encode(p.digest, 'hex') as digest, found.*
    from (select * from ledger.page where number > ${after} and number <= ${until} order by number limit ${limit}) p
    cross join lateral (
      select ${contentSql(sql<string>`text`)} as content, count(transfer) as transfers, min(id) filter (where fits is not true) as wrong
      from (
        select coalesce(t.id, e.transfer_id) as id, t.id as transfer, ${lineSql(postedAtText, sql<string>`e.written`)} as text,
          case kind
            when 'reversal' then e.total = 0 and e.entries = 2 and e.highest = abs(amount)
            else ${entriesFitSql('kind', sql<string>`e.written`)}
          end as fits
        from (select * from ledger.transfer where id between p.first_transfer and p.last_transfer) t
        full join (
          select transfer_id, string_agg(concat(account, ':', service_id, ':', amount), ',' order by account) as written,
            count(*) as entries, sum(amount) as total, max(amount) as highest
          from ledger.entry where transfer_id between p.first_transfer and p.last_transfer group by transfer_id
        ) e on e.transfer_id = t.id
      ) as line
    ) as found
    order by p.number`.execute(db)
  const pages: FoundPage[] = []
  for (const page of rows) {
    const whole = page.transfers >= page.last - page.first + 1n
    pages.push({ ...page, missing: whole ? null : await firstMissing(db, page) })
  }
  return pages
}

async function firstMissing(db: Db | Tx, { first, last }: { first: bigint; last: bigint }): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    select ${first}::bigint + count(*) filter (where id = expected) as id from (
      select id, ${first}::bigint - 1 + row_number() over (order by id) as expected
      from ledger.transfer where id between ${first} and ${last}
    ) as numbered`.execute(db)
  return rows[0]?.id ?? first
}

/** The lowest number of a transfer or entry that no page can hold, and of a page behind the head. One statement, so one moment. */
export async function findOutside(db: Db | Tx): Promise<{ transfer: bigint | null; page: bigint | null }> {
  const { rows } = await sql<{ transfer: bigint | null; page: bigint | null }>`
    with head as (select coalesce(max(last_transfer), 0) as last, coalesce(max(page), 0) as page from ledger.head)
    select least(
        (select min(id) from ledger.transfer where id > head.last), (select min(id) from ledger.transfer where id < 1),
        (select min(transfer_id) from ledger.entry where transfer_id > head.last), (select min(transfer_id) from ledger.entry where transfer_id < 1)
      ) as transfer,
      least((select min(number) from ledger.page where number > head.page), (select min(number) from ledger.page where number < 1)) as page
    from head`.execute(db)
  return rows[0] ?? { transfer: null, page: null }
}

/** Whether the accounts have the names and numbers that this version of the product gives them. */
export async function accountsAreOurs(db: Db | Tx): Promise<boolean> {
  const { rows } = await sql<{ id: number; name: string }>`select id, name from ledger.account`.execute(db)
  return (
    rows.length === ledgerAccounts.length &&
    ledgerAccounts.every(name => rows.some(row => row.name === name && row.id === accountNumber[name]))
  )
}
