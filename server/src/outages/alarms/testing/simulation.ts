import type { AlarmEffect, AlarmSettings } from '@pulih/contracts'
import { correlate } from '../correlate.ts'
import type { KnownOutage, OpenAlarm } from '../evidence.ts'
import { defaultSettings } from '../settings.ts'
import { earliest } from '../time.ts'
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
): FoundOutage[] {
  const alarms = new Map<bigint, OpenAlarm & { element: string }>()
  const outages = new Map<string, KnownOutage>()
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
    const verdict = correlate(network.tree, [...alarms.values()], [...outages.values()], settings)
    for (const { from, into } of verdict.merges) {
      const [gone, stays] = [outages.get(from), outages.get(into)]
      if (!gone || !stays) throw new Error('an outage was merged that is not there')
      outages.delete(from)
      outages.set(into, {
        ...stays,
        roots: [...stays.roots, ...gone.roots],
        startedAt: earliest(stays.startedAt, gone.startedAt),
      })
      assign(
        [...alarms.values()].filter(alarm => alarm.outage === from).map(({ id }) => id),
        into,
      )
    }
    for (const { outage, adds, startedAt, alarms: mine } of verdict.cuts) {
      const id = outage ?? `outage-${nextOutage++}`
      const before = outages.get(id) ?? { id, roots: [], parts: [], startedAt, restoredAt: null, planned: false }
      outages.set(id, {
        ...before,
        roots: [...new Set([...before.roots, ...adds])],
        startedAt: earliest(before.startedAt, startedAt),
      })
      assign(mine, id)
    }
    for (const { outage, alarms: mine } of verdict.joins) assign(mine, outage)
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

/** Without those that the others cut off anyway. */
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
