import { caseOf } from './as-case.ts'
import { compareWorld, type Comparison, type Difference } from './compare.ts'
import type { Database } from './database.ts'
import type { World } from './world.ts'

/** What went wrong with a world: differences, or an error in the middle of it. */
export type Trouble = { readonly differences: readonly Difference[] } | { readonly error: unknown }

/** Null if all back-ends agree on a world, or if the planner refuses it. */
export async function troubleWith(
  world: World,
  databases: readonly Database[],
  count?: (found: Comparison) => void,
): Promise<Trouble | null> {
  try {
    const found = await compareWorld(world, databases)
    count?.(found)
    return found.differences.length > 0 ? { differences: found.differences } : null
  } catch (error) {
    return isRefusal(error) ? null : { error }
  }
}

/** Fractions so odd that no whole number of 62 bits holds what they are multiplied to: the planner says so before anything is paid. */
function isRefusal(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('too fine')
}

/** Trouble as somebody needs it who is to mend it: how to repeat it, and the smallest world that still shows it. */
export async function report(world: World, trouble: Trouble, databases: readonly Database[]): Promise<string> {
  const { small, left } = await shrink(world, trouble, databases)
  const first = 'differences' in left ? left.differences[0]?.service : ''
  const service = small.services.find(({ fields }) => fields['service'] === first) ?? small.services[0]
  return [
    `World ${world.number} of seed ${world.seed} differs; repeat with`,
    `  node batch/src/differential/long-run.ts --seed ${world.seed} --world ${world.number} --services ${world.services.length}`,
    ...described(trouble),
    'Of this, the smallest world that still shows it:',
    ...described(left),
    ...(service ? [`The case: ${JSON.stringify(caseOf(small, service))}`] : []),
    `The schemes: ${JSON.stringify(small.schemes)}`,
    `Network: ${JSON.stringify(small.network)}; outages: ${JSON.stringify(small.outages)}; services: ${JSON.stringify(small.services)}`,
  ].join('\n')
}

function described(trouble: Trouble): string[] {
  if ('error' in trouble)
    return [
      `  ${trouble.error instanceof Error ? (trouble.error.stack ?? trouble.error.message) : String(trouble.error)}`,
    ]
  const lines = trouble.differences
    .slice(0, 6)
    .map(
      ({ service, scheme, backEnd, expected, found }) =>
        `  ${service} ${scheme}: ${backEnd} says ${found}, the single decision ${expected}`,
    )
  return [
    `  ${trouble.differences.length} differences; figures are minimum / recommended / maximum in minor units`,
    ...lines,
  ]
}

/** Leaves out services, schemes and outages as long as trouble of the same kind is left. */
async function shrink(
  world: World,
  trouble: Trouble,
  databases: readonly Database[],
): Promise<{ small: World; left: Trouble }> {
  let best = { small: world, left: trouble }
  const isAlike = (other: Trouble | null): other is Trouble => other !== null && 'error' in other === 'error' in trouble
  for (const list of ['services', 'schemes', 'outages'] as const) {
    for (let size = Math.ceil(best.small[list].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let start = 0; start < best.small[list].length;) {
        const small = { ...best.small, [list]: best.small[list].toSpliced(start, size) }
        const left = small[list].length > 0 ? await troubleWith(small, databases) : null
        if (isAlike(left)) best = { small, left }
        else start += size
      }
    }
  }
  return best
}
