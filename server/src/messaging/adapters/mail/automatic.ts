import type { ParsedMail } from 'mailparser'

/** The head of a mail: the first line of each name, in lower case, without its folds. */
export type Head = ReadonlyMap<string, string>

const mostLines = 500
const longestLine = 2_000

/** What the mail server noted apart from a mail counts more than what the mail says of itself. */
export function headOf(
  { headerLines }: Pick<ParsedMail, 'headerLines'>,
  noted: Readonly<Record<string, string>>,
): Head {
  const head = new Map<string, string>()
  for (const { key, line } of headerLines.slice(0, mostLines)) {
    const value = line
      .slice(key.length + 1, longestLine)
      .replaceAll(/\s+/g, ' ')
      .trim()
    if (!head.has(key)) head.set(key, value)
  }
  const returnPath = noted['return-path']
  return returnPath === undefined ? head : head.set('return-path', returnPath)
}

/** What only programs that answer or distribute by themselves write. */
const ofPrograms = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-response-suppress',
  'x-vacation',
  'x-loop',
  'list-id',
  'list-unsubscribe',
  'feedback-id',
]
const programs = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.-][^@]*)?@/i
const absence =
  /^\s*(auto(matic|matyczna)?[ -]?(reply|response|odpowied[zź])|autoodpowied[zź]|odpowied[zź] automatyczna|out of (the )?office|balasan otomatis)/i

/**
 * Whether no person wrote it (RFC 3834, 2): it is never answered, so that two programs do not talk to each other without end. Our own mail
 * that comes back is of these, and so is everything whose envelope has no sender.
 */
export function isAutomatic(head: Head, from: string, subject: string): boolean {
  const submitted = (head.get('auto-submitted') ?? 'no').toLowerCase()
  return (
    !/^no\b/.test(submitted) ||
    /^(bulk|list|junk|auto_reply)\b/i.test(head.get('precedence') ?? '') ||
    /^<\s*>$/.test(head.get('return-path') ?? '') ||
    /^\s*multipart\/report\b/i.test(head.get('content-type') ?? '') ||
    /^<pulih-/i.test(head.get('message-id') ?? '') ||
    ofPrograms.some(name => head.has(name)) ||
    programs.test(from) ||
    absence.test(subject)
  )
}
