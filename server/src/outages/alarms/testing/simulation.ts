import type { AlarmEffect, AlarmSettings } from '@pulih/contracts'
import { correlate, type Verdict } from '../correlate.ts'
import type { KnownOutage, OpenAlarm } from '../evidence.ts'
import { defaultSettings } from '../settings.ts'
import { compare, earliest, isBefore, latest, plusMinutes } from '../time.ts'
import { isWithin } from '../tree.ts'
import type { MadeNetwork } from './made-network.ts'

export interface MadeAlarm {
  readonly element: string
  readonly raisedAt: Temporal.Instant
  readonly effect?: AlarmEffect
}

export interface FoundOutage {
  readonly roots: readonly string[]
  readonly startedAt: string
  readonly alarms: readonly string[]
}

/** Lets alarms arrive in batches, correlates after each one as the server would, and says which outages there are in the end. */
export function outagesAfter(
  network: MadeNetwork,
  batches: readonly (readonly MadeAlarm[])[],
  settings: AlarmSettings = defaultSettings,
  declared: readonly KnownOutage[] = [],
): FoundOutage[] {
  const alarms = new Map<bigint, OpenAlarm & { element: string }>()
  const outages = new Map(declared.map(outage => [outage.id, outage]))
  let nextAlarm = 1n
  let nextOutage = 1
  const assign = (ids: readonly bigint[], outage: string) => {
    for (const id of ids) {
      const alarm = alarms.get(id)
      if (alarm) alarms.set(id, { ...alarm, outage })
    }
  }
  for (const batch of batches) {
    for (const { element, raisedAt, effect = 'unreachable' } of batch) {
      alarms.set(nextAlarm, { id: nextAlarm, element, position: network.at(element), effect, raisedAt, outage: null })
      nextAlarm++
    }
    const look = () => correlate(network.tree, [...alarms.values()], [...outages.values()], settings)
    const verdict = look()
    const leaving = verdict.cuts.flatMap(({ leaves }) => leaves)
    for (const [id, outage] of outages)
      outages.set(id, {
        ...outage,
        roots: outage.roots.filter(root => !leaving.some(each => each.outage === id && each.root === root)),
      })
    for (const { from, into } of verdict.merges) {
      const [gone, stays] = [outages.get(from), outages.get(into)]
      if (!gone || !stays) throw new Error('an outage was merged that is not there')
      outages.delete(from)
      outages.set(into, {
        ...stays,
        roots: [...new Set([...stays.roots, ...gone.roots])],
        startedAt: earliest(stays.startedAt, gone.startedAt),
        byAlarms: stays.byAlarms && gone.byAlarms,
      })
      assign(
        [...alarms.values()].filter(alarm => alarm.outage === from).map(({ id }) => id),
        into,
      )
    }
    requireNoPast(network, verdict, outages, [...alarms.values()], settings)
    for (const { outage, adds, startedAt, alarms: mine } of verdict.cuts) {
      const id = outage ?? `outage-${nextOutage++}`
      const before = outages.get(id) ?? {
        id,
        roots: [],
        parts: [],
        startedAt,
        restoredAt: null,
        endedByAlarms: false,
        planned: false,
        byAlarms: true,
      }
      outages.set(id, {
        ...before,
        roots: [...new Set([...before.roots, ...adds])],
        startedAt: earliest(before.startedAt, startedAt),
      })
      assign(mine, id)
    }
    for (const { outage, alarms: mine } of verdict.joins) assign(mine, outage)
    requireSettled(look())
    for (const { roots, byAlarms } of outages.values()) if (byAlarms) requireTopmost(network, roots)
    requireNamed(network, [...outages.values()], declared)
  }
  return [...outages.values()]
    .map(({ id, roots, startedAt }) => ({
      roots: causesAmong(
        network,
        roots.map(root => network.keys[root] ?? ''),
      ).toSorted(),
      startedAt: startedAt.toString(),
      alarms: [...alarms.values()]
        .filter(alarm => alarm.outage === id)
        .map(({ element }) => element)
        .toSorted(),
    }))
    .toSorted((a, b) => (a.roots.join() < b.roots.join() ? -1 : 1))
}

/** What joins an outage that it did not name is down since that outage began, so it must be the same failure. */
function requireNoPast(
  { tree, keys }: MadeNetwork,
  { cuts }: Verdict,
  outages: ReadonlyMap<string, KnownOutage>,
  alarms: readonly OpenAlarm[],
  { togetherMinutes }: AlarmSettings,
): void {
  for (const { outage, adds, startedAt } of cuts) {
    const known = outage === null ? undefined : outages.get(outage)
    if (!known) continue
    const failedAt = (root: number) =>
      alarms
        .filter(({ position, effect }) => effect === 'unreachable' && isWithin(tree, position, root))
        .map(({ raisedAt }) => raisedAt)
        .toSorted(compare)[0] ?? startedAt
    const wide = adds.find(
      position =>
        !known.roots.some(root => isWithin(tree, position, root)) &&
        isBefore(known.startedAt, plusMinutes(latest(startedAt, failedAt(position)), -togetherMinutes)),
    )
    if (wide !== undefined) throw new Error(`${keys[wide] ?? wide} would be down from before it failed`)
  }
}

/** Correlation that is asked again with its own answer changes nothing. */
function requireSettled({ merges, cuts, joins }: Verdict): void {
  const changed = cuts.filter(
    ({ outage, adds, leaves, names, alarms }) =>
      outage === null || adds.length + leaves.length + names.length + alarms.length > 0,
  )
  if (merges.length + changed.length + joins.length > 0)
    throw new Error(`asked again: ${[merges, changed, joins].map(each => each.length).join()} changes`)
}

/** What alarms alone began names causes, and nothing that lies below one of them. */
function requireTopmost({ tree, keys }: MadeNetwork, roots: readonly number[]): void {
  const below = roots.find(root => roots.some(top => top !== root && isWithin(tree, root, top)))
  if (below !== undefined) throw new Error(`${keys[below] ?? below} lies below another root`)
}

/** What people declared stays named by an outage, whatever becomes of theirs. */
function requireNamed({ keys }: MadeNetwork, outages: readonly KnownOutage[], declared: readonly KnownOutage[]): void {
  const named = new Set(outages.filter(({ byAlarms }) => !byAlarms).flatMap(({ roots }) => roots))
  const lost = declared.flatMap(({ roots }) => roots).find(root => !named.has(root))
  if (lost !== undefined) throw new Error(`${keys[lost] ?? lost} was declared and is no longer named`)
}

/** Without those that the others cut off anyway: what only several roots cut off together stays named. */
function causesAmong(network: MadeNetwork, roots: readonly string[]): readonly string[] {
  const superfluous = roots.find(root => network.lostWith(...roots.filter(other => other !== root)).includes(root))
  return superfluous === undefined
    ? roots
    : causesAmong(
        network,
        roots.filter(root => root !== superfluous),
      )
}

/** A generator of numbers between 0 and 1 that gives the same ones each time. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
