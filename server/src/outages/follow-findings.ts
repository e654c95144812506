import type { Work } from '../platform/index.ts'
import { absorb, absorption } from './merge-outages.ts'
import { firstInstant } from './instants.ts'
import { earlier, later, requirePossible, statusOf, type Outage } from './outage.ts'
import { changeBetween, reviseAll, type Change, type Note } from './record.ts'
import { joinScopes, nowhere, type Place } from './scope.ts'

/** What alarms found out about an outage that is known. */
export interface Finding {
  /** Locked, as are those that it absorbs. */
  readonly outage: Outage
  /** Outages that turned out to be the same. */
  readonly absorbs: readonly Outage[]
  /** Elements that have failed with it, or again. */
  readonly elements: readonly Place[]
  /** By outage the elements that it named so far and that lie below the cause, which was found higher up. */
  readonly leaving: ReadonlyMap<string, ReadonlySet<bigint>>
  readonly startedAt: Temporal.Instant | null
  /** What it is called from now on; null: as before. */
  readonly title: string | null
  readonly summary: string | undefined
}

/**
 * Takes over what alarms found out about outages, each of which is revised once however much that is; one that was thought restored
 * goes on. What was known already changes nothing, because alarms come more than once.
 */
export async function followFindings(work: Work, findings: readonly Finding[]): Promise<void> {
  await reviseAll(
    work,
    findings.flatMap(finding => [
      ...changeOf(finding, work.now),
      ...finding.absorbs.map(absorbed => absorption(absorbed, finding.outage)),
    ]),
  )
}

/** The next revision of the outage itself; none when all of it was known. */
export function changeOf(finding: Finding, now: Temporal.Instant): Change[] {
  const { outage, absorbs, summary } = finding
  const after = grown(finding)
  requirePossible(after, now, [outage, ...absorbs])
  const fields = Object.keys(changeBetween(outage, after).after)
  if (fields.length === 0 && absorbs.length === 0) return []
  const named = new Set(after.scope.elements.map(({ key }) => key))
  const left = outage.scope.elements.map(({ key }) => key).filter(key => !named.has(key))
  const absorbed = absorbs.map(({ number }) => number)
  const reason = [summary, listed('The same outage', absorbed), listed('Below it and no longer named', left)]
  const note: Note = {
    kind: absorbs.length > 0 ? 'merged' : 'scope-changed',
    reason: reason.flatMap(each => each ?? []).join('. ') || undefined,
    event: outage.status === 'restored' ? { type: 'outages.reopened' } : { type: 'outages.updated', data: { fields } },
    also: { ...(absorbed.length > 0 ? { absorbed } : {}), ...(left.length > 0 ? { left } : {}) },
  }
  return [{ before: outage, after, note }]
}

function grown({ outage, absorbs, elements, leaving, startedAt, title }: Finding): Outage {
  const joined = absorbs.reduce(
    (into, from) => absorb(into, withoutElements(from, leaving.get(from.id))),
    withoutElements(outage, leaving.get(outage.id)),
  )
  const failedAgain = new Set(elements.map(({ key }) => key))
  const next: Outage = {
    ...joined,
    title: title === null ? joined.title : titleOf(title),
    scope: elements.length === 0 ? joined.scope : joinScopes(joined.scope, { ...nowhere, elements }),
    startedAt: startedAt ? earlier(joined.startedAt, later(startedAt, firstInstant)) : joined.startedAt,
    restoredAt: null,
    parts: joined.parts.filter(part => part.kind !== 'element' || !failedAgain.has(part.place.key)),
  }
  return { ...next, status: joined.status === 'suspected' ? 'suspected' : statusOf(next) }
}

function withoutElements(outage: Outage, leaving: ReadonlySet<bigint> | undefined): Outage {
  if (!leaving || leaving.size === 0) return outage
  const elements = outage.scope.elements.filter(({ id }) => id === null || !leaving.has(id))
  return { ...outage, scope: { ...outage.scope, elements } }
}

/** As much as a title holds, which may end in the middle of a character. */
export function titleOf(summary: string): string {
  return summary.slice(0, 200).toWellFormed()
}

/** The first few; all of them are in the entry's data. */
function listed(what: string, names: readonly string[]): string | null {
  if (names.length === 0) return null
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${what}: ${names.slice(0, 3).join(', ')}${more}`
}
