import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { csvField, currencyDigits } from '@pulih/kernel'
import type { HolidayCalendars, Overrides, Provider, Scheme } from '@pulih/engine'
import type { Planned, PlanQuestion } from '../planning/make-plan.ts'
import { unknownServices } from '../planning/listed.ts'
import { flatNetwork, readNetwork } from '../planning/network.ts'
import { readOutages, type Outage } from '../planning/outages.ts'
import { unknownElements } from '../planning/signatures.ts'
import type { Refusal } from '../planning/table.ts'
import type { RunResult } from '../result.ts'
import { writeExposureTable } from './exposure-table.ts'
import { planAndRun } from './plan-and-run.ts'
import { summarise, type RefusalCount, type Summary } from './summary.ts'
import { inWorkFolder } from './work-folder.ts'

/** One assessment of files. Paths are as the caller gives them; `out` ends in .csv or .parquet. */
export interface AssessRequest {
  readonly services: string
  readonly outages: string
  readonly network?: string
  readonly month: string
  readonly schemes: readonly Scheme[]
  readonly holidays: HolidayCalendars
  readonly provider: Provider
  readonly overrides: Overrides
  readonly currency: string
  readonly timeZone: string
  readonly timeZones: readonly string[]
  readonly mode: 'owed' | 'hit'
  readonly out: string
  /** What the run was asked, kept beside its results so that a credit can be derived again. */
  readonly record?: unknown
  readonly workers?: number
  readonly onStage?: (stage: Stage) => void
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void
  readonly signal?: AbortSignal
}

export type Stage = 'reading' | 'planning' | 'assessing' | 'writing'

export interface AssessReport {
  readonly summary: Summary
  readonly planned: Planned
  readonly result: RunResult
  readonly files: {
    readonly credits: string
    readonly exposures: string
    readonly rejected: string
    readonly summary: string
  }
}

/**
 * Assesses every service of a file and puts the results beside each other in the folder of `out`. Everything is first written to a
 * folder of its own; the credits file moves into place last, so that whoever sees it sees a whole result.
 */
export async function assessFiles(
  request: AssessRequest,
  describe: (summary: Summary) => string,
): Promise<AssessReport> {
  const folder = dirname(request.out)
  await mkdir(folder, { recursive: true })
  return inWorkFolder(folder, work => assessInto(work, folder, request, describe))
}

async function assessInto(
  work: string,
  folder: string,
  request: AssessRequest,
  describe: (summary: Summary) => string,
): Promise<AssessReport> {
  request.onStage?.('reading')
  const services = await asCsv(request.services, join(work, 'services.csv'))
  const columns = headerColumns(services)
  const { outages, refused: refusedOutages, ignored } = await readOutages(request.outages)
  const { place, refused: refusedPlaces } = await readPlace(request, services, columns, outages)

  request.onStage?.('planning')
  const part = {
    credits: join(work, 'credits.csv'),
    exposures: join(work, 'exposures.csv'),
    rejected: join(work, 'rejected.csv'),
  }
  const { planned, result, hasOwnLines } = await planAndRun(
    { ...request, outages, place, columns },
    {
      servicesFile: services,
      outFile: part.credits,
      rejectedFile: part.rejected,
      mode: request.mode,
      ...(request.workers === undefined ? {} : { workers: request.workers }),
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
      ...(request.signal ? { signal: request.signal } : {}),
    },
    part.exposures,
    () => request.onStage?.('assessing'),
  )

  request.onStage?.('writing')
  writeExposureTable(part.exposures, planned, result, hasOwnLines)
  const small = [
    ...refusedOutages,
    ...refusedPlaces,
    ...unknownServices(outages, result.unseenServices, request.outages),
  ]
  if (small.length > 0) await appendFile(part.rejected, small.map(refusalLine).join(''))
  const refusals = await countRefusals(part.rejected)
  const notes = notesOf(request, ignored, result.unknownColumns)
  const summary = summarise(planned, result, refusals, request.month, notes)
  await writeFile(join(work, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  await writeFile(join(work, 'summary.txt'), describe(summary))
  await writeFile(join(work, 'run.json'), `${JSON.stringify(request.record ?? null, null, 2)}\n`)

  const credits = request.out.endsWith('.parquet') ? join(work, 'credits.parquet') : part.credits
  if (credits !== part.credits) {
    const { creditsToParquet } = await import('./parquet.ts')
    await creditsToParquet(part.credits, credits, currencyDigits(request.currency))
  }
  const files = {
    credits: request.out,
    exposures: join(folder, 'exposures.csv'),
    rejected: join(folder, 'rejected.csv'),
    summary: join(folder, 'summary.txt'),
  }
  // An older result goes first: between here and the last line there is none, rather than one that does not fit together.
  // The record comes before the rest: by it the next run knows that the files beside it are from a run.
  await rm(request.out, { force: true })
  await rename(join(work, 'run.json'), join(folder, 'run.json'))
  await rename(part.exposures, files.exposures)
  await rename(part.rejected, files.rejected)
  await rename(join(work, 'summary.json'), join(folder, 'summary.json'))
  await rename(join(work, 'summary.txt'), files.summary)
  await rename(credits, request.out)
  return { summary, planned, result, files }
}

async function asCsv(file: string, csv: string): Promise<string> {
  if (!file.endsWith('.parquet')) return file
  const { parquetToCsv } = await import('./parquet.ts')
  await parquetToCsv(file, csv)
  return csv
}

/** The names in the first line; what is wrong with it is said by the reader of the whole file. */
function headerColumns(file: string): string[] {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(1 << 16)
    const length = readSync(descriptor, bytes, 0, bytes.length, 0)
    const [line = ''] = bytes
      .toString('utf8', 0, length)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)
    return line.split(/[,;\t]/).map(name => name.trim().replace(/^"|"$/g, ''))
  } finally {
    closeSync(descriptor)
  }
}

type Place = PlanQuestion['place']

/** Where services hang: the tree of the network file; without one, the very elements or areas that the services name. */
export async function readPlace(
  request: AssessRequest,
  services: string,
  columns: readonly string[],
  outages: readonly Outage[],
): Promise<{ place: Place; refused: Refusal[] }> {
  if (request.network !== undefined && columns.includes('element')) {
    const { network, refused } = await readNetwork(request.network)
    return { place: { network }, refused: [...refused, ...unknownElements(network, outages, request.outages)] }
  }
  const { distinctWords } = await import('./parquet.ts')
  if (columns.includes('element') && !outages.some(outage => outage.areas.length > 0)) {
    const network = flatNetwork(await distinctWords(services, 'element'))
    return { place: { network }, refused: unknownElements(network, outages, request.outages) }
  }
  const areas = columns.includes('area') ? await distinctWords(services, 'area') : []
  return { place: { areas }, refused: [] }
}

export function refusalLine({ file, row, column, reason, value, remedy }: Refusal): string {
  return `${csvField(file)},${row},${csvField(column)},${reason},"${value.replaceAll('"', '""')}",${csvField(remedy)}\n`
}

/** File, row, column and reason; a name may stand in quotes. */
const refusalStart = /^("(?:[^"]|"")*"|[^,]*),\d+,("(?:[^"]|"")*"|[^,]*),([^,]*),/

/** Adds up rejected.csv line by line. */
async function countRefusals(file: string): Promise<RefusalCount[]> {
  const counts = new Map<string, RefusalCount & { rows: number }>()
  let isHeader = true
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [, source = '', column = '', reason = ''] = refusalStart.exec(line) ?? []
    if (!isHeader && reason !== '') {
      const key = [source, column, reason].join(',')
      const count = counts.get(key)
      if (count) count.rows++
      else counts.set(key, { file: basename(source.replaceAll('"', '')), column, reason, rows: 1 })
    }
    isHeader = false
  }
  return [...counts.values()]
}

function notesOf(
  { outages, services }: AssessRequest,
  ignoredOutageColumns: readonly string[],
  ignoredServiceColumns: readonly string[],
): string[] {
  const ignored = (file: string, names: readonly string[]) =>
    names.length > 0 ? [`${basename(file)}: columns not used: ${names.join(', ')}`] : []
  return [...ignored(services, ignoredServiceColumns), ...ignored(outages, ignoredOutageColumns)]
}
