import type { runStatuses } from '@pulih/contracts'
import type { Figure } from '@pulih/engine'
import { formatMinor } from '@pulih/kernel'
import { problem } from '../platform/index.ts'

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
  readonly due: bigint | null
  readonly credits: number | null
  readonly postedUpTo: bigint
  readonly posted: number
  readonly failure: string | null
  readonly createdAt: Temporal.Instant
  readonly createdBy: string
  readonly computedAt: Temporal.Instant | null
  readonly computedBy: string | null
  readonly reviewedBy: string | null
  readonly approvedAt: Temporal.Instant | null
  readonly approvedBy: string | null
  readonly postedAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
  readonly revision: number
}

/** What can be done with a run, and in which states. */
const possible = {
  // What a stopped run has posted already is in the ledger, and the new assessment holds the difference to it.
  recompute: ['draft', 'computed', 'reviewed', 'approved', 'stopped'],
  review: ['computed'],
  approve: ['computed', 'reviewed'],
  withdraw: ['approved'],
  post: ['approved'],
  stop: ['posting'],
  resume: ['stopped'],
  cancel: ['draft', 'computed', 'reviewed', 'approved'],
} as const satisfies Readonly<Record<string, readonly RunStatus[]>>

export type RunAction = keyof typeof possible

export function requirePossible(run: Run, action: RunAction): void {
  const wanted: readonly RunStatus[] = possible[action]
  if (!wanted.includes(run.status))
    throw problem('compensation.wrong-status', { status: run.status, wanted: wanted.join(' or ') })
}

/**
 * Above the limit nobody approves what he made: who started, computed or reviewed a run has seen it already. Nothing below the
 * operator's budget is approved either.
 */
export function requireApprovable(run: Run, actor: string): void {
  const { due, budget, secondPersonAbove, question } = run
  const total = due ?? 0n
  if (budget !== null && total > budget)
    throw problem('compensation.over-budget', {
      due: formatMinor(total, question.currency),
      budget: formatMinor(budget, question.currency),
    })
  const makers = [run.createdBy, run.computedBy, run.reviewedBy]
  if (total > secondPersonAbove && makers.includes(actor))
    throw problem('compensation.same-person', { limit: formatMinor(secondPersonAbove, question.currency) })
}
