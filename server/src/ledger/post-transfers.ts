import { sql } from 'kysely'
import { problem, type Work } from '../platform/index.ts'
import { movesSql } from './line-sql.ts'
import { append, holdLedger, type Head, type Relation } from './post-store.ts'
import { firstDuplicate } from './read-store.ts'
import type { Posted } from './transfer.ts'

/**
 * Posts up to some 50 000 credits, corrections or gifts at once, in the caller's transaction. The source selects service_id,
 * service_key, unit, amount, scheme, basis, revision, corrects, claim_until, expires_on, kind and run_id; and `given`, if there are
 * corrections of goodwill among them: true for those, so that what was given and what was owed stay apart in the accounts. What was
 * posted before under the same service, scheme, basis, unit and revision is refused, and nothing of the call is written.
 */
export async function postTransfers(work: Work, source: Relation): Promise<Posted> {
  return post(
    work,
    await holdLedger(work.tx),
    // A name that the source does not have is looked for one level higher, where nothing is given.
    sql`
      with source as (${source})
      select granted.*, null as reverses, null as reason from (select false as given) as otherwise cross join lateral (
        select service_id, service_key, unit, amount, scheme, basis, revision, corrects, claim_until, expires_on, kind, run_id,
          ${movesSql(sql<boolean>`given`)} as moves from source
      ) as granted`,
  )
}

/** Posts a relation that also says what it reverses, why, and between which accounts it moves. */
export async function post(work: Work, head: Head, source: Relation): Promise<Posted> {
  await sql`savepoint posting`.execute(work.tx)
  const posted = await append(work, head, source).catch(async (reason: unknown) => {
    if (!isDuplicate(reason)) throw reason
    await sql`rollback to savepoint posting`.execute(work.tx)
    const duplicate = await firstDuplicate(work.tx, source)
    throw duplicate ? problem('ledger.duplicate', duplicate) : reason
  })
  await sql`release savepoint posting`.execute(work.tx)
  if (posted.first !== null && posted.last !== null) {
    await work.emit('ledger.posted', `transfer:${posted.first}`, {
      firstTransfer: posted.first.toString(),
      lastTransfer: posted.last.toString(),
      transfers: posted.transfers,
      page: posted.page.toString(),
      digest: posted.digest,
    })
  }
  return posted
}

/** Only the unique constraint asks this question; every other refusal of the database is a mistake in the source. */
function isDuplicate(reason: unknown): boolean {
  return reason instanceof Error && 'constraint' in reason && reason.constraint === 'transfer_once'
}
