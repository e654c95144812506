import { rm } from 'node:fs/promises'
import { figures } from '@pulih/engine'
import { writeFacts } from '../sql/facts.ts'
import { caseOf, decideAlone, rulebookOf, type Figures } from './as-case.ts'
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

/** Puts a world to all back-ends. The single decision is the meaning; the others must say the same. */
export async function compareWorld(world: World, databases: readonly Database[]): Promise<Comparison> {
  const files = await writeWorld(world)
  try {
    const planned = await planWorld(world, files)
    const batch = await runBatch(planned, world, files)
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

/** A difference as somebody needs it who is to mend it: how to repeat it, and the smallest world that still shows it. */
export async function report(world: World, found: readonly Difference[], databases: readonly Database[]): Promise<string> {
  const small = await shrink(world, databases)
  const { differences } = await compareWorld(small, databases).catch((error: unknown) => ({ differences: [{ service: '', scheme: '', backEnd: '', expected: 'an answer', found: String(error) }] }))
  const service = small.services.find(({ fields }) => fields['service'] === differences[0]?.service) ?? small.services[0]
  return [
    `${found.length} differences in world ${world.number} of seed ${world.seed}; repeat with`,
    `  node batch/src/differential/long-run.ts --seed ${world.seed} --world ${world.number}`,
    'Figures are minimum / recommended / maximum in minor units. In the smallest world that still differs:',
    ...differences.slice(0, 8).map(({ backEnd, expected, found: says, ...at }) => `  ${at.service} ${at.scheme}: ${backEnd} says ${says}, the single decision ${expected}`),
    ...(service ? [`The case: ${JSON.stringify(caseOf(small, service))}`] : []),
    `The schemes: ${JSON.stringify(small.schemes)}`,
    `Network: ${JSON.stringify(small.network)}; outages: ${JSON.stringify(small.outages)}; services: ${JSON.stringify(small.services)}`,
  ].join('\n')
}

/** Leaves out services, schemes and outages as long as something still differs. */
async function shrink(world: World, databases: readonly Database[]): Promise<World> {
  const differs = async (candidate: World) =>
    compareWorld(candidate, databases).then(
      ({ differences }) => differences.length > 0,
      () => true,
    )
  let small = world
  for (const list of ['services', 'schemes', 'outages'] as const) small = await fewer(small, list, differs)
  return small
}

async function fewer(world: World, list: 'services' | 'schemes' | 'outages', differs: (candidate: World) => Promise<boolean>): Promise<World> {
  let small = world
  for (let size = Math.ceil(small[list].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < small[list].length; ) {
      const candidate = { ...small, [list]: small[list].toSpliced(start, size) }
      if (candidate[list].length > 0 && (await differs(candidate))) small = candidate
      else start += size
    }
  }
  return small
}
