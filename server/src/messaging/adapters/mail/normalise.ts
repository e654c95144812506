import { simpleParser, type ParsedMail } from 'mailparser'
import { NotUnderstood, type Arrival, type RawArrival } from '../door.ts'
import { textOf } from '../reading.ts'
import { headOf, isAutomatic, type Head } from './automatic.ts'
import { letters, withoutQuotes } from './plain-text.ts'
import { complaintsIn, receiptsIn, type Part } from './reports.ts'

/** What is read of a mail; more of it are pictures. What stands behind is kept, and not looked at. */
const mostBytes = 2 * 2 ** 20
const longestText = 20_000

/**
 * What a mail means: a report of a mail server or of a mailbox provider, or something that somebody wrote. Nothing in it is opened that would
 * have to be unpacked, and nothing is fetched.
 */
export async function normaliseMail(raw: RawArrival, receivedAt: Temporal.Instant): Promise<readonly Arrival[]> {
  const mail = await parsed(raw.body.subarray(0, mostBytes))
  const head = headOf(mail, raw.headers)
  const report = reportKindOf(head)
  if (report === null) return [messageOf(raw, mail, head, receivedAt)]
  const parts = mail.attachments.map(partOf)
  const about = { vouches: raw.headers['vouches'] ?? null, parts }
  return report === 'delivery-status' ? receiptsIn(about) : complaintsIn(about)
}

async function parsed(body: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(body, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
      keepDeliveryStatus: true,
    })
  } catch (reason) {
    // Beyond a thousand parts or a head of a megabyte nobody wrote it for people.
    throw new NotUnderstood(
      `it is no mail that can be read: ${reason instanceof Error ? reason.message.slice(0, 100) : ''}`,
    )
  }
}

/** RFC 6522: what reports say of themselves. */
function reportKindOf(head: Head): 'delivery-status' | 'feedback-report' | null {
  const type = head.get('content-type') ?? ''
  if (!/^\s*multipart\/report\b/i.test(type)) return null
  const kind = /report-type\s*=\s*"?([a-z-]{1,40})/i.exec(type)?.[1]?.toLowerCase()
  return kind === 'delivery-status' || kind === 'feedback-report' ? kind : null
}

function partOf({ contentType, content }: ParsedMail['attachments'][number]): Part {
  return { type: contentType.toLowerCase(), text: content.subarray(0, 64 * 1024).toString('latin1') }
}

function messageOf(raw: RawArrival, mail: ParsedMail, head: Head, receivedAt: Temporal.Instant): Arrival {
  const address = mail.from?.value[0]?.address
  const from = textOf(address?.trim(), 320)
  // Without a sender there is nobody to answer; what it says is kept all the same, and a person may read it.
  const plain = mail.text?.trim() ?? ''
  const written = plain === '' && typeof mail.html === 'string' ? letters(mail.html) : plain
  const id = /<[^<>\s]{3,250}>/.exec(mail.messageId ?? '')?.[0]
  return {
    kind: 'message',
    id: id ?? raw.key,
    from: from ?? 'unknown',
    subject: textOf(mail.subject?.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), 300),
    text: textOf(withoutQuotes(written.slice(0, 10 * longestText)), longestText) ?? '',
    at: writtenAt(mail.date, receivedAt),
    isAutomatic: from === null || isAutomatic(head, from, mail.subject ?? ''),
    ...(!isVouchedFor(from, raw.headers['author']) && { isUnproven: true as const }),
  }
}

/** Whether the operator's mail server vouches for the domain of whoever wrote it: anybody can write a mail in anybody's name. */
function isVouchedFor(from: string | null, author: string | undefined): boolean {
  return author !== undefined && from?.toLowerCase().endsWith(`@${author}`) === true
}

/** Nothing is written later than it came; what a clock without sense says is not believed either. */
function writtenAt(date: Date | undefined, receivedAt: Temporal.Instant): Temporal.Instant {
  const milliseconds = date?.getTime() ?? Number.NaN
  if (!Number.isFinite(milliseconds)) return receivedAt
  const weekBefore = receivedAt.epochMilliseconds - 7 * 24 * 3_600_000
  return milliseconds > weekBefore && milliseconds < receivedAt.epochMilliseconds
    ? Temporal.Instant.fromEpochMilliseconds(milliseconds)
    : receivedAt
}
