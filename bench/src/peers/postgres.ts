/** A PostgreSQL of its own, and the two ways of getting the same credits into a logged table. */
import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { startEmbedded } from '@pulih/server'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export interface Server {
  readonly client: Client
  readonly version: string
  stop(): Promise<void>
}

// Checkpoints in the middle of a COPY would make one run slower than the next; what is logged stays logged, and in full.
const settings = [
  'shared_buffers=1GB',
  'max_wal_size=16GB',
  'checkpoint_timeout=1h',
  'wal_level=replica',
  'wal_compression=off',
]

const columnTypes: Readonly<Record<string, string>> = {
  service: 'text',
  scheme: 'text',
  exposure: 'bigint',
  minimum: 'numeric(18, 2)',
  recommended: 'numeric(18, 2)',
  maximum: 'numeric(18, 2)',
}

export async function startPostgres(folder: string): Promise<Server> {
  const own = join(folder, 'postgres')
  rmSync(own, { recursive: true, force: true })
  const server = await startEmbedded({ folder: own, settings })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return {
    client,
    version: rows[0]?.server_version ?? 'unknown',
    async stop() {
      await client.end()
      await server.stop()
      rmSync(own, { recursive: true, force: true })
    },
  }
}

/** An empty logged table with the columns of the file, and nothing left to write from what came before. */
export async function emptyTable(client: Client, creditsPath: string): Promise<void> {
  const columns = header(creditsPath).map(name => `${name} ${columnTypes[name] ?? 'text'}`)
  await client.query('drop table if exists credit')
  await client.query(`create table credit (${columns.join(', ')})`)
  await client.query('checkpoint')
}

/** The server reads the file by itself: no client and no network in between. */
export async function copyFromFile(client: Client, creditsPath: string): Promise<void> {
  await client.query(`copy credit from '${creditsPath}' (format csv, header)`)
}

/** Rows that arrive as CSV text, header included, go into the table while they are still being made. */
export async function copyInto(client: Client, credits: Readable): Promise<void> {
  await pipeline(credits, client.query(copyFrom('copy credit from stdin (format csv, header)')))
}

export async function countCredits(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>('select count(*) from credit')
  return Number(rows[0]?.count)
}

function header(path: string): string[] {
  const file = openSync(path, 'r')
  const start = Buffer.alloc(4_096)
  const bytes = readSync(file, start)
  closeSync(file)
  return (start.toString('utf8', 0, bytes).split('\n')[0] ?? '').split(',')
}
