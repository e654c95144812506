import { isNothing } from '@pulih/engine'
import { lacksNothing, mergeLacks, type Lacks } from '../own/lacks.ts'
import { Scene } from '../own/scene.ts'
import { asksForReports } from '../own/steady.ts'
import { Decider, type Segment } from './decisions.ts'
import { baseLookup, integerForm } from './integer-form.ts'
import type { PlanQuestion } from './make-plan.ts'
import { periodOf } from './period.ts'
import type { Signatures } from './signatures.ts'

const hour = 3600
/** Seconds after an outage began: around the limits that laws and contracts like, and odd ones, whose fractions do not reduce. */
const lengths = [
  1,
  hour - 1,
  4 * hour,
  6 * hour,
  8 * hour + 1,
  12 * hour + 1,
  24 * hour - 1,
  24 * hour,
  49 * hour + 1,
  73 * hour,
  8 * 24 * hour - 7,
]
const mostScenes = 24

/**
 * Looks at what services restored early, or reported, would be owed, so that the plan has the forms of nearly all such amounts. What
 * this misses costs a second pass over the services and nothing else.
 */
export function probeOwnRows(question: PlanQuestion, segments: readonly Segment[], signatures: Signatures): Lacks {
  const decider = new Decider(question.holidays)
  const found = new Map<string, Lacks>()
  const hasReports = question.columns.includes('reported_at') && question.schemes.some(asksForReports)
  const periods = [1, 15].map(day => periodOf(question.month, day))
  for (const [segment, set] of someScenes(segments, signatures)) {
    const outages = set
      .flatMap(index => question.outages[index] ?? [])
      .filter(({ kinds }) => kinds.length === 0 || kinds.includes(segment.kind))
    if (outages.length === 0) continue
    const scene = new Scene(outages)
    for (const { from, to } of [scene.merged[0], scene.merged.at(-1)].flatMap(part => part ?? [])) {
      const cuts = [...lengths.map(length => from + length).filter(cut => cut < to), to]
      const reports = hasReports ? [[], [from], [from + hour]] : [[]]
      for (const cut of cuts)
        for (const reported of reports) for (const period of periods) probe(scene, cut, reported, period, segment)
    }
  }
  return mergeLacks([lacksNothing, ...found.values()])

  function probe(
    scene: Scene,
    cut: number,
    reported: readonly number[],
    period: { from: string; to: string },
    segment: Segment,
  ): void {
    const facts = decider.facts(scene.until(cut), period, segment, reported)
    segment.programs.forEach((programs, scheme) => {
      if (!programs) return
      for (const { key, formula } of Object.values(decider.decide(programs, facts))) {
        const name = `${scheme} ${segment.billCount} ${key}`
        if (isNothing(formula) || found.has(name)) continue
        const { tree, slots, factor, constant } = integerForm(formula, baseLookup(segment.billCount))
        found.set(name, { shapes: [{ scheme, tree, slotCount: slots.length }], factor, constant, pairs: [] })
      }
    })
  }
}

/** A few sets of outages from all over the list, for the segments in turn. */
function someScenes(segments: readonly Segment[], signatures: Signatures): (readonly [Segment, readonly number[]])[] {
  const sets = signatures.sets.slice(1)
  const count = Math.min(sets.length, mostScenes)
  const chosen = Array.from({ length: count }, (_, at) => sets[Math.floor((at * sets.length) / count)] ?? [])
  const rounds = Math.max(1, Math.ceil(segments.length / Math.max(1, count)))
  return Array.from({ length: rounds }, (_, round) => round).flatMap(round =>
    chosen.flatMap((set, at) =>
      segments
        .slice((round * count + at) % segments.length)
        .slice(0, 1)
        .map(segment => [segment, set] as const),
    ),
  )
}
