import type { Outage } from '../planning/outages.ts'

/** How a corrected list of outages differs from the one of the run, by id and content. */
export interface OutageChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
  /** Every outage that was or is different, as it was and as it is. */
  readonly touching: readonly Outage[]
}

export function compareOutages(before: readonly Outage[], after: readonly Outage[]): OutageChanges {
  const was = new Map(before.map(outage => [outage.id, outage]))
  const is = new Map(after.map(outage => [outage.id, outage]))
  const added = after.filter(({ id }) => !was.has(id))
  const removed = before.filter(({ id }) => !is.has(id))
  const changed = after.filter(outage => {
    const other = was.get(outage.id)
    return other !== undefined && JSON.stringify(other) !== JSON.stringify(outage)
  })
  return {
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    changed: changed.map(({ id }) => id),
    touching: [...added, ...removed, ...changed, ...changed.flatMap(({ id }) => was.get(id) ?? [])],
  }
}
