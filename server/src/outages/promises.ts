/** What was promised when: until when the next update comes, or that nothing is promised any more. */
export interface Promised {
  readonly at: Temporal.Instant
  readonly nextUpdateBy: Temporal.Instant | null
}

/** What was said at once of the estimate and of the next update. */
export interface Given extends Promised {
  readonly etr: Temporal.Instant | null
  /** Whether the next update was spoken of, or only the estimate; null: not known. */
  readonly promises: boolean | null
}

/** Who moves the estimate alone promises no update, and a time that has passed already cannot be promised. */
export function promisesIn(given: readonly Given[]): Promised[] {
  return given.filter(({ at, nextUpdateBy, promises }, nth) => {
    const before = given[nth - 1]?.nextUpdateBy ?? null
    const isPromise = promises ?? String(nextUpdateBy) !== String(before)
    return isPromise && (nextUpdateBy === null || Temporal.Instant.compare(at, nextUpdateBy) < 0)
  })
}

export interface Update {
  readonly promised: Temporal.Instant | null
  /** Null where none came before another one was promised, or it was over. */
  readonly came: Temporal.Instant | null
}

interface Happening {
  readonly at: Temporal.Instant
  readonly kind: 'update' | 'promise' | 'end'
  readonly nextUpdateBy: Temporal.Instant | null
}

/** An update keeps the promise before it; what it promises itself counts from then on. */
const order = ['update', 'end', 'promise'] as const

/**
 * Each update for everybody beside the time that was promised for it. A promise that was moved before it was due counts with its new
 * time only; one that was moved afterwards was broken, whatever came later.
 */
export function updatesAgainstPromises(
  promises: readonly Promised[],
  updates: readonly Temporal.Instant[],
  restoredAt: Temporal.Instant | null,
): Update[] {
  const happenings: Happening[] = [
    ...promises.map(({ at, nextUpdateBy }) => ({ at, kind: 'promise' as const, nextUpdateBy })),
    ...updates.map(at => ({ at, kind: 'update' as const, nextUpdateBy: null })),
    ...(restoredAt ? [{ at: restoredAt, kind: 'end' as const, nextUpdateBy: null }] : []),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || order.indexOf(a.kind) - order.indexOf(b.kind))
  const found: Update[] = []
  let due: Temporal.Instant | null = null
  let isOver = false
  for (const { at, kind, nextUpdateBy } of happenings) {
    if (kind === 'update') found.push({ promised: due, came: at })
    else if (due !== null && Temporal.Instant.compare(due, at) < 0) found.push({ promised: due, came: null })
    isOver ||= kind === 'end'
    due = kind === 'promise' && !isOver ? nextUpdateBy : null
  }
  return found
}

/** Each estimate once, however often it was said again. */
export function differentEstimates(
  given: readonly { readonly at: Temporal.Instant; readonly etr: Temporal.Instant | null }[],
): { readonly at: Temporal.Instant; readonly etr: Temporal.Instant }[] {
  return given.flatMap(({ at, etr }, nth) => {
    const before = given[nth - 1]?.etr ?? null
    return etr === null || before?.equals(etr) ? [] : [{ at, etr }]
  })
}
