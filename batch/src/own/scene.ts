import type { Interruption } from '@pulih/engine'
import { clip, union, type Interval } from '@pulih/kernel'
import type { Outage } from '../planning/outages.ts'

/** What the hook needs to know of an outage. */
export type SceneOutage = Pick<Outage, 'id' | 'interruption' | 'kinds'>

/** The outages that a signature means for a segment, ready to be cut where one service was restored. */
export class Scene {
  readonly interruptions: readonly Interruption[]
  readonly ids: readonly string[]
  readonly merged: readonly Interval[]
  /** Service restored then or later was restored with the outages. */
  readonly lastTo: number
  readonly #froms: Float64Array
  #cut = Number.NaN
  #remaining: readonly Interruption[] = []

  /** `outages` in the order in which they are printed. */
  constructor(outages: readonly SceneOutage[]) {
    this.interruptions = outages.map(outage => outage.interruption)
    this.ids = outages.map(outage => outage.id)
    this.merged = union(this.interruptions)
    this.lastTo = Math.max(...this.interruptions.map(({ to }) => to))
    this.#froms = Float64Array.from(this.interruptions, ({ from }) => from).sort()
  }

  /** Time from the cut on does not count; an outage that ended earlier is not made longer. All schemes of a row share the list. */
  until(cut: number): readonly Interruption[] {
    if (cut >= this.lastTo) return this.interruptions
    if (cut !== this.#cut) {
      this.#cut = cut
      this.#remaining = this.interruptions.flatMap(interruption =>
        interruption.from >= cut ? [] : interruption.to <= cut ? [interruption] : [{ ...interruption, to: cut }],
      )
    }
    return this.#remaining
  }

  /** How many outages began before the cut. */
  begunBefore(cut: number): number {
    const froms = this.#froms
    let count = 0
    while (count < froms.length && (froms[count] as number) < cut) count++
    return count
  }

  idsBefore(cut: number): readonly string[] {
    return this.ids.filter((_, index) => (this.interruptions[index] as Interruption).from < cut)
  }

  /** Where more time without service can change more than lengths; `days` adds the local midnights. */
  breaks(period: Interval, midnights: readonly number[]): number[] {
    const times = this.interruptions.flatMap(({ from, to, knownAt }) => (knownAt === null ? [from, to] : [from, to, knownAt]))
    return [...new Set([...times, period.from, period.to, ...midnights])].toSorted((a, b) => a - b)
  }
}

/** The merged time inside a billing period, summed up to any second. */
export class PeriodTime {
  readonly #edges: Float64Array

  constructor(merged: readonly Interval[], { from, to }: Interval) {
    this.#edges = Float64Array.from(clip(merged, from, to).flatMap(part => [part.from, part.to]))
  }

  secondsUntil(cut: number): number {
    const edges = this.#edges
    let seconds = 0
    for (let at = 0; at < edges.length; at += 2) {
      const from = edges[at] as number
      if (from >= cut) break
      const to = edges[at + 1] as number
      seconds += (to < cut ? to : cut) - from
    }
    return seconds
  }
}
