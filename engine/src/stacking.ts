import type { Scheme } from './vocabulary.ts'

/** What happens between schemes on one service, in order, each figure by itself. Indices are into the list of schemes. */
export type StackingStep =
  | { readonly kind: 'greatest'; readonly schemes: readonly number[] }
  | { readonly kind: 'set-off'; readonly scheme: number; readonly by: number }
  | { readonly kind: 'subsidiary'; readonly scheme: number; readonly to: readonly number[] }

/** The steps for these schemes: first groups of which one wins, then what yields, then what is set off. */
export function stackingSteps(schemes: readonly Scheme[]): StackingStep[] {
  const indexOf = (id: string) => schemes.findIndex(scheme => scheme.id === id)
  const groups = new Map<string, { index: number; rank: number }[]>()
  const yields: StackingStep[] = []
  const setOffs: StackingStep[] = []
  schemes.forEach(({ stacking }, index) => {
    switch (stacking.rule) {
      case 'greatest-of':
        groups.set(stacking.group, [...(groups.get(stacking.group) ?? []), { index, rank: stacking.rank }])
        break
      case 'subsidiary': {
        const to = stacking.to.map(indexOf).filter(other => other >= 0)
        if (to.length > 0) yields.push({ kind: 'subsidiary', scheme: index, to })
        break
      }
      case 'set-off':
        for (const id of stacking.against)
          if (indexOf(id) >= 0) setOffs.push({ kind: 'set-off', scheme: index, by: indexOf(id) })
        break
      case 'adds':
      case 'on-top':
    }
  })
  const greatest = [...groups.values()]
    .filter(members => members.length > 1)
    .map(members => ({
      kind: 'greatest' as const,
      schemes: members.toSorted((a, b) => a.rank - b.rank).map(member => member.index),
    }))
  return [...greatest, ...yields, ...setOffs]
}

/** Applies the steps to the amounts of one service. Returns the new amounts and, for each scheme that lost, to whom. */
export function stack(
  steps: readonly StackingStep[],
  amounts: readonly bigint[],
): { amounts: bigint[]; lostTo: Map<number, number> } {
  const left = [...amounts]
  const lostTo = new Map<number, number>()
  const at = (index: number) => left[index] ?? 0n
  const yieldTo = (loser: number, winner: number) => {
    lostTo.set(loser, winner)
    left[loser] = 0n
  }
  for (const step of steps) {
    switch (step.kind) {
      case 'greatest': {
        const winner = step.schemes.reduce((best, other) => (at(other) > at(best) ? other : best))
        for (const other of step.schemes) if (other !== winner && at(other) > 0n) yieldTo(other, winner)
        break
      }
      case 'subsidiary': {
        const first = step.to.find(other => at(other) > 0n)
        if (first !== undefined && at(step.scheme) > 0n) yieldTo(step.scheme, first)
        break
      }
      case 'set-off': {
        const by = at(step.by)
        if (by > 0n && at(step.scheme) > 0n) {
          lostTo.set(step.scheme, step.by)
          left[step.scheme] = at(step.scheme) > by ? at(step.scheme) - by : 0n
        }
      }
    }
  }
  return { amounts: left, lostTo }
}
