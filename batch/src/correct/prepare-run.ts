import { createReadStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { splitLine } from '../csv-line.ts'
import { readOutages, type Outage } from '../planning/outages.ts'
import { readPlace, type AssessRequest } from '../run/assess-files.ts'
import type { Summary } from '../run/summary.ts'
import { correctable, type CorrectableRun } from './correct-run.ts'
import { makeSnapshot } from './make-snapshot.ts'
import { readPlaceColumn } from './place-lines.ts'
import { indexPath, openSnapshot, type Snapshot } from './snapshot.ts'
import type { Place } from './touched-places.ts'

/** A run that `assessFiles` finished: what it was asked, and the folder with its results. */
export interface FinishedRun {
  readonly request: AssessRequest
  readonly folder: string
}

export function usualSnapshot(folder: string): string {
  return join(folder, 'services.snapshot.csv')
}

/** Reads what a run was made of and plans it once more. The snapshot of its services is made if there is none. */
export async function prepareRun(run: FinishedRun, snapshotFile = usualSnapshot(run.folder)): Promise<CorrectableRun> {
  const { outages } = await readOutages(run.request.outages)
  const snapshot = existsSync(indexPath(snapshotFile))
    ? openSnapshot(snapshotFile, run.request.services)
    : await snapshotOf(run, snapshotFile, outages)
  const place = await placeOf(run.request, snapshot.columns, outages)
  if (snapshot.column !== columnOf(place))
    throw new RangeError(
      `${snapshotFile} is sorted by ${snapshot.column} and this run goes by ${columnOf(place)}; name another snapshot`,
    )
  return correctable(run.request, outages, place, snapshot)
}

/**
 * The snapshot of a run's services, without the rows that the run refused: what it gave nothing for a reason of the row's own, a
 * correction of outages gives nothing either.
 */
export async function snapshotOf(
  { request, folder }: FinishedRun,
  file: string,
  known?: readonly Outage[],
): Promise<Snapshot> {
  const outages = known ?? (await readOutages(request.outages)).outages
  const csv = request.services.endsWith('.parquet') ? `${file}.services.csv` : request.services
  try {
    if (csv !== request.services) {
      const { parquetToCsv } = await import('../run/parquet.ts')
      await parquetToCsv(request.services, csv)
    }
    const place = await placeOf(request, readPlaceColumn(csv, 'service').names, outages)
    makeSnapshot({
      services: csv,
      source: request.services,
      column: columnOf(place),
      out: file,
      without: await refusedRows(folder),
      order: 'network' in place ? place.network.elements : place.areas,
    })
  } finally {
    if (csv !== request.services) rmSync(csv, { force: true })
  }
  return openSnapshot(file, request.services)
}

/** Outages decide whether a run without a network goes by elements or by areas; a correction cannot change from one to the other. */
export function mustKeepPlace(
  { request: { network } }: FinishedRun,
  { place, snapshot }: CorrectableRun,
  corrected: readonly Outage[],
): void {
  if (network !== undefined || !snapshot.columns.includes('element')) return
  const byArea = corrected.some(outage => outage.areas.length > 0)
  if (byArea !== 'areas' in place)
    throw new RangeError(
      'the corrected outages name areas where those of the run named elements, or the other way round; assess all services again',
    )
}

function columnOf(place: Place): 'element' | 'area' {
  return 'network' in place ? 'element' : 'area'
}

async function placeOf(request: AssessRequest, columns: readonly string[], outages: readonly Outage[]): Promise<Place> {
  return (await readPlace(request, request.services, columns, outages)).place
}

/** The lines of the services file that a run refused: they come first in `rejected.csv`, one line each. */
async function refusedRows(folder: string): Promise<Set<number>> {
  const { services } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary
  const rows = new Set<number>()
  let line = -1
  const input = createReadStream(join(folder, 'rejected.csv'))
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line++
      if (line === 0) continue
      if (line > services.refused) break
      const [, row] = splitLine(Buffer.from(text), ','.charCodeAt(0)) ?? []
      rows.add(Number(Buffer.from(row ?? []).toString('latin1')))
    }
  } finally {
    input.destroy()
  }
  return rows
}
