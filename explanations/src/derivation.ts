import type { Line, Step } from '@pulih/engine'

/** What one head saw in one event or period, sorted for a reader: what happened, what was measured, what had to hold, what follows. */
export interface Look {
  readonly head: string | null
  readonly happened: readonly Step[]
  readonly measured: readonly Step[]
  readonly conditions: readonly Step[]
  readonly results: readonly Step[]
}

export interface Derivation {
  readonly looks: readonly Look[]
  /** Steps that belong to the scheme as a whole: which scheme it yields to, a history that was short. */
  readonly remarks: readonly Step[]
}

const conditions = ['condition-met', 'condition-not-met', 'tier-reached', 'below-first-tier']
const results = ['formula', 'nothing-to-count', 'right-without-amount']
const begins = ['interruption-counted']

/** Sorts the steps of a line. The engine writes head after head, and within a head event after event. */
export function derivationOf(line: Pick<Line, 'units' | 'because' | 'outcome'>): Derivation {
  // Without the operator's value the arithmetic ran on a stand-in for it: showing it would be a lie.
  const because = line.outcome === 'undetermined' ? line.because.filter(step => step.code !== 'formula') : line.because
  const heads = [...new Set([...because, ...line.units].flatMap(step => (step.head === undefined ? [] : [step.head])))]
  return {
    looks: heads.flatMap(head =>
      looksOf(
        head,
        because.filter(step => step.head === head),
        line.units.filter(step => step.head === head),
      ),
    ),
    remarks: because.filter(step => step.head === undefined),
  }
}

function looksOf(head: string, because: readonly Step[], units: readonly Step[]): Look[] {
  const groups: Step[][] = [[]]
  for (const step of because) {
    const group = groups.at(-1) ?? []
    const concluded = group.some(each => conditions.includes(each.code) || results.includes(each.code))
    if (concluded && begins.includes(step.code)) groups.push([step])
    else group.push(step)
  }
  // Each event is measured in the same ways; what cannot be told apart stays with the first.
  const each = units.length % groups.length === 0 ? units.length / groups.length : units.length
  return groups.map((group, index) => ({
    head,
    happened: group.filter(step => !conditions.includes(step.code) && !results.includes(step.code)),
    measured: units.slice(index * each, (index + 1) * each),
    conditions: group.filter(step => conditions.includes(step.code)),
    results: group.filter(step => results.includes(step.code)),
  }))
}
