import type { AlarmSettings } from '@pulih/contracts'
import { chooseOutage, type Known, type Target } from './choose-outage.ts'
import { createCover } from './cover.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import { findDown } from './find-down.ts'
import { groupRoots } from './group-roots.ts'
import { onsetOf } from './onset.ts'
import { isBefore, plusMinutes } from './time.ts'
import { isWithin, sizeOf, type Tree } from './tree.ts'

/** One cut: what failed, which alarms it explains, and which outage stands for it. */
export interface Cut extends Omit<Target, 'absorbs' | 'elsewhere'> {
  readonly roots: readonly number[]
  readonly startedAt: Temporal.Instant
  /** Alarms that are to be put under it. */
  readonly alarms: readonly bigint[]
}

export interface Joining {
  readonly outage: string
  readonly alarms: readonly bigint[]
}

export interface Merge {
  readonly from: string
  readonly into: string
}

export interface Verdict {
  /** Outages that turn out to be the same. None is merged into one that is merged itself. */
  readonly merges: readonly Merge[]
  readonly cuts: readonly Cut[]
  /** Alarms under outages that are known already and need no evidence. */
  readonly joins: readonly Joining[]
}

/**
 * Decides which outages the open alarms are: a pure function of the network, the alarms and the outages that are known. Asked again
 * with its own answer it changes nothing.
 */
export function correlate(
  tree: Tree,
  alarms: readonly OpenAlarm[],
  outages: readonly KnownOutage[],
  settings: AlarmSettings,
): Verdict {
  const sorted = outages.toSorted(
    (a, b) => Temporal.Instant.compare(a.startedAt, b.startedAt) || (a.id < b.id ? -1 : 1),
  )
  const known: Known = { tree, outages: sorted, open: createCover(tree, sorted), settings }
  const planned = expected(tree, sorted)
  const cuts: FoundCut[] = []
  const single: OpenAlarm[] = []
  // A part of the alarms may be older than the cut that lies above them: what they are by themselves is asked in another round.
  for (let rest = alarms; rest.length > 0;) {
    const round = oneRound(known, planned, rest)
    cuts.push(...round.cuts)
    single.push(...round.single)
    rest = round.older.length < rest.length ? round.older : []
  }
  const same = new Map<string, string>()
  const final = (outage: string): string => {
    const into = same.get(outage)
    return into === undefined ? outage : final(into)
  }
  for (const { outage, absorbs } of cuts) {
    for (const each of absorbs) {
      const [from, into] = [final(each), outage && final(outage)]
      if (into !== null && from !== into) same.set(from, into)
    }
  }
  return {
    merges: [...same.keys()].map(from => ({ from, into: final(from) })),
    cuts: cuts.map(({ absorbs: _, ...cut }) => ({ ...cut, outage: cut.outage && final(cut.outage) })),
    joins: joinsOf(known, single, final),
  }
}

type FoundCut = Cut & Pick<Target, 'absorbs'>

interface Round {
  readonly cuts: readonly FoundCut[]
  /** Alarms that are no cut by themselves. */
  readonly single: readonly OpenAlarm[]
  /** Alarms below a cut that were raised long before it. */
  readonly older: readonly OpenAlarm[]
}

function oneRound(known: Known, planned: Uint8Array, alarms: readonly OpenAlarm[]): Round {
  const { tree, settings } = known
  const evidence = alarms.filter(({ effect }) => effect === 'unreachable')
  const { groups, groupAt } = groupRoots(tree, findDown(tree, flags(tree, evidence), planned, settings))
  const byGroup = Map.groupBy(alarms, ({ position }) => groupAt[position] ?? -1)
  const cuts: FoundCut[] = []
  const single = [...(byGroup.get(-1) ?? [])]
  const older: OpenAlarm[] = []
  groups.forEach(({ roots }, index) => {
    const below = byGroup.get(index) ?? []
    const proof = below.filter(({ effect }) => effect === 'unreachable')
    const startedAt = onsetOf({ ...known, togetherMinutes: settings.togetherMinutes }, proof, roots)
    if (startedAt === null) {
      single.push(...below)
      return
    }
    const since = plusMinutes(startedAt, -settings.togetherMinutes)
    // What was alarmed long before the cut has another cause, and would keep the outage open after it is mended.
    const mine = below.filter(({ raisedAt }) => !isBefore(raisedAt, since))
    older.push(...below.filter(({ raisedAt }) => isBefore(raisedAt, since)))
    const target = chooseOutage(known, {
      roots,
      startedAt,
      since,
      mine,
      isCovered: position => groupAt[position] === index,
    })
    if (target === null) {
      single.push(...mine)
      return
    }
    // Under the new outage they would be forgotten when it ends, while the one that alone covers them goes on.
    const isElsewhere = ({ position }: OpenAlarm) => target.elsewhere.some(root => isWithin(tree, position, root))
    single.push(...mine.filter(isElsewhere))
    const { elsewhere: _, ...chosen } = target
    cuts.push({
      ...chosen,
      roots,
      startedAt,
      alarms: mine
        .filter(alarm => !isElsewhere(alarm) && (alarm.outage === null || alarm.outage !== target.outage))
        .map(({ id }) => id),
    })
  })
  return { cuts, single, older }
}

function joinsOf(
  { open, settings }: Known,
  alarms: readonly OpenAlarm[],
  final: (outage: string) => string,
): Joining[] {
  const joining = new Map<string, bigint[]>()
  for (const alarm of alarms) {
    const outage = open.nearest(
      alarm.position,
      each => !isBefore(alarm.raisedAt, plusMinutes(each.startedAt, -settings.togetherMinutes)),
    )
    if (outage === null || alarm.outage === final(outage.id)) continue
    const ids = joining.get(final(outage.id)) ?? []
    ids.push(alarm.id)
    joining.set(final(outage.id), ids)
  }
  return [...joining].map(([outage, ids]) => ({ outage, alarms: ids }))
}

function flags(tree: Tree, alarms: readonly OpenAlarm[]): Uint8Array {
  const set = new Uint8Array(tree.last.length)
  for (const { position } of alarms) set[position] = 1
  return set
}

function expected(tree: Tree, outages: readonly KnownOutage[]): Uint8Array {
  const set = new Uint8Array(tree.last.length)
  for (const { roots, planned, restoredAt } of outages) {
    if (planned && restoredAt === null) for (const root of roots) set.fill(1, root, root + sizeOf(tree, root))
  }
  return set
}
