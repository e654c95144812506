import { phrase } from '@pulih/phrases'
import { mailHtml } from './mail-html.ts'
import { sentencesFor } from './sentences.ts'
import type { NoticeKind, Reader, Sender, Statement } from './statement.ts'

export interface MailSender extends Sender {
  /** The operator's colour, `#0b6e4f`. */
  readonly accent: string
}

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A notice as a mail: the same words once for those who read letters only, and once with a face. Throws `MissingFact`. */
export function mailText(kind: NoticeKind, statement: Statement, reader: Reader, sender: MailSender): MailText {
  const { language, unsubscribeUrl } = reader
  const { subject: spoken, lead, rest, more } = sentencesFor(kind, statement, reader, sender)
  // A header has one line, whatever an operator's name or a cause may hold.
  const subject = oneLine(spoken)
  const greeting = phrase(language, 'notice.greeting')
  const closing = phrase(language, 'notice.closing', { sender: sender.name })
  const why = phrase(language, 'notice.mail.why', {
    isCustomer: reader.isCustomer ? 'yes' : 'no',
    sender: sender.name,
  })
  const stop = phrase(language, 'notice.mail.stop')
  const foot = [why, ...(unsubscribeUrl === null ? [] : [`${stop}: ${unsubscribeUrl}`])].join('\n')
  return {
    subject,
    // Two hyphens and a space begin what a client may fold away (RFC 3676, 4.3).
    text: `${[greeting, [lead, ...rest].join('\n\n'), more, closing, `-- \n${foot}`].join('\n\n')}\n`,
    html: mailHtml({
      language,
      subject,
      sender: sender.name,
      accent: sender.accent,
      greeting,
      lead,
      rest,
      closing,
      why,
      open: { says: phrase(language, 'notice.mail.open'), url: statement.url },
      stop: unsubscribeUrl === null ? null : { says: stop, url: unsubscribeUrl },
    }),
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
