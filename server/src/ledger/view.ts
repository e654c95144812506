import type { ReplyOf, readStatement, readTransfer, reverseTransfer, verifyLedger } from '@pulih/contracts'
import type { Entry, Transfer, Verdict } from '@pulih/proofs'
import type { StatementLine } from './read-store.ts'
import { amountText } from './unit.ts'

export type TransferView = ReplyOf<typeof reverseTransfer>

export function toView(transfer: Transfer): TransferView {
  return {
    id: transfer.id.toString(),
    kind: transfer.kind,
    service: transfer.serviceKey,
    unit: transfer.unit,
    amount: amountText(transfer.amount, transfer.unit),
    scheme: transfer.scheme,
    basis: transfer.basis,
    revision: transfer.revision,
    run: transfer.runId,
    reverses: transfer.reverses?.toString() ?? null,
    corrects: transfer.corrects?.toString() ?? null,
    claimUntil: transfer.claimUntil,
    expiresOn: transfer.expiresOn,
    reason: transfer.reason,
    actor: transfer.actor,
    postedAt: transfer.postedAt.toString(),
    page: transfer.page.toString(),
  }
}

export function toDetailView(
  transfer: Transfer,
  entries: readonly Entry[],
  reversedBy: bigint | null,
  page: { digest: string; previous: string },
): ReplyOf<typeof readTransfer> {
  return {
    ...toView(transfer),
    reversedBy: reversedBy?.toString() ?? null,
    entries: entries.map(({ account, serviceId, amount }) => ({
      account,
      service: serviceId === null ? null : transfer.serviceKey,
      amount: amountText(amount, transfer.unit),
    })),
    proof: { page: transfer.page.toString(), ...page },
  }
}

export function toStatementView(line: StatementLine): ReplyOf<typeof readStatement>['items'][number] {
  return { ...toView(line), change: amountText(line.change, line.unit), balance: amountText(line.balance, line.unit) }
}

export function toVerdictView(verdict: Verdict): ReplyOf<typeof verifyLedger> {
  return {
    whole: verdict.whole,
    pages: Number(verdict.pages),
    transfers: Number(verdict.transfers),
    entries: Number(verdict.entries),
    head: { page: verdict.head.page.toString(), digest: verdict.head.digest },
    findings: verdict.findings.map(({ says, page, transfer }) => ({
      says,
      page: page?.toString() ?? null,
      transfer: transfer?.toString() ?? null,
    })),
  }
}
