import { existsSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { getImport, getRejectedRows, startImport, type ReplyOf } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import { checkOutputs } from '../outputs.ts'
import type { Client } from '../api/client.ts'
import { save } from '../api/save.ts'
import { counted, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { decoded, linesIn } from '../api/text-of.ts'
import { until } from '../api/waiting.ts'
import { firstRefused, refusedLines } from './refused-rows.ts'

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

export async function importFile(client: Client, kind: string, file: string, options: ImportOptions): Promise<Said> {
  const { dryRun = false, wait, rejected, currency, timeZone } = options
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`)
  checkOutputs({ inputs: [file], named: rejected === undefined ? [] : [rejected] })
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
        `${file} is at the server and will be imported: import ${started.id}. With --wait you see what comes of it; \`pulih import stop ${started.id}\` stops it.`,
      ],
    }
  const params = { import: started.id }
  const done = await until(
    () => client.ask(getImport, { params }),
    ({ status }) => ['done', 'refused', 'failed', 'stopped'].includes(status),
    ({ status, rowsRead, shareRead }) =>
      [
        `${kind}: ${status}`,
        ...(rowsRead > 0 ? [`${whole(rowsRead)} rows read`] : []),
        ...(status === 'reading' && shareRead > 0 ? [`${Math.floor(shareRead * 100)} % of the file`] : []),
      ].join(', '),
  )
  const saved = done.rejected > 0 && rejected !== undefined ? rejected : null
  const content = done.rejected > 0 ? await client.download(getRejectedRows, { params }) : null
  if (content && saved !== null) await save(content, saved)
  const refused = content && saved === null ? await firstRefused(linesIn(decoded(content))) : null
  return {
    value: done,
    exitCode: done.status === 'done' && done.rejected === 0 && done.rowsRead > 0 ? 0 : 1,
    lines: page => [
      ...outcome(file, done),
      ...(saved === null ? [] : [`The refused rows with their reasons: ${saved}`]),
      ...(refused === null ? [] : refusedLines(page, refused)),
    ],
  }
}

function outcome(
  file: string,
  { id, status, reason, kind, accepted, added, changed, rowsRead, rejected, dryRun }: Import,
): string[] {
  switch (status) {
    case 'refused':
      return [`Nothing of ${file} could be used: ${reason ?? 'no reason was given'}`]
    case 'failed':
      return [`The import of ${file} failed: the reason is in the log of the server, under import ${id}.`]
    case 'stopped':
      return [`The import of ${file} was stopped; nothing of it was taken.`]
    default:
      if (rowsRead === 0) return [`There was nothing in ${file}: it has a header line and no row below it.`]
      return [
        `${counted(rowsRead, 'row')} of ${kind} read: ${whole(added)} added, ${whole(changed)} changed, ${whole(accepted - added - changed)} the same as before, ${whole(rejected)} refused.`,
        ...(dryRun ? ['It was a trial; nothing was kept.'] : []),
      ]
  }
}
