import type { MessageChannel } from '@pulih/contracts'
import { phrase } from '@pulih/phrases'
import { MissingFact, sentencesFor, smsText, type Reader } from '@pulih/notices'
import type { TakenMessage } from './message-store.ts'
import type { Telling } from './telling-setting.ts'

export interface Rendered {
  readonly subject: string
  readonly text: string
}

const smsOptions = { mostSegments: 2, transliterated: true }

/** The words of one message. Throws `MissingFact` where one is missing. */
export function render(
  channel: MessageChannel,
  { kind, statement, language, timeZone }: Pick<TakenMessage, 'kind' | 'statement' | 'language' | 'timeZone'>,
  telling: Telling,
): Rendered {
  const reader: Reader = { language, timeZone, isCustomer: true, credit: null, unsubscribeUrl: null }
  const sender = { name: telling.sender, stopKeyword: telling.stopKeyword }
  if (channel === 'sms') return { subject: '', text: smsText(kind, statement, reader, sender, smsOptions).text }
  const { subject, lead, rest, more } = sentencesFor(kind, statement, reader, sender)
  if (channel === 'push') return { subject, text: lead }
  const closing = phrase(language, 'notice.closing', { sender: telling.sender })
  const paragraphs = [phrase(language, 'notice.greeting'), [lead, ...rest].join('\n'), more, closing]
  return { subject, text: `${paragraphs.join('\n\n')}\n` }
}

export { MissingFact }
