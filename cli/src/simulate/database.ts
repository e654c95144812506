import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/** A cell as the queries of this folder select them: texts, whole numbers, truth values. */
type Cell = string | bigint | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** Joins and sums over millions of rows, on disk, with whole numbers only. */
export class Database {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  static async open(file: string): Promise<Database> {
    const instance = await DuckDBInstance.create(file)
    return new Database(instance, await instance.connect())
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql)
  }

  async rows(sql: string): Promise<Row[]> {
    const reader = await this.#connection.runAndReadAll(sql)
    return reader
      .getRowObjects()
      .map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])))
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function whole(row: Row | undefined, name: string): bigint {
  const value = row?.[name] ?? 0n
  if (typeof value !== 'bigint') throw new TypeError(`${name} is no whole number`)
  return value
}

export function text(row: Row, name: string): string {
  return String(row[name] ?? '')
}

/** Small integers come as numbers, large ones as bigint; a fraction here would be a query that lost exactness. */
function cell(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean')
    return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  throw new TypeError(`a query gave a ${typeof value} that is neither text nor a whole number`)
}
