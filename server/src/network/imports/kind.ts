import { sql, type RawBuilder } from 'kysely'
import type { Tx, Work } from '../../platform/index.ts'
import type { Column } from './columns.ts'
import type { Reason } from './reasons.ts'

/** What an import is told besides its file. */
export interface ImportOptions {
  /** For rows that name no currency. */
  readonly currency: string | null
  /** For instants without an offset, and for what day it is. */
  readonly timeZone: string | null
}

/** Something that can be imported: its columns, what is refused beyond single fields, and how the rest gets into the tables. */
export interface ImportKind {
  readonly name: string
  columns(options: ImportOptions): readonly Column[]
  /** One of each of these must be in the file. */
  readonly tables: readonly string[]
  /** Refuses staged rows that repeat one another or refer to what is not there. Runs before the transaction of the import. */
  check(stage: Stage): Promise<void>
  /** Brings what is left into the tables, touching only what differs. Runs inside the one transaction of the import. */
  apply(stage: Stage, work: Work): Promise<Outcome>
}

export interface Outcome {
  readonly added: number
  readonly changed: number
}

/** The rows of a file that can be read, in a table of their own that no crash needs to spare. */
export interface Stage {
  readonly tx: Tx
  readonly table: RawBuilder<unknown>
  readonly columns: ReadonlySet<string>
  readonly options: ImportOptions
  readonly now: Temporal.Instant
  /** The day of the import, where the operator is. */
  readonly today: string
  /** How many rows there were at first. */
  readonly rows: number
  /** Takes out rows that cannot be used, each with all that is wrong with it, in one pass over the stage `s`. */
  rejectWhere(faults: readonly Fault[]): Promise<void>
  /** Takes rows out of the stage and says how many. The query gives `row` and `value`. */
  reject(field: string, reason: Reason, query: RawBuilder<unknown>): Promise<number>
  /** Puts the answer of a query in place of the stage, such as keys made into ids. */
  replace(query: RawBuilder<unknown>): Promise<void>
}

/** What is wrong with a row `s` of the stage, if the condition holds. */
export interface Fault {
  readonly field: string
  readonly reason: Reason
  readonly when: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
}

/** Refuses all but the first of rows that are alike in some columns. */
export function rejectRepeated(
  stage: Stage,
  field: string,
  columns: readonly string[],
  value: string,
): Promise<number> {
  const alike = sql.join(columns.map(name => sql.ref(name)))
  const same = sql.join(
    columns.map(name => sql`s.${sql.ref(name)} = d.${sql.ref(name)}`),
    sql` and `,
  )
  return stage.reject(
    field,
    'duplicate',
    sql`select s.row, s.${sql.ref(value)}::text as value
      from (select ${alike}, min(row) as first from ${stage.table} group by ${alike} having count(*) > 1) d
      join ${stage.table} s on ${same} and s.row > d.first`,
  )
}
