import type { Arrival } from '../door.ts'
import { textOf } from '../reading.ts'

/** A part of a report, whose letters are those of a head. */
export interface Part {
  readonly type: string
  readonly text: string
}

interface Report {
  /** Our key for which it vouches, `nobody`, or null where bounces are not signed: then it has to know the reader of the message. */
  readonly vouches: string | null
  readonly parts: readonly Part[]
}

type Fields = ReadonlyMap<string, string>

const mostRecipients = 20

/**
 * What a mail server says became of a message (RFC 3464). We send each to one person, so that what it says of the last of them counts.
 * `delayed` says nothing: it goes on trying, and says so again when it gives up.
 */
export function receiptsIn(report: Report): readonly Arrival[] {
  const key = keyOf(report)
  const status = report.parts.find(
    ({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status',
  )
  if (key === null || status === undefined) return []
  const recipients = status.text
    .split(/\r?\n\s*\r?\n/)
    .slice(1, 1 + mostRecipients)
    .map(fieldsIn)
  const receipts = recipients.flatMap((fields): Arrival[] => {
    const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase()
    const says = action === 'failed' ? 'undeliverable' : action === 'delivered' ? 'delivered' : null
    if (says === null) return []
    const receipt = { kind: 'receipt', providerId: key, says, reason: reasonOf(fields) } as const
    if (report.vouches !== null) return [receipt]
    const onlyTo = recipientOf(fields)
    return onlyTo === null ? [] : [{ ...receipt, onlyTo }]
  })
  return receipts.slice(-1)
}

/** To whom it went, as we wrote it where the server knows that (RFC 3464, 2.3.1 and 2.3.2): `rfc822; anna@example.com`. */
function recipientOf(fields: Fields): string | null {
  const recipient = fields.get('original-recipient') ?? fields.get('final-recipient') ?? ''
  return textOf(/^[a-z0-9-]+\s*;\s*<?([^<>\s]+)>?/i.exec(recipient)?.[1], 320)
}

/** `5.1.1 smtp; 550 no such person`: the number of RFC 3463 first, which has a meaning in every language. */
function reasonOf(fields: Fields): string | null {
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  return textOf([status, fields.get('diagnostic-code')].filter(Boolean).join(' '), 300)
}

/**
 * Somebody called one of our messages unwanted at his mailbox provider (RFC 5965): he gets no more of them. It is believed only where the
 * report came to the signed address of that very message, and of nobody but its reader, whatever addresses it names.
 */
export function complaintsIn({ vouches, parts }: Report): readonly Arrival[] {
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (vouches === null || vouches === 'nobody' || feedback === undefined) return []
  const kind = fieldsIn(feedback.text).get('feedback-type')?.toLowerCase() ?? ''
  const isComplaint = /^(abuse|opt-out|opt-out-list|miscategorized)$/.test(kind) || kind === ''
  return isComplaint ? [{ kind: 'unwanted', providerId: vouches }] : []
}

/** Which message a report is about: the one it vouches for, else the one that it holds. */
function keyOf({ vouches, parts }: Report): string | null {
  if (vouches !== null) return vouches === 'nobody' ? null : vouches
  return /^<(pulih-[a-z0-9-]{1,50})@/i.exec(originalIn(parts).get('message-id') ?? '')?.[1] ?? null
}

function originalIn(parts: readonly Part[]): Fields {
  const original = parts.find(
    ({ type }) => type === 'message/rfc822' || type === 'message/global' || type.startsWith('text/rfc822-headers'),
  )
  return fieldsIn(original?.text ?? '')
}

const mostFields = 300

/** The lines up to the first empty one, by their names in lower case; the first of each name. */
function fieldsIn(text: string): Fields {
  const fields = new Map<string, string>()
  const [head = ''] = text.trimStart().split(/\r?\n[ \t]*\r?\n/, 1)
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/, mostFields)) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    if (name !== '' && !fields.has(name))
      fields.set(
        name,
        line
          .slice(at + 1)
          .trim()
          .slice(0, 1_000),
      )
  }
  return fields
}
