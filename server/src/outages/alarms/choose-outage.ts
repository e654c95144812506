import type { AlarmSettings } from '@pulih/contracts'
import type { Cover } from './cover.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import { isBefore, plusMinutes } from './time.ts'
import { nameOutage, type Naming } from './name-outage.ts'
import { isWithin, sizeOf, type Tree } from './tree.ts'

/** What a cut is held against. */
export interface Known {
  readonly tree: Tree
  /** The oldest first. */
  readonly outages: readonly KnownOutage[]
  readonly open: Cover
  readonly settings: AlarmSettings
}

/** Which outage stands for a cut, and what becomes of it. */
export interface Target extends Naming {
  /** null: a new outage. */
  readonly outage: string | null
  readonly reopens: boolean
  /** Roots that the outage does not cover yet, or no longer. */
  readonly adds: readonly number[]
  /** Roots that an older outage covers, which keeps what fails below them. */
  readonly elsewhere: readonly number[]
  /** Outages that turn out to be the same. */
  readonly absorbs: readonly string[]
}

export interface Candidate {
  readonly roots: readonly number[]
  readonly startedAt: Temporal.Instant
  /** Whatever began before this is something else. */
  readonly since: Temporal.Instant
  readonly mine: readonly OpenAlarm[]
  readonly isCovered: (position: number) => boolean
}

/**
 * Which outage stands for a cut; null: it is none. An outage that covers it already: alarms below a known root are more of the same.
 * Otherwise those that it covers: the cause was found higher up, so the oldest of them is raised and takes over the others; but an
 * outage that began long before stays what it is, for whoever was hit only now must not be said to have been without service since
 * then. That is why of a cut with several roots only what no older outage covers is added to one that is as young as the cut, or begins
 * one. Otherwise one that alarms thought restored just now, if it named all of this before. Planned work never grows beyond what was announced.
 */
export function chooseOutage({ tree, outages, open, settings }: Known, cut: Candidate): Target | null {
  const { roots, startedAt, since, mine, isCovered } = cut
  const candidates = outages.filter(({ planned }) => !planned)
  const isAsYoung = (outage: KnownOutage) => !isBefore(outage.startedAt, since)
  const covered = candidates.filter(
    outage => outage.restoredAt === null && isAsYoung(outage) && outage.roots.some(root => isCovered(root)),
  )
  const isInTime = (outage: KnownOutage) =>
    !outage.planned && !isBefore(startedAt, plusMinutes(outage.startedAt, -settings.togetherMinutes))
  const hosts = roots.map(root => open.nearest(root, isInTime))
  const isElsewhere = (nth: number) => {
    const host = hosts[nth]
    return host !== null && host !== undefined && !isAsYoung(host)
  }
  const news = roots.filter((_, nth) => !isElsewhere(nth))
  const elsewhere = news.length === 0 ? [] : roots.filter(root => !news.includes(root))
  const standing =
    hosts.find(host => host !== null && isAsYoung(host)) ??
    (news.length === 0 ? hosts.find(host => host !== null) : covered[0])
  if (standing) {
    const adds = news.filter(root => !open.covers(standing, root))
    // Below an outage that covers it all, others may have been declared apart on purpose.
    const same = adds.length === 0 ? [] : covered.filter(({ id }) => id !== standing.id)
    return {
      outage: standing.id,
      reopens: false,
      adds,
      elsewhere,
      absorbs: same.map(({ id }) => id),
      ...nameOutage(tree, cut, standing, same, adds),
    }
  }
  const raised = (outage: KnownOutage, reopens: boolean): Target => ({
    outage: outage.id,
    reopens,
    adds: news,
    elsewhere,
    absorbs: [],
    ...nameOutage(tree, cut, outage, [], news),
  })

  const worth = isWorthAnOutage(tree, cut, settings)
  const isRecent = (restoredAt: Temporal.Instant) =>
    !isBefore(plusMinutes(restoredAt, settings.reopenMinutes), startedAt)
  const partly = candidates.find(
    ({ id, restoredAt, parts }) =>
      restoredAt === null &&
      (worth || mine.some(({ outage }) => outage === id)) &&
      news.every(root =>
        parts.some(part => part.byAlarms && isRecent(part.restoredAt) && isWithin(tree, root, part.position)),
      ),
  )
  if (partly) return raised(partly, false)
  if (!worth) return null

  // Whatever it did not name before worked until now, and must not be said to have been down since it began.
  const back = candidates.filter(
    outage =>
      outage.restoredAt !== null &&
      outage.endedByAlarms &&
      isRecent(outage.restoredAt) &&
      news.every(each => outage.roots.some(root => isWithin(tree, each, root))),
  )
  // The smallest of them is the likeliest to be the same trouble.
  const again = back.toSorted((a, b) => extentOf(tree, a) - extentOf(tree, b))[0]
  if (again) return raised(again, true)
  return { outage: null, reopens: false, adds: news, elsewhere, absorbs: [], leaves: [], names: news }
}

function extentOf(tree: Tree, { roots }: KnownOutage): number {
  return roots.reduce((sum, root) => sum + sizeOf(tree, root), 0)
}

/** One customer whose device is off is no outage; a dead device in the network is, and so is a crowd. */
function isWorthAnOutage(tree: Tree, { roots, mine }: Candidate, { minimumAlarms }: AlarmSettings): boolean {
  return mine.length >= minimumAlarms || roots.some(root => tree.endpoint[root] !== 1)
}
