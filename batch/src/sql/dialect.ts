/** The databases that a carrier may have. Everything that differs between them stands in this file. */
export const dialects = ['duckdb', 'postgres', 'spark'] as const
export type Dialect = (typeof dialects)[number]

export interface DialectWords {
  readonly title: string
  readonly text: string
  /** The whole part of a quotient. Both operands are zero or more, so that all databases agree on what "whole part" means. */
  readonly divide: (dividend: string, divisor: string) => string
  /** An expression of type bigint that ends the statement with a message when a row reaches it. */
  readonly fail: (message: string) => string
  /** How a file of facts gets into its table; `columns` are the definitions of the table. */
  readonly table: (name: string, columns: readonly string[], constraints: readonly string[]) => string
  readonly load: (name: string) => string
  /** What has to be said before anything else. */
  readonly preamble: readonly string[]
}

const created = (name: string, columns: readonly string[], constraints: readonly string[]): string =>
  `create table ${name} (\n  ${[...columns, ...constraints].join(',\n  ')}\n)`

const words: Readonly<Record<Dialect, DialectWords>> = {
  duckdb: {
    title: 'DuckDB',
    text: 'varchar',
    // A single slash is a floating-point division here, even between whole numbers.
    divide: (dividend, divisor) => `(${dividend} // ${divisor})`,
    fail: message => `cast(error(${message}) as bigint)`,
    table: created,
    load: name => `copy ${name} from '${name}.csv' (format csv, header, delimiter ',', quote '"', escape '"')`,
    preamble: [],
  },
  postgres: {
    title: 'PostgreSQL',
    text: 'text',
    divide: (dividend, divisor) => `(${dividend} / ${divisor})`,
    // There is no function that raises an error; a text that is no number does.
    fail: message => `cast(${message} as bigint)`,
    table: created,
    load: name => `\\copy ${name} from '${name}.csv' with (format csv, header)`,
    preamble: [],
  },
  spark: {
    title: 'Spark SQL',
    text: 'string',
    // A slash is fractional here (SPARK-28395).
    divide: (dividend, divisor) => `(${dividend} div ${divisor})`,
    fail: message => `cast(raise_error(${message}) as bigint)`,
    table: (name, columns) =>
      `create or replace temporary view ${name} (\n  ${columns.map(column => column.replace(/ (not null|primary key)/g, '')).join(',\n  ')}\n) using csv options (path '${name}.csv', header 'true', mode 'FAILFAST')`,
    load: () => '',
    // Without it a product that does not fit wraps around instead of failing.
    preamble: ['set spark.sql.ansi.enabled = true'],
  },
}

/** PostgreSQL's numbers of any size, for amounts that could leave 62 bits on the way. */
export type Arithmetic = Dialect | 'postgres-wide'

export function divisionOf(arithmetic: Arithmetic): DialectWords['divide'] {
  return arithmetic === 'postgres-wide'
    ? (dividend, divisor) => `div(${dividend}, ${divisor})`
    : wordsOf(arithmetic).divide
}

export function wordsOf(dialect: Dialect): DialectWords {
  return words[dialect]
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
