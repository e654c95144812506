import type { Interruption } from '@pulih/engine'
import { union, type Interval } from '@pulih/kernel'
import type { Outage } from '../planning/outages.ts'

/** What the hook needs to know of an outage. */
export type SceneOutage = Pick<Outage, 'id' | 'interruption' | 'kinds'>

/** The outages that a signature means for a segment, ready to be cut where one service was restored. */
export class Scene {
  readonly interruptions: readonly Interruption[]
  readonly merged: readonly Interval[]
  /** Service restored then or later was restored with the outages. */
  readonly lastTo: number
  readonly #ids: readonly string[]
  #cut = Number.NaN
  #remaining: readonly Interruption[] = []

  /** `outages` in the order in which they are printed. */
  constructor(outages: readonly SceneOutage[]) {
    this.interruptions = outages.map(outage => outage.interruption)
    this.#ids = outages.map(outage => outage.id)
    this.merged = union(this.interruptions)
    this.lastTo = Math.max(...this.interruptions.map(({ to }) => to))
  }

  /** Time from the cut on does not count; an outage that ended earlier is not made longer. All schemes of a row share the list. */
  until(cut: number): readonly Interruption[] {
    if (cut >= this.lastTo) return this.interruptions
    if (cut !== this.#cut) {
      this.#cut = cut
      this.#remaining = cutAt(this.interruptions, cut)
    }
    return this.#remaining
  }

  /** The outages that had begun before the cut, as the exposure table prints them. */
  idsBefore(cut: number): string {
    return this.#ids.filter((_, index) => (this.interruptions[index] as Interruption).from < cut).join('|')
  }

  /** Where more time without service can change more than lengths. */
  breaks(period: Interval, midnights: readonly number[]): number[] {
    const times = this.interruptions.flatMap(({ from, to, knownAt }) =>
      knownAt === null ? [from, to] : [from, to, knownAt],
    )
    return [...new Set([...times, period.from, period.to, ...midnights])].toSorted((a, b) => a - b)
  }
}

function cutAt(interruptions: readonly Interruption[], cut: number): Interruption[] {
  const remaining: Interruption[] = []
  for (const interruption of interruptions) {
    if (interruption.to <= cut) remaining.push(interruption)
    else if (interruption.from < cut) remaining.push({ ...interruption, to: cut })
  }
  return remaining
}
