import { rm } from 'node:fs/promises'
import { figures } from '@pulih/engine'
import type { DecidedRows } from '../planning/decide-rows.ts'
import type { Planned } from '../planning/make-plan.ts'
import { writeFacts } from '../sql/facts.ts'
import { decideAlone, rulebookOf, type Figures } from './as-case.ts'
import { writeWorld, type WorldFiles } from './as-files.ts'
import { runAssessment } from './assessed-rows.ts'
import { keyOf, planWorld, runBatch, runSql, type Outcome } from './back-ends.ts'
import type { Database } from './database.ts'
import type { World, WorldService } from './world.ts'

/** One service and scheme on which a back-end does not say what the single decision says. */
export interface Difference {
  readonly service: string
  readonly scheme: string
  readonly backEnd: string
  readonly expected: string
  readonly found: string
}

export interface Comparison {
  /** Decisions compared: services that are not refused, times schemes. */
  readonly decisions: number
  /** How many of them owe something. */
  readonly owed: number
  readonly differences: readonly Difference[]
}

/** A world whose files are written, whose exposures are decided, and whose services have been answered one by one. */
export interface Prepared {
  readonly world: World
  readonly files: WorldFiles
  readonly planned: Planned
  /** What the single decision says of a service, by scheme. */
  readonly expected: (service: WorldService) => ReadonlyMap<string, Figures>
  dispose(): Promise<void>
}

export async function prepareWorld(world: World): Promise<Prepared> {
  const files = await writeWorld(world)
  const dispose = () => rm(files.folder, { recursive: true, force: true })
  try {
    const planned = await planWorld(world, files)
    await writeFacts(planned, files.folder)
    const rulebook = rulebookOf(world)
    const known = new Map<WorldService, ReadonlyMap<string, Figures>>()
    const expected = (service: WorldService) =>
      known.getOrInsertComputed(service, () => decideAlone(world, service, rulebook))
    return { world, files, planned, expected, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

/** Puts a world to all back-ends. The single decision is the meaning, and the others must say the same. */
export async function compareWorld(world: World, databases: readonly Database[]): Promise<Comparison> {
  const prepared = await prepareWorld(world)
  try {
    return await comparePrepared(prepared, databases)
  } finally {
    await prepared.dispose()
  }
}

/** Breaks the plan of the batch or the decided rows of the platform, to see that it shows. */
export interface Tampering {
  readonly plan?: (planned: Planned) => Planned
  readonly rows?: (decided: DecidedRows) => DecidedRows
}

/** A PostgreSQL is asked twice: for the printed statements, and for the platform's way over rows. */
export async function comparePrepared(
  prepared: Prepared,
  databases: readonly Database[],
  tamper: Tampering = {},
): Promise<Comparison> {
  const { world, files, planned } = prepared
  const batch = await runBatch(tamper.plan?.(planned) ?? planned, world, files)
  const outcomes = [{ name: 'batch', outcome: batch }]
  for (const database of databases) {
    outcomes.push({ name: database.name, outcome: await runSql(planned, world, files.folder, files, database) })
    if (database.dialect !== 'postgres') continue
    const assessed = await runAssessment(planned, world, batch.refused, database, tamper.rows)
    outcomes.push({ name: 'assessment', outcome: assessed })
  }
  return against(prepared, outcomes)
}

function against({ world, expected }: Prepared, outcomes: readonly { name: string; outcome: Outcome }[]): Comparison {
  const differences: Difference[] = []
  const refused = outcomes[0]?.outcome.refused ?? new Set<string>()
  let [decisions, owed] = [0, 0]
  for (const { name, outcome } of outcomes) {
    for (const service of refused.symmetricDifference(outcome.refused)) {
      const says = (is: boolean) => (is ? 'refused' : 'not refused')
      differences.push({
        service,
        scheme: '',
        backEnd: name,
        expected: says(refused.has(service)),
        found: says(outcome.refused.has(service)),
      })
    }
  }
  for (const service of world.services) {
    const id = service.fields['service'] ?? ''
    if (refused.has(id)) continue
    const right = expected(service)
    decisions += world.schemes.length
    owed += right.size
    for (const { id: scheme } of world.schemes) {
      for (const { name, outcome } of outcomes) {
        if (outcome.left.has(id)) continue
        const [said, found] = [textOf(right.get(scheme)), textOf(outcome.due.get(keyOf(id, scheme)))]
        if (said !== found) differences.push({ service: id, scheme, backEnd: name, expected: said, found })
      }
    }
  }
  return { decisions, owed, differences }
}

function textOf(amounts: Figures | undefined): string {
  return amounts ? figures.map(figure => amounts[figure]).join(' / ') : '0 / 0 / 0'
}
