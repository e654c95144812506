import type { Mistake } from '@pulih/kernel'
import type { Scheme } from './vocabulary.ts'

/** Versions of one policy differ in the number behind its name, which the first one does not have: `policy/month`, `policy/month.2`. */
const numbered = /^(policy\/.+)\.([2-9]|[1-9]\d+)$/

/** What all versions of a policy have in common: the id of the first. */
export function policyOf(id: string): string {
  return numbered.exec(id)?.[1] ?? id
}

export function versionOf(id: string): number {
  return Number(numbered.exec(id)?.[2] ?? 1)
}

/** Whether there is a day on which both hold. */
export function holdTogether(one: Scheme['inForce'], other: Scheme['inForce']): boolean {
  const begins = (a: Scheme['inForce'], b: Scheme['inForce']) => b.to === null || a.from < b.to
  return begins(one, other) && begins(other, one)
}

/** A day on which two versions of one policy hold would be paid for twice. */
export function checkVersions({ id, inForce }: Scheme, all: readonly Scheme[]): Mistake[] {
  const other = all.find(
    each => each.id !== id && policyOf(each.id) === policyOf(id) && holdTogether(inForce, each.inForce),
  )
  if (!other) return []
  const pointer = inForce.from < other.inForce.from ? '/inForce/to' : '/inForce/from'
  return [{ pointer, code: 'policy-overlap', values: { other: other.id } }]
}
