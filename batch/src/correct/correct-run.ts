import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { mergeLacks, PlanLacks } from '../own/lacks.ts'
import { ownDataOf, type OwnData } from '../own/own-data.ts'
import { makePlan, ownColumns, type Planned, type PlanQuestion } from '../planning/make-plan.ts'
import type { Outage } from '../planning/outages.ts'
import { runServices } from '../run-services.ts'
import { exposureHeader, writeExposureTable } from '../run/exposure-table.ts'
import { changesOnly, type PartPlan } from './changed-exposures.ts'
import { CreditComparer, correctionsHeader, type SchemeDifference } from './compare-credits.ts'
import { compareOutages, type OutageChanges } from './compare-outages.ts'
import { OwnExposures } from './own-exposures.ts'
import { readPlaces, type Snapshot } from './snapshot.ts'
import { touchedBy, type Place } from './touched-places.ts'

/** A finished run with all that a correction needs, in memory; one of these serves any number of corrections. */
export interface CorrectableRun {
  readonly question: Omit<PlanQuestion, 'outages' | 'place' | 'columns'>
  /** Of the whole run, so that its exposures have the numbers that stand in its files. */
  readonly planned: Planned
  readonly place: Place
  readonly placeIndex: ReadonlyMap<string, number>
  readonly snapshot: Snapshot
}

/** What a correction found; the lines themselves are in its files. */
export interface Correction {
  readonly outages: OutageChanges
  readonly services: {
    /** Below an outage that is different now. */
    readonly below: number
    /** In places where a decision is different now. */
    readonly read: number
    /** With another amount. */
    readonly corrected: number
  }
  readonly schemes: ReadonlyMap<string, SchemeDifference>
}

/** So many bytes of services are compared at a time; the credits of that many are held twice. */
const partBytes = 8 << 20
const smallestChunk = 16 << 10
const largestChunk = 256 << 10
const judge = new URL('../own/judge.ts', import.meta.url)

/** Plans the run once more, as it was. */
export function correctable(
  question: CorrectableRun['question'],
  outages: readonly Outage[],
  place: Place,
  snapshot: Snapshot,
): CorrectableRun {
  const planned = makePlan({ ...question, outages, place, columns: snapshot.columns })
  const placeIndex =
    'network' in place ? place.network.indexOf : new Map(place.areas.map((area, index) => [area, index]))
  return { question, planned, place, placeIndex, snapshot }
}

/**
 * Assesses what lies below outages that were added, removed or changed under the old and under the new ones, and writes the
 * differences to `corrections.csv` and the new exposures to `exposures.csv` in a folder. A full run with the new outages gives the
 * old amounts plus these differences.
 */
export async function correctRun(
  run: CorrectableRun,
  corrected: readonly Outage[],
  folder: string,
): Promise<Correction> {
  try {
    return await correctOnce(run, corrected, folder)
  } catch (error) {
    if (!(error instanceof PlanLacks)) throw error
    // Some row with facts of its own needs an amount of a form that no exposure has. Each time the plans learn all they lack.
    const { question, planned, place, snapshot } = run
    const lacks = mergeLacks(question.lacks ? [question.lacks, error.lacks] : [error.lacks])
    return correctRun(correctable({ ...question, lacks }, planned.outages, place, snapshot), corrected, folder)
  }
}

async function correctOnce(run: CorrectableRun, corrected: readonly Outage[], folder: string): Promise<Correction> {
  const { planned: before, placeIndex, snapshot } = run
  const hasOwnRows = ownColumns.some(column => snapshot.columns.includes(column))
  // Where a listed service hangs only its row tells, and the snapshot is looked into by place.
  if ([...before.outages, ...corrected].some(({ services }) => services.length > 0)) {
    throw new RangeError('outages that list services cannot be corrected by themselves; assess the month again')
  }
  const outages = compareOutages(before.outages, corrected)
  const { place, inSnapshot } = touchedBy(outages.touching, run.place, snapshot)
  const after = makePlan({ ...run.question, outages: corrected, place, columns: snapshot.columns })
  const names = after.plan.elements ?? after.plan.areas ?? []
  const signatureBefore = before.plan.elements ? before.plan.elementSignature : before.plan.areaSignature
  const changes = changesOnly({
    before,
    after,
    places: names,
    signedBefore: Int32Array.from(names, name => signatureBefore[placeIndex.get(name) ?? -1] ?? 0),
    signedAfter: after.plan.elements ? after.plan.elementSignature : after.plan.areaSignature,
    hasOwnRows,
  })
  const places = changes.places.flatMap(name => snapshot.indexOf.get(name) ?? [])

  const own = new OwnExposures()
  const comparer = new CreditComparer(
    run.question.currency,
    exposure => (OwnExposures.includes(exposure) ? 'own' : String(changes.before.numbers[Number(exposure)])),
    exposure =>
      OwnExposures.includes(exposure) ? own.nameOf(exposure) : String(changes.after.numbers[Number(exposure)]),
  )
  const met = new Float64Array(after.exposures.length * after.plan.schemes.length)
  const corrections = openSync(join(folder, 'corrections.csv'), 'w')
  try {
    writeSync(corrections, correctionsHeader)
    for (const services of readPlaces(snapshot, places, partBytes)) {
      const was = await assess(
        changes.before,
        services,
        folder,
        hasOwnRows ? ownDataOf(before, run.question, 'owed') : null,
      )
      const is = await assess(
        changes.after,
        services,
        folder,
        hasOwnRows ? ownDataOf(after, run.question, 'owed') : null,
      )
      own.begin(is.ownLines)
      is.applied.forEach((count, cell) => (met[cell] = (met[cell] ?? 0) + count))
      writeSync(corrections, comparer.compare(was.credits, is.credits))
    }
  } finally {
    closeSync(corrections)
  }
  writeFileSync(join(folder, 'exposures.csv'), exposureHeader + own.text)
  if (places.length > 0) writeExposureTable(join(folder, 'exposures.csv'), after, { exposureSchemeServices: met }, true)
  const count = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + (snapshot.lines[number] ?? 0), 0)
  return {
    outages,
    services: { below: count(inSnapshot), read: count(places), corrected: comparer.services },
    schemes: comparer.byScheme,
  }
}

interface Assessed {
  readonly credits: string
  /** By exposure of the whole plan and scheme: to how many services the scheme applies. */
  readonly applied: ReadonlyMap<number, number>
  /** Lines of the exposure table for rows with facts of their own. */
  readonly ownLines: string
}

/** Assesses some services under a part of a plan. */
async function assess(
  { plan, numbers, sets }: PartPlan,
  services: Buffer,
  folder: string,
  ownData: OwnData | null,
): Promise<Assessed> {
  const files = {
    servicesFile: join(folder, 'part.csv'),
    outFile: join(folder, 'part-credits.csv'),
    rejectedFile: join(folder, 'part-rejected.csv'),
  }
  const ownFactsFile = join(folder, 'part-own.csv')
  const own = ownData ? { ownFactsModule: judge, ownFactsData: { ...ownData, sets }, ownFactsFile } : {}
  try {
    writeFileSync(files.servicesFile, services)
    const chunkBytes = Math.min(largestChunk, Math.max(smallestChunk, services.length))
    const result = await runServices({
      ...files,
      ...own,
      plan,
      mode: 'owed',
      workers: 1,
      chunkBytes,
      servicesAreUnique: true,
    })
    const schemes = plan.schemes.length
    const applied = new Map<number, number>()
    result.exposureSchemeServices.forEach((count, cell) => {
      if (count > 0) applied.set((numbers[Math.floor(cell / schemes)] ?? 0) * schemes + (cell % schemes), count)
    })
    return {
      credits: readFileSync(files.outFile, 'utf8'),
      applied,
      ownLines: ownData ? readFileSync(ownFactsFile, 'utf8') : '',
    }
  } finally {
    for (const file of [...Object.values(files), ownFactsFile]) rmSync(file, { force: true })
  }
}
