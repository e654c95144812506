import { openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makePlan, type Planned, type PlanQuestion } from '../planning/make-plan.ts'
import type { Outage } from '../planning/outages.ts'
import type { BatchPlan } from '../plan.ts'
import { runServices } from '../run-services.ts'
import { writeExposureTable } from '../run/exposure-table.ts'
import { changesOnly } from './changed-exposures.ts'
import { CreditComparer, correctionsHeader, type SchemeDifference } from './compare-credits.ts'
import { compareOutages, type OutageChanges } from './compare-outages.ts'
import { readPlaces, type Snapshot } from './snapshot.ts'
import { touchedBy, type Place } from './touched-places.ts'

/** A finished run with all that a correction needs, in memory; one of these serves any number of corrections. */
export interface CorrectableRun {
  readonly question: Omit<PlanQuestion, 'outages' | 'place' | 'columns'>
  /** The outages that the run was made with. */
  readonly outages: readonly Outage[]
  readonly place: Place
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

export const correctionFiles = ['corrections.csv', 'exposures-before.csv', 'exposures-after.csv'] as const

/** So many bytes of services are compared at a time; the credits of that many are held twice. */
const partBytes = 8 << 20

/**
 * Assesses what lies below outages that were added, removed or changed under the old and under the new ones, and writes the
 * differences into a folder. A full run with the new outages gives the old amounts plus these differences.
 */
export const T: Record<string, number> = {}
const tick = (n: string, s: number) => (T[n] = (T[n] ?? 0) + performance.now() - s)
export async function correctRun(run: CorrectableRun, corrected: readonly Outage[], folder: string): Promise<Correction> {
  let s = performance.now()
  const outages = compareOutages(run.outages, corrected)
  const { place, inSnapshot } = touchedBy(outages.touching, run.place, run.snapshot)
  tick('touched', s); s = performance.now()
  const planFor = (list: readonly Outage[]) => makePlan({ ...run.question, outages: list, place, columns: run.snapshot.columns })
  const before = new Side(planFor(run.outages), join(folder, 'before'))
  const after = new Side(planFor(corrected), join(folder, 'after'))
  tick('plan', s); s = performance.now()
  const changes = changesOnly(before.planned, after.planned)
  const places = changes.places.flatMap(name => run.snapshot.indexOf.get(name) ?? [])

  tick('changes', s); s = performance.now()
  const comparer = new CreditComparer(run.question.currency)
  const corrections = openSync(join(folder, 'corrections.csv'), 'w')
  try {
    writeSync(corrections, correctionsHeader)
    const part = join(folder, 'services.part.csv')
    for (const lines of readPlaces(run.snapshot, places, partBytes)) {
      writeFileSync(part, lines)
      writeSync(corrections, comparer.compare(await before.assess(changes.before, part), await after.assess(changes.after, part)))
    }
    rmSync(part, { force: true })
  } finally {
    closeSync(corrections)
  }
  tick('runs', s); s = performance.now()
  before.writeExposures(join(folder, 'exposures-before.csv'))
  after.writeExposures(join(folder, 'exposures-after.csv'))
  tick('tables', s)
  const count = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + (run.snapshot.lines[number] ?? 0), 0)
  return { outages, services: { below: count(inSnapshot), read: count(places), corrected: comparer.services }, schemes: comparer.byScheme }
}

/** One of the two plans, and which of its exposures were met with. */
class Side {
  readonly planned: Planned
  readonly #path: string
  readonly #services: Float64Array

  constructor(planned: Planned, path: string) {
    this.planned = planned
    this.#path = path
    this.#services = new Float64Array(planned.exposures.length * planned.plan.schemes.length)
  }

  /** The credits of some services, as the text of their file. */
  async assess(plan: BatchPlan, servicesFile: string): Promise<string> {
    const outFile = `${this.#path}.csv`
    const rejectedFile = `${this.#path}-rejected.csv`
    try {
      const result = await runServices({ plan, servicesFile, outFile, rejectedFile, mode: 'owed', workers: 1 })
      result.exposureSchemeServices.forEach((services, cell) => (this.#services[cell] = (this.#services[cell] ?? 0) + services))
      return readFileSync(outFile, 'utf8')
    } finally {
      for (const file of [outFile, rejectedFile]) rmSync(file, { force: true })
    }
  }

  writeExposures(file: string): void {
    writeExposureTable(file, this.planned, { exposureSchemeServices: this.#services })
  }
}
