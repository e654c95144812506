import { sql, type RawBuilder } from 'kysely'
import { type DirectKind, type Flow, accountNumber, flows, flowsOf } from '@pulih/proofs'

/**
 * `lineOf` of proofs in SQL: over columns named as in ledger.transfer, with the texts of the instant and of the entries. Kept here and not as
 * a function of the database, so that whoever can change the database cannot change what is digested. `concat_ws` leaves out what is
 * null, so that a line in which a required field was removed has fewer tabs than any line that was posted.
 */
export function lineSql(instant: RawBuilder<string>, entries: RawBuilder<string>): RawBuilder<string> {
  return sql`concat_ws(E'\t', id, page, kind, service_id, service_key, unit, amount, scheme, basis, revision, coalesce(run_id::text, ''),
    coalesce(reverses::text, ''), coalesce(corrects::text, ''), ${dateText('claim_until')}, ${dateText('expires_on')},
    coalesce('=' || reason, ''), actor, ${instant}, ${entries})`
}

export const postedAtText: RawBuilder<string> = sql.raw(
  `to_char(posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
)

/** The texts of lines, one below the other, as their digest in hexadecimal digits. */
export function contentSql(line: RawBuilder<string>): RawBuilder<string> {
  return sql`encode(sha256(convert_to(string_agg(${line}, E'\n' order by id), 'UTF8')), 'hex')`
}

/** The accounts between which a kind moves value. */
export function fromAccountSql(kind: string): RawBuilder<number> {
  return byKind(kind, flow => sql.raw(String(accountNumber[flow.from])))
}

export function toAccountSql(kind: string): RawBuilder<number> {
  return byKind(kind, flow => sql.raw(String(accountNumber[flow.to])))
}

/** The kind that says between which accounts a grant moves: what corrects a gift moves as the gift did. */
export function movesSql(given: RawBuilder<boolean>): RawBuilder<string> {
  return sql`case when kind = 'correction' and ${given} then 'goodwill' else kind end`
}

/** `entriesText` of the two entries that a kind makes of an amount. */
export function expectedEntriesSql(kind: string): RawBuilder<string> {
  return byKind(kind, entriesSql)
}

/** Whether a text of entries is one that a transfer of its kind may have. */
export function entriesFitSql(kind: string, written: RawBuilder<string>): RawBuilder<boolean> {
  return byKind(kind, (_, name) => sql`${written} in (${sql.join(flowsOf(name).map(entriesSql))})`)
}

function entriesSql({ from, to }: Flow): RawBuilder<string> {
  const sides = [
    { account: from, amount: sql.raw('-amount') },
    { account: to, amount: sql.raw('amount') },
  ].toSorted((a, b) => accountNumber[a.account] - accountNumber[b.account])
  const texts = sides.map(({ account, amount }) => {
    const service = account === 'customer-credit' ? sql.raw('service_id') : sql.raw("''")
    return sql`${sql.raw(`'${accountNumber[account]}:'`)}, ${service}, ':', ${amount}`
  })
  return sql`concat(${sql.join(texts, sql`, ',', `)})`
}

function byKind<Result>(
  kind: string,
  result: (flow: Flow, kind: DirectKind) => RawBuilder<Result>,
): RawBuilder<Result> {
  const kinds = Object.keys(flows) as DirectKind[]
  const cases = kinds.map(name => sql`when ${sql.lit(name)} then ${result(flows[name], name)}`)
  return sql`case ${sql.raw(kind)} ${sql.join(cases, sql` `)} end`
}

/** Dates as ISO 8601, whatever the connection prefers. */
function dateText(column: string): RawBuilder<string> {
  return sql.raw(`coalesce(to_char(${column}, 'YYYY-MM-DD'), '')`)
}
