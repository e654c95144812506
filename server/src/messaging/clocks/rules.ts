import { promisedRules, type ClockRule } from '@pulih/notices'
import { loadClocks } from '@pulih/notices/clocks'
import type { PromisesSetting } from './promises-setting.ts'

let known: readonly ClockRule[] | null = null

/** The laws that came with this version, read once. */
function laws(): readonly ClockRule[] {
  known ??= loadClocks()
  return known
}

/** What binds this operator: the law where he works, if he said where, and what he promised himself. */
export function rulesFor(jurisdiction: string | null, promises: PromisesSetting): readonly ClockRule[] {
  const binding = laws().filter(rule => rule.jurisdiction !== null && rule.jurisdiction === jurisdiction)
  return [...binding, ...promisedRules(promises)]
}

/** From how many services on it has to be known in what places they are; null: nowhere does it matter. */
export function leastInPlaces(rules: readonly ClockRule[]): number | null {
  const least = rules.flatMap(({ reached }) =>
    reached.flatMap(({ place, services }) => (place === undefined ? [] : [services])),
  )
  return least.length === 0 ? null : Math.min(...least)
}
