import type { runStatuses } from '@pulih/contracts'
import type { Figure } from '@pulih/engine'
import { formatMinor } from '@pulih/kernel'
import { problem, type Actor, type ProblemValues } from '../platform/index.ts'
import type { FactMark } from './fact-mark.ts'

export type RunStatus = (typeof runStatuses)[number]

/** What the operator's settings said when the run was started; it stays what it was. */
export interface RunQuestion {
  readonly jurisdiction: string
  readonly currency: string
  /** Of services that have none of their own. */
  readonly timeZone: string
  readonly figure: Figure
  readonly designated: boolean
  readonly signatoryOf: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
  readonly schemes: readonly string[]
}

/** Why a run does not go on: the code of a refusal, or of what came in between. */
export interface FailedWith {
  readonly code: string
  readonly values: ProblemValues
}

/** The assessments of all affected services, approved and posted together. */
export interface Run {
  readonly id: string
  readonly number: bigint
  readonly kind: 'period' | 'outage'
  readonly month: string | null
  readonly outageId: string | null
  readonly status: RunStatus
  readonly stage: string | null
  readonly question: RunQuestion
  readonly rulebook: string
  readonly secondPersonAbove: bigint
  readonly budget: bigint | null
  readonly note: string | null
  readonly factsDigest: string | null
  /** As long as it is the same, the facts are. */
  readonly factMark: FactMark | null
  readonly due: bigint | null
  /** Of the money that is due, what the run gives and what it takes back. */
  readonly paid: bigint
  readonly taken: bigint
  readonly inKind: boolean
  readonly credits: number | null
  readonly postedUpTo: bigint
  readonly posted: number
  readonly failure: string | null
  /** The same as a code with its values, as far as there is one; of the last failure. */
  readonly failedWith: FailedWith | null
  readonly createdAt: Temporal.Instant
  readonly createdBy: string
  readonly computedAt: Temporal.Instant | null
  readonly computedBy: string | null
  readonly reviewedBy: string | null
  /** The people who started, computed and reviewed it, also where they did so with a key. */
  readonly makers: readonly string[]
  readonly approvedAt: Temporal.Instant | null
  readonly approvedBy: string | null
  readonly postedAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
  readonly revision: number
}

/** What can be done with a run, and in which states. */
const possible = {
  recompute: ['draft', 'failed', 'computed', 'reviewed', 'approved', 'stopped'],
  review: ['computed'],
  approve: ['computed', 'reviewed'],
  withdraw: ['approved'],
  post: ['approved'],
  stop: ['posting'],
  resume: ['stopped'],
  cancel: ['draft', 'computing', 'failed', 'computed', 'reviewed', 'approved', 'stopped'],
} as const satisfies Readonly<Record<string, readonly RunStatus[]>>

export type RunAction = keyof typeof possible

export function requirePossible(run: Run, action: RunAction): void {
  const wanted: readonly RunStatus[] = possible[action]
  if (!wanted.includes(run.status))
    throw problem('compensation.wrong-status', { status: run.status, wanted: wanted.join(' or ') })
}

/** What was posted keeps the assessment that it came from, and so its reasons: the rest is another run's. */
export function requireUnposted({ posted, number }: Run): void {
  if (posted > 0) throw problem('compensation.partly-posted', { run: Number(number), posted })
}

/**
 * Above the limit nobody approves what he made: who started, computed or reviewed a run has seen it already. Nothing beyond the
 * operator's budget is approved either. What is given and what is taken back are each looked at alone: a run that gives as much as it
 * takes moves money all the same. Benefits in kind have no sum, so a second person looks at them always.
 */
export function requireApprovable(run: Run, actor: Actor): void {
  const { paid, taken, inKind, budget, secondPersonAbove, question } = run
  if (budget !== null && paid > budget)
    throw problem('compensation.over-budget', {
      due: formatMinor(paid, question.currency),
      budget: formatMinor(budget, question.currency),
    })
  const made =
    [run.createdBy, run.computedBy, run.reviewedBy].includes(actor.id) || run.makers.includes(personOf(actor))
  if (made && (inKind || paid > secondPersonAbove || taken > secondPersonAbove))
    throw problem('compensation.same-person', { limit: formatMinor(secondPersonAbove, question.currency) })
}

/** The human being behind an actor, as far as there is one. */
export function personOf({ person, id }: Actor): string {
  return person ?? id
}
