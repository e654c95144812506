import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { until, type Api } from './api.ts'

export interface Imported {
  /** By kind of file: rows and seconds. */
  readonly parts: ReadonlyMap<string, { readonly rows: number; readonly seconds: number }>
  readonly seconds: number
  /** Of the plain COPY of the same files. */
  readonly copySeconds: number
}

interface ImportView {
  readonly id: string
  readonly status: string
  readonly accepted: number
  readonly rejected: number
}

const kinds = ['elements', 'customers', 'services', 'bills'] as const

/** Network, customers, services and bills of a whole operator, through the API as an operator would load them. */
export async function importOperator(admin: Api, client: Client, folder: string): Promise<Imported> {
  await importFile(admin, 'areas', join(folder, 'areas.geojson'), 'application/geo+json')
  const parts = new Map<string, { rows: number; seconds: number }>()
  for (const kind of kinds) {
    const began = performance.now()
    const { accepted, rejected } = await importFile(admin, kind, join(folder, `${kind}.csv`), 'text/csv')
    const seconds = (performance.now() - began) / 1000
    if (rejected > 0) throw new Error(`${rejected} rows of ${kind} were refused`)
    parts.set(kind, { rows: accepted, seconds })
    console.log(
      `  ${kind.padEnd(10)} ${accepted.toLocaleString('en').padStart(10)} rows  ${seconds.toFixed(1).padStart(6)} s`,
    )
  }
  const seconds = [...parts.values()].reduce((sum, part) => sum + part.seconds, 0)
  return { parts, seconds, copySeconds: await copyPlainly(client, folder) }
}

async function importFile(admin: Api, kind: string, file: string, media: string): Promise<ImportView> {
  const { id } = await admin.upload<ImportView>(
    `/imports?kind=${kind}&currency=PLN&timeZone=Europe/Warsaw`,
    file,
    media,
  )
  const ended = await until(
    () => admin.get<ImportView>(`/imports/${id}`),
    ({ status }) => ['done', 'refused', 'failed', 'stopped'].includes(status),
    60,
  )
  if (ended.status !== 'done') throw new Error(`${kind} could not be imported: ${JSON.stringify(ended)}`)
  return ended
}

/** The least that a database can do with the same files: columns as they are, no keys, nothing looked up. */
async function copyPlainly(client: Client, folder: string): Promise<number> {
  await client.query('drop schema if exists plain cascade; create schema plain')
  await client.query('checkpoint')
  const began = performance.now()
  for (const kind of kinds) {
    const path = join(folder, `${kind}.csv`)
    const columns = (await firstLine(path)).split(',').map(name => `"${name}" ${typeOf(name)}`)
    await client.query(`create table plain.${kind} (${columns.join(', ')})`)
    const into = client.query(copyFrom(`copy plain.${kind} from stdin (format csv, header true)`))
    await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), into)
  }
  const seconds = (performance.now() - began) / 1000
  await client.query('drop schema plain cascade')
  return seconds
}

function typeOf(column: string): string {
  if (['from', 'to', 'since'].includes(column)) return 'date'
  if (['cycle_day', 'bill_count_3'].includes(column)) return 'smallint'
  if (['longitude', 'latitude'].includes(column)) return 'double precision'
  return /amount|fee|bill_|sum_3/.test(column) ? 'numeric' : 'text'
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path)
  try {
    for await (const line of file.readLines()) return line
    return ''
  } finally {
    await file.close()
  }
}
