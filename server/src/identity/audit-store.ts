import { sql } from 'kysely'
import { type AuditLink, contentOf, genesis } from '@pulih/proofs'
import type { AuditLine, Db, Tx } from '../platform/index.ts'

/** Chains lines onto the trail. It holds the end of the chain until the transaction is over, so it comes last. */
export async function appendAudit(tx: Tx, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return
  await sql`select identity.append_audit(${lines.map(contentOf)}::text[])`.execute(tx)
}

/** The last row of the trail. */
export async function readAuditHead(db: Db | Tx): Promise<{ number: bigint; digest: string }> {
  const { rows } = await sql<{ number: bigint; digest: string }>`
    select number, encode(digest, 'hex') as digest from identity.audit_head`.execute(db)
  if (!rows[0]) throw new Error('the audit trail has lost its end')
  return rows[0]
}

/** The digest of one row; that of row 0 is what the first row follows. Null where it is missing. */
export async function readAuditDigest(db: Db, number: bigint): Promise<string | null> {
  if (number === 0n) return genesis
  const { rows } = await sql<{ digest: string }>`
    select encode(digest, 'hex') as digest from identity.audit where number = ${number}`.execute(db)
  return rows[0]?.digest ?? null
}

const columns = sql`
  a.number, a.at, a.actor, a.action, a.subject, a.detail, encode(a.previous, 'hex') as previous, encode(a.digest, 'hex') as digest`
const rowsAtOnce = 5_000

/** All rows after one and up to another, in pieces: rows are only added, so what is read stays as it is. */
export async function* readAuditRows(db: Db | Tx, after: bigint, to: bigint): AsyncGenerator<AuditLink[]> {
  for (let last = after; ;) {
    const { rows } = await sql<AuditLink>`
      select ${columns} from identity.audit a where a.number > ${last} and a.number <= ${to}
      order by a.number limit ${rowsAtOnce}`.execute(db)
    const end = rows.at(-1)
    if (!end) return
    yield rows
    last = end.number
  }
}

export interface AuditFilter {
  readonly actor: string | null
  readonly subject: string | null
  readonly action: string | null
  readonly since: Temporal.Instant | null
  readonly until: Temporal.Instant | null
  readonly before: bigint | null
  readonly limit: number
}

/**
 * Newest first, one more than `limit`, with today's names of the staff. Where times are asked for, it goes by time and not by number, which
 * agree but for what was done at once: by number a day of last year would be looked for from the end of the trail.
 */
export async function listAudit(
  db: Db,
  { actor, subject, action, since, until, before, limit }: AuditFilter,
): Promise<(AuditLink & { readonly actorName: string | null })[]> {
  const byTime = since !== null || until !== null
  const wanted = [
    actor === null ? null : sql`a.actor = ${actor}`,
    subject === null ? null : sql`a.subject = ${subject}`,
    action === null ? null : sql`a.action = ${action}`,
    since === null ? null : sql`a.at >= ${since}`,
    until === null ? null : sql`a.at < ${until}`,
    before === null
      ? null
      : byTime
        ? sql`(a.at, a.number) < (select last.at, last.number from identity.audit last where last.number = ${before})`
        : sql`a.number < ${before}`,
  ].filter(condition => condition !== null)
  const { rows } = await sql<AuditLink & { actorName: string | null }>`
    select ${columns}, s.name as "actorName"
    from identity.audit a left join identity.staff s on a.actor = 'staff:' || s.id
    where ${sql.join([sql`true`, ...wanted], sql` and `)}
    order by ${byTime ? sql`a.at desc, a.number desc` : sql`a.number desc`} limit ${limit + 1}`.execute(db)
  return rows
}

/** What stands in the trail under these subjects, newest first: the newest of each, because together they might be looked for from the end of the trail. */
export async function trailOf(
  db: Db,
  subjects: readonly string[],
  before: bigint | null,
  limit: number,
): Promise<AuditLink[]> {
  const { rows } = await sql<AuditLink>`
    select found.* from (select distinct unnest(${subjects}::text[]) as subject) wanted cross join lateral (
      select ${columns} from identity.audit a
      where a.subject = wanted.subject and (${before}::bigint is null or a.number < ${before}::bigint)
      order by a.number desc limit ${limit}) found
    order by found.number desc limit ${limit}`.execute(db)
  return rows
}
