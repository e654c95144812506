import { phrase } from '@pulih/phrases'
import { smsOf, type SmsText } from '../sms/segments.ts'
import { transliterate } from '../sms/transliterate.ts'
import { sentencesFor } from './sentences.ts'
import type { NoticeKind, Reader, Sender, Statement } from './statement.ts'

export interface SmsOptions {
  /** As many messages as one notice may cost. */
  readonly mostSegments: number
  /** Whether letters that the alphabet of GSM has not are written without their marks. */
  readonly transliterated: boolean
}

/**
 * The text of an SMS: what happened, the address for more, how to get no more; then as many of the other sentences, in their order, as
 * there is room for. The first three are never left out, even where they alone need more messages than allowed.
 */
export function smsText(
  kind: NoticeKind,
  statement: Statement,
  reader: Reader,
  sender: Sender,
  { mostSegments, transliterated }: SmsOptions,
): SmsText & { readonly text: string } {
  const { lead, rest, more } = sentencesFor(kind, statement, reader, sender)
  const stop = phrase(reader.language, 'notice.stop', { keyword: sender.stopKeyword })
  const written = (middle: readonly string[]): string => {
    const text = [lead, ...middle, more, ...(kind === 'first' ? [stop] : [])].join(' ').replaceAll(/\s+/g, ' ')
    return transliterated ? transliterate(text) : text
  }
  let taken: readonly string[] = []
  for (const sentence of rest)
    if (smsOf(written([...taken, sentence])).segments.length <= mostSegments) taken = [...taken, sentence]
  const text = written(taken)
  return { ...smsOf(text), text }
}
