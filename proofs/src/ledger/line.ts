import { accountNumber } from './account.ts'
import type { Entry, Transfer } from './transfer.ts'

/**
 * The text of a transfer that is digested: its fields with tabs between them, nothing where there is nothing, its entries at the
 * end. No field contains a tab or a line feed, so that two transfers never have the same text. The server says the same in SQL.
 */
export function lineOf(transfer: Transfer, entries: readonly Entry[]): string {
  return [
    transfer.id,
    transfer.page,
    transfer.kind,
    transfer.serviceId,
    transfer.serviceKey,
    transfer.unit,
    transfer.amount,
    transfer.scheme,
    transfer.basis,
    transfer.revision,
    transfer.runId,
    transfer.reverses,
    transfer.corrects,
    transfer.claimUntil,
    transfer.expiresOn,
    // Marked, because an empty reason is not the same as none.
    transfer.reason === null ? null : `=${transfer.reason}`,
    transfer.actor,
    instantText(transfer.postedAt),
    entriesText(entries),
  ].join('\t')
}

export function entriesText(entries: readonly Entry[]): string {
  return entries
    .toSorted((a, b) => accountNumber[a.account] - accountNumber[b.account])
    .map(entry => `${accountNumber[entry.account]}:${entry.serviceId ?? ''}:${entry.amount}`)
    .join(',')
}

/** With as many digits as the database keeps. */
export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 6, roundingMode: 'floor' })
}
