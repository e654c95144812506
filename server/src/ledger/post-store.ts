import { sql, type RawBuilder } from 'kysely'
import { accountNumber, instantText, pageDigest, transfersPerPage } from '@pulih/proofs'
import type { Tx, Work } from '../platform/index.ts'
import { contentSql, expectedEntriesSql, fromAccountSql, lineSql, toAccountSql } from './line-sql.ts'
import type { Posted, PostedSum } from './transfer.ts'

/** Rows in SQL, written between parentheses. */
export type Relation = RawBuilder<unknown>

/** The end of the chain. */
export interface Head {
  readonly page: bigint
  readonly lastTransfer: bigint
  readonly digest: string
}

/**
 * Waits until nobody else is posting and holds the end of the chain until the transaction ends. Balances that are read after it
 * stay true until then.
 */
export async function holdLedger(tx: Tx): Promise<Head> {
  const { rows } = await sql<Head>`
    select page, last_transfer as "lastTransfer", encode(digest, 'hex') as digest from ledger.head for update`.execute(
    tx,
  )
  const [head] = rows
  if (!head) throw new Error('the ledger has no head; its migrations are incomplete')
  return head
}

interface WrittenPage {
  readonly number: bigint
  readonly first: bigint
  readonly last: bigint
  readonly content: string
  readonly sums: readonly (Omit<PostedSum, 'amount'> & { readonly amount: string })[]
}

/**
 * Writes transfers, their entries and their pages. The source has the columns of ledger.transfer that a caller decides, and `moves`:
 * the kind that says between which accounts. Numbers follow those of the head, in the order of services, which spares the indexes.
 */
export async function append(work: Work, head: Head, source: Relation): Promise<Posted> {
  // The lines of one call are kept in memory while they go to three places.
  await sql`select set_config('work_mem', '128MB', true)`.execute(work.tx)
  const line = lineSql(sql<string>`${instantText(work.now)}::text`, expectedEntriesSql('moves'))
  const { rows: pages } = await sql<WrittenPage>`
    with line as materialized (
      select ${head.lastTransfer}::bigint + n as id, ${head.page}::bigint + (n + ${transfersPerPage - 1}) / ${transfersPerPage} as page,
        kind, service_id, service_key, unit, amount, scheme, basis, revision, run_id, reverses, corrects, claim_until, expires_on, reason,
        ${work.actor.id}::text as actor, moves
      from (
        select row_number() over (order by service_id) as n, service_id::bigint, service_key::text, unit::text, amount::bigint,
          scheme::text, basis::text, revision::integer, run_id::uuid, reverses::bigint, corrects::bigint, claim_until::date,
          expires_on::date, reason::text, kind::text, moves::text
        from (${source}) as source
      ) as numbered
    ),
    transfers as (
      insert into ledger.transfer (id, page, service_id, amount, reverses, corrects, posted_at, run_id, claim_until, expires_on,
        revision, kind, service_key, unit, scheme, basis, reason, actor)
      select id, page, service_id, amount, reverses, corrects, ${instantText(work.now)}::timestamptz, run_id, claim_until, expires_on,
        revision, kind, service_key, unit, scheme, basis, reason, actor
      from line
    ),
    entries as (
      insert into ledger.entry (transfer_id, service_id, amount, account)
      select id, case when account = ${accountNumber['customer-credit']} then service_id end, signed, account
      from line cross join lateral (
        values ((${fromAccountSql('moves')})::smallint, -amount), ((${toAccountSql('moves')})::smallint, amount)
      ) as side (account, signed)
    )
    select page as number, min(id) as first, max(id) as last, ${contentSql(line)} as content,
      (select json_agg(json_build_object('kind', kind, 'unit', unit, 'transfers', n, 'amount', total))
        from (select kind, unit, count(*) as n, sum(amount)::text as total from line group by kind, unit) as sum) as sums
    from line group by page order by page`.execute(work.tx)
  return closePages(work.tx, head, pages)
}

/** Chains the new pages to the head and moves it behind them. */
async function closePages(tx: Tx, head: Head, written: readonly WrittenPage[]): Promise<Posted> {
  let previous = head.digest
  const pages = written.map(({ number, first, last, content }) => {
    const frame = { number, first, last, entries: 2n * (last - first + 1n), previous }
    previous = pageDigest(frame, content)
    return { ...frame, digest: previous }
  })
  const [firstWritten, lastPage] = [written[0], pages.at(-1)]
  if (!firstWritten || !lastPage)
    return { transfers: 0, sums: [], first: null, last: null, page: head.page, digest: head.digest }
  await sql`
    insert into ledger.page (number, first_transfer, last_transfer, entries, previous, digest)
    select number, first, last, entries, decode(previous, 'hex'), decode(digest, 'hex') from unnest(
      ${pages.map(page => page.number)}::bigint[], ${pages.map(page => page.first)}::bigint[], ${pages.map(page => page.last)}::bigint[],
      ${pages.map(page => page.entries)}::bigint[], ${pages.map(page => page.previous)}::text[], ${pages.map(page => page.digest)}::text[]
    ) as new (number, first, last, entries, previous, digest)`.execute(tx)
  await sql`
    update ledger.head set page = ${lastPage.number}, last_transfer = ${lastPage.last}, digest = decode(${lastPage.digest}, 'hex')`.execute(
    tx,
  )
  return {
    transfers: Number(lastPage.last - head.lastTransfer),
    sums: firstWritten.sums.map(sum => ({ ...sum, amount: BigInt(sum.amount) })),
    first: firstWritten.first,
    last: lastPage.last,
    page: lastPage.number,
    digest: lastPage.digest,
  }
}
