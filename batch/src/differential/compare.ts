import { rm } from 'node:fs/promises'
import { figures } from '@pulih/engine'
import type { Planned } from '../planning/make-plan.ts'
import { writeFacts } from '../sql/facts.ts'
import { decideAlone, rulebookOf, type Figures } from './as-case.ts'
import { writeWorld } from './as-files.ts'
import { keyOf, planWorld, runBatch, runSql, type Outcome } from './back-ends.ts'
import type { Database } from './database.ts'
import type { World } from './world.ts'

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

/** Puts a world to all back-ends. The single decision is the meaning; the others must say the same. `tamper` breaks the batch, to see that it shows. */
export async function compareWorld(world: World, databases: readonly Database[], tamper: (planned: Planned) => Planned = planned => planned): Promise<Comparison> {
  const files = await writeWorld(world)
  try {
    const planned = await planWorld(world, files)
    const batch = await runBatch(tamper(planned), world, files)
    const outcomes: { name: string; outcome: Outcome }[] = [{ name: 'batch', outcome: batch }]
    if (databases.length > 0) await writeFacts(planned, files.folder)
    for (const database of databases) outcomes.push({ name: database.name, outcome: await runSql(planned, world, files.folder, files, database) })
    return against(world, outcomes)
  } finally {
    await rm(files.folder, { recursive: true, force: true })
  }
}

function against(world: World, outcomes: readonly { name: string; outcome: Outcome }[]): Comparison {
  const rulebook = rulebookOf(world)
  const differences: Difference[] = []
  const refused = outcomes[0]?.outcome.refused ?? new Set<string>()
  let [decisions, owed] = [0, 0]
  for (const { name, outcome } of outcomes) {
    for (const service of refused.symmetricDifference(outcome.refused)) {
      differences.push({ service, scheme: '', backEnd: name, expected: refused.has(service) ? 'refused' : 'not refused', found: outcome.refused.has(service) ? 'refused' : 'not refused' })
    }
  }
  for (const service of world.services) {
    const id = service.fields['service'] ?? ''
    if (refused.has(id)) continue
    const expected = decideAlone(world, service, rulebook)
    decisions += world.schemes.length
    owed += expected.size
    for (const { id: scheme } of world.schemes) {
      for (const { name, outcome } of outcomes) {
        const [right, found] = [textOf(expected.get(scheme)), textOf(outcome.due.get(keyOf(id, scheme)))]
        if (right !== found) differences.push({ service: id, scheme, backEnd: name, expected: right, found })
      }
    }
  }
  return { decisions, owed, differences }
}

function textOf(amounts: Figures | undefined): string {
  return amounts ? figures.map(figure => amounts[figure]).join(' / ') : '0 / 0 / 0'
}
