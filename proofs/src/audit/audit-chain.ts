import { hash } from 'node:crypto'

/** What a jsonb column gives back. */
type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value }

/** One row of the audit trail: who did what to what. */
export interface AuditEntry {
  readonly at: Temporal.Instant
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Value
}

/** A row in its place in the chain; digests as hexadecimal text. */
export interface AuditLink extends AuditEntry {
  readonly number: bigint
  readonly previous: string
  readonly digest: string
}

/** What the first row follows. */
export const genesis = '0'.repeat(64)

/**
 * The text of a row that its digest covers: JSON with sorted names and no blanks, the instant in whole microseconds, so that it is the
 * same before the database and after it.
 */
export function contentOf({ at, actor, action, subject, detail }: AuditEntry): string {
  return canonical({ action, actor, at: microseconds(at).toString(), detail, subject })
}

/** The digest that chains a row to the one before. `identity.append_audit` computes the same in SQL. */
export function digestOf(previous: string, number: bigint | number | string, content: string): string {
  return hash('sha256', `${previous}\n${number}\n${content}`, 'hex')
}

/** PostgreSQL keeps no nanoseconds. */
export function microseconds(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
}

/** The first line of an export: after which row it begins. */
export function headerLine(after: bigint, digest: string): string {
  return `{"format":"pulih-audit-1","after":${after},"digest":"${digest}"}`
}

/** A row as a line of an export. The content stands in it as it was hashed, so that a file is verified without parsing it. */
export function rowLine(row: AuditLink): string {
  return `{"number":${row.number},"previous":"${row.previous}","digest":"${row.digest}","entry":${contentOf(row)}}`
}

/** The last line of an export: which row must be the last. */
export function trailerLine(head: bigint, digest: string): string {
  return `{"head":${head},"digest":"${digest}"}`
}

function canonical(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(storable(value))
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .toSorted()
    .flatMap(name => {
      const member = value[name]
      return member === undefined ? [] : [`${JSON.stringify(storable(name))}:${canonical(member)}`]
    })
  return `{${members.join(',')}}`
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Texts that jsonb would refuse lose what it refuses, rather than undo what they tell of. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '�')
}
