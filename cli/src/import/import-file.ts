import { existsSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { getImport, getRejectedRows, startImport, type ReplyOf } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { save } from '../api/save.ts'
import { counted, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { decoded, linesIn } from '../api/text-of.ts'
import { until } from '../api/waiting.ts'

type Import = ReplyOf<typeof getImport>

interface ImportOptions {
  readonly dryRun?: boolean
  readonly wait?: boolean
  readonly rejected?: string
  readonly currency?: string
  readonly timeZone?: string
}

const mediaOf: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.txt': 'text/csv',
  '.parquet': 'application/vnd.apache.parquet',
  '.geojson': 'application/geo+json',
  '.json': 'application/json',
}
const rowsShown = 20

export async function importFile(client: Client, kind: string, file: string, options: ImportOptions): Promise<Said> {
  const { dryRun = false, wait, rejected, currency, timeZone } = options
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`)
  const media = mediaOf[extname(file).toLowerCase()]
  if (media === undefined)
    throw new Failure(
      `${file} is of no kind that can be imported. Its name ends with ${Object.keys(mediaOf).join(', ')}.`,
    )
  const query = {
    kind,
    dryRun,
    fileName: basename(file).slice(0, 200),
    ...(currency === undefined ? {} : { currency }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  const started = await client.upload(startImport, { query }, file, media)
  if (!wait)
    return {
      value: started,
      lines: () => [
        `${file} is at the server and will be imported: import ${started.id}. With --wait you see what comes of it.`,
      ],
    }
  const params = { import: started.id }
  const done = await until(
    () => client.ask(getImport, { params }),
    ({ status }) => status === 'done' || status === 'refused' || status === 'failed',
    ({ status, rowsRead }) => `${kind}: ${status}${rowsRead > 0 ? `, ${whole(rowsRead)} rows read` : ''}`,
  )
  const refused = done.rejected > 0 ? await refusedRows(client, params, rejected) : []
  return {
    value: done,
    exitCode: done.status === 'done' && done.rejected === 0 ? 0 : 1,
    lines: () => [...outcome(file, done), ...refused],
  }
}

function outcome(
  file: string,
  { status, reason, kind, accepted, added, changed, rowsRead, rejected, dryRun }: Import,
): string[] {
  switch (status) {
    case 'refused':
      return [`Nothing of ${file} could be used: ${reason ?? 'no reason was given'}`]
    case 'failed':
      return [`The import of ${file} failed: ${reason ?? 'the reason is in the log of the server'}`]
    default:
      return [
        `${counted(rowsRead, 'row')} of ${kind} read: ${whole(added)} added, ${whole(changed)} changed, ${whole(accepted - added - changed)} the same as before, ${whole(rejected)} refused.`,
        ...(dryRun ? ['It was a trial; nothing was kept.'] : []),
      ]
  }
}

/** All of them into a file, or the first few on the page. */
async function refusedRows(client: Client, params: { import: string }, file: string | undefined): Promise<string[]> {
  const content = await client.download(getRejectedRows, { params })
  if (file !== undefined) {
    await save(content, file)
    return [`The refused rows with their reasons: ${file}`]
  }
  const shown: string[] = []
  for await (const line of linesIn(decoded(content))) {
    if (shown.length > rowsShown) return ['', ...shown, `… and more: --rejected <file> saves all of them.`]
    shown.push(line)
  }
  return ['', ...shown]
}
