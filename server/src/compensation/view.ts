import { formatMinor } from '@pulih/kernel'
import type { ReplyOf, createExclusion, CreditView, RunSummaryView, RunView } from '@pulih/contracts'
import type { Static } from 'typebox'
import { amountText } from '../ledger/index.ts'
import type { CreditRow } from './credit-store.ts'
import type { Exclusion } from './exclusion.ts'
import type { Run } from './run.ts'

export function runView(run: Run, summary: RunSummaryView | null): Static<typeof RunView> {
  const { currency, figure, schemes } = run.question
  const money = (minor: bigint | null) => (minor === null ? null : formatMinor(minor, currency))
  const time = (instant: Temporal.Instant | null) => instant?.toString() ?? null
  return {
    id: run.id,
    number: Number(run.number),
    kind: run.kind,
    month: run.month,
    outage: run.outageId,
    status: run.status,
    stage: run.stage,
    currency,
    figure,
    schemes: [...schemes],
    budget: money(run.budget),
    secondPersonAbove: formatMinor(run.secondPersonAbove, currency),
    note: run.note,
    due: money(run.due),
    credits: run.credits,
    posted: run.posted,
    failure: run.failure,
    // What was overcome stays in its column.
    failedWith: run.failure === null ? null : run.failedWith,
    factsDigest: run.factsDigest,
    rulebookDigest: run.rulebook,
    createdAt: run.createdAt.toString(),
    createdBy: run.createdBy,
    computedAt: time(run.computedAt),
    reviewedBy: run.reviewedBy,
    approvedBy: run.approvedBy,
    approvedAt: time(run.approvedAt),
    postedAt: time(run.postedAt),
    settledAt: time(run.settledAt),
    summary,
    revision: run.revision,
  }
}

export function creditView(credit: CreditRow): Static<typeof CreditView> {
  const text = (amount: bigint) => amountText(amount, credit.unit)
  return {
    service: credit.service,
    periodFrom: credit.periodFrom,
    scheme: credit.scheme,
    unit: credit.unit,
    minimum: text(credit.minimum),
    recommended: text(credit.recommended),
    maximum: text(credit.maximum),
    net: text(credit.net),
    due: text(credit.due),
  }
}

export function exclusionView(exclusion: Exclusion): ReplyOf<typeof createExclusion> {
  return {
    id: exclusion.id,
    outage: exclusion.outageId,
    service: exclusion.serviceKey,
    cause: exclusion.cause,
    decidedBy: exclusion.decidedBy,
    reason: exclusion.reason,
    evidence: exclusion.evidence,
    at: exclusion.at.toString(),
    by: exclusion.actor,
    withdrawnAt: exclusion.withdrawnAt?.toString() ?? null,
  }
}
