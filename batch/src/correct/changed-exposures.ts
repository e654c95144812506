import { figures, type Decision } from '@pulih/engine'
import type { Planned } from '../planning/make-plan.ts'
import type { BatchPlan } from '../plan.ts'

/** Two plans for the same places that give an exposure only to what they decide differently. */
export interface Changes {
  readonly before: BatchPlan
  readonly after: BatchPlan
  /** Places where at least one service may get another amount. */
  readonly places: readonly string[]
}

const cycleDays = 28

/**
 * Leaves out of both plans everything on which they agree, so that a service gets a line only if its decision changed, and places
 * without such a service need not be read. The plans must be of the same places and schemes.
 */
export function changesOnly(before: Planned, after: Planned): Changes {
  const names = before.plan.elements ?? before.plan.areas ?? []
  if (!hasSameSegments(before.plan, after.plan)) return { before: before.plan, after: after.plan, places: names }

  const wasSigned = before.plan.elements ? before.plan.elementSignature : before.plan.areaSignature
  const isSigned = after.plan.elements ? after.plan.elementSignature : after.plan.areaSignature
  const pairs = new Map<string, number>()
  const pairList: [before: number, after: number][] = []
  const signed = Int32Array.from(wasSigned, (was, place) => {
    const is = isSigned[place] ?? 0
    const key = `${was},${is}`
    let pair = pairs.get(key)
    if (pair === undefined) pairs.set(key, (pair = pairList.push([was, is]) - 1))
    return pair
  })

  const cells = cycleDays * before.plan.segments
  const exposureBefore = new Int32Array(pairList.length * cells).fill(-1)
  const exposureAfter = exposureBefore.slice()
  const isLive = new Uint8Array(pairList.length)
  const differ = comparing(before, after)
  pairList.forEach(([was, is], pair) => {
    for (let cell = 0; cell < cells; cell++) {
      const one = before.plan.exposureOf[was * cells + cell] ?? -1
      const other = after.plan.exposureOf[is * cells + cell] ?? -1
      if (!differ(one, other)) continue
      isLive[pair] = 1
      exposureBefore[pair * cells + cell] = one
      exposureAfter[pair * cells + cell] = other
    }
  })
  const places = names.filter((_, place) => isLive[signed[place] ?? 0] === 1)
  return { before: signedAnew(before.plan, signed, exposureBefore), after: signedAnew(after.plan, signed, exposureAfter), places }
}

function signedAnew(plan: BatchPlan, signed: Int32Array, exposureOf: Int32Array): BatchPlan {
  return { ...plan, exposureOf, ...(plan.elements ? { elementSignature: signed } : { areaSignature: signed }) }
}

/** Whether the kind of a service matters, and with it how profiles are grouped, depends on the outages. */
function hasSameSegments(one: BatchPlan, other: BatchPlan): boolean {
  return one.segments === other.segments && one.profileSegment.every((segment, profile) => segment === other.profileSegment[profile])
}

/** Compares an exposure of the first plan with one of the second; -1 is a service that is not hit. */
function comparing(before: Planned, after: Planned): (one: number, other: number) => boolean {
  const known = new Map<string, number>([['', 0]])
  const numbered = ({ distinct }: Planned) =>
    Int32Array.from(distinct, decision => {
      const text = meaningOf(decision)
      const number = known.get(text) ?? known.size
      known.set(text, number)
      return number
    })
  const [was, is] = [numbered(before), numbered(after)]
  const schemes = before.schemes.length
  return (one, other) => {
    for (const figure of figures) {
      for (let scheme = 0; scheme < schemes; scheme++) {
        const first = one < 0 ? -1 : (before.decisions[figure][one * schemes + scheme] ?? -1)
        const second = other < 0 ? -1 : (after.decisions[figure][other * schemes + scheme] ?? -1)
        if ((was[first] ?? 0) !== (is[second] ?? 0)) return true
      }
    }
    return false
  }
}

/** Equal texts, equal amounts for whatever fee; empty for nothing. */
function meaningOf({ outcome, key, benefits }: Decision): string {
  if (outcome !== 'owed') return ''
  return [key, ...benefits.map(({ head, benefit, hundredths }) => `${head} ${benefit.kind} ${benefit.unit} ${hundredths.numerator}/${hundredths.denominator}`)].join('|')
}
