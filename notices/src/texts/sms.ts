import { phrase } from '@pulih/phrases'
import { smsOf, type SmsText } from '../sms/segments.ts'
import { cutToFit } from '../sms/cut.ts'
import { transliterate } from '../sms/transliterate.ts'
import { sentencesFor } from './sentences.ts'
import { wordsFor, type NoticeKind, type Reader, type Sender, type Statement } from './statement.ts'

export interface SmsOptions {
  /** As many messages as one notice may cost. */
  readonly mostSegments: number
  /** Whether letters that the alphabet of GSM has not are written without their marks. */
  readonly transliterated: boolean
}

/**
 * The text of an SMS: what happened, the address for more, how to get no more; then as many of the other sentences, in their order, as
 * there is room for. The first three are never left out; of an operator's own words as much is told as there is room for, because the
 * address leads to all of them.
 */
export function smsText(
  kind: NoticeKind,
  statement: Statement,
  reader: Reader,
  sender: Sender,
  options: SmsOptions,
): SmsText & { readonly text: string } {
  const { language } = reader
  const fits = (text: string): boolean => smsOf(text).segments.length <= options.mostSegments
  const told = (words: string | undefined): SmsParts =>
    partsOf(kind, words === undefined ? statement : { ...statement, words: { [language]: words } }, reader, sender)
  const words = wordsFor(statement, language)
  const shortest = written(told(words), [], options)
  const parts =
    words === undefined || fits(shortest)
      ? told(words)
      : told(cutToFit(words, cut => fits(written(told(cut), [], options))))
  let taken: readonly string[] = []
  for (const sentence of parts.rest)
    if (fits(written(parts, [...taken, sentence], options))) taken = [...taken, sentence]
  const text = written(parts, taken, options)
  return { ...smsOf(text), text }
}

interface SmsParts {
  readonly lead: string
  readonly rest: readonly string[]
  readonly end: readonly string[]
}

function partsOf(kind: NoticeKind, statement: Statement, reader: Reader, sender: Sender): SmsParts {
  const { lead, rest, more } = sentencesFor(kind, statement, reader, sender)
  const stop = phrase(reader.language, 'notice.stop', { keyword: sender.stopKeyword })
  return { lead, rest, end: [more, ...(kind === 'first' || kind === 'planned' ? [stop] : [])] }
}

function written({ lead, end }: SmsParts, middle: readonly string[], { transliterated }: SmsOptions): string {
  const text = [lead, ...middle, ...end].join(' ').replaceAll(/\s+/g, ' ')
  return transliterated ? transliterate(text) : text
}
