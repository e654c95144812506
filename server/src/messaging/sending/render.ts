import { createHash } from 'node:crypto'
import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { sentencesFor, smsOf, smsText, transliterate, wordsFor, type NoticeKind, type Reader, type Statement } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import type { Telling } from '../telling-setting.ts'
import type { TakenMessage } from './message-store.ts'

export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string | null
  /** Of an SMS, how many parts are paid for; else 1. */
  readonly parts: number
}

/** What one message says, and to whom. */
export interface Wording {
  readonly kind: NoticeKind
  readonly statement: Statement
  readonly language: Language
  readonly timeZone: string
  readonly isCustomer: boolean
  readonly credit: Reader['credit']
  readonly unsubscribeUrl: string | null
}

/** The words of one message. Throws `MissingFact` where one is missing. */
export function render(channel: MessageChannel, { kind, statement, ...rest }: Wording, telling: Telling): Rendered {
  const sender = { name: telling.sender, stopKeyword: telling.stopKeyword }
  if (channel === 'sms') {
    const { text, segments } = smsText(kind, statement, rest, sender, smsOptions(telling))
    return { subject: '', text, html: null, parts: segments.length }
  }
  const { subject, lead, rest: others, more } = sentencesFor(kind, statement, rest, sender)
  const plain = (text: string): Rendered => ({ subject, text, html: null, parts: 1 })
  if (channel === 'push') return plain(lead)
  if (channel !== 'email') return plain([lead, ...others, more].join('\n'))
  const closing = phrase(rest.language, 'notice.closing', { sender: telling.sender })
  const paragraphs = [phrase(rest.language, 'notice.greeting'), [lead, ...others].join('\n'), more, closing]
  return plain(`${paragraphs.join('\n\n')}\n`)
}

function smsOptions({ sms }: Telling) {
  return { mostSegments: sms.mostParts, transliterated: sms.transliterated }
}

/** Words that were written as they are. */
function asWritten(channel: MessageChannel, { subject, text }: { subject: string; text: string }, telling: Telling): Rendered {
  if (channel !== 'sms') return { subject, text, html: null, parts: 1 }
  const written = telling.sms.transliterated ? transliterate(text) : text
  return { subject: '', text: written, html: null, parts: smsOf(written).segments.length }
}

/** Makes the words of messages; of those that thousands get alike they are made once. */
export function renderer(
  channel: MessageChannel,
  telling: Telling,
  unsubscribeUrl: (message: TakenMessage) => string | null,
): (message: TakenMessage) => Rendered {
  const made = new Map<string, Rendered>()
  return message => {
    const { words, kind, statement, facts, language, timeZone } = message
    if (words !== null) return asWritten(channel, words, telling)
    if (kind === null || statement === null) throw new Error(`message ${message.id} says nothing`)
    const credit = facts?.['amount'] === undefined ? null : { amount: facts['amount'], reason: facts['reason'] ?? '' }
    const isCustomer = message.subscriptionId === null
    const wording = { kind, statement, language, timeZone, isCustomer, credit, unsubscribeUrl: null }
    if (channel === 'email') return render(channel, { ...wording, unsubscribeUrl: unsubscribeUrl(message) }, telling)
    if (credit !== null) return render(channel, wording, telling)
    const key = `${message.noticeId}/${statement.version}/${language}/${timeZone}/${isCustomer}`
    const known = made.get(key) ?? render(channel, wording, telling)
    if (made.size < mostKept) made.set(key, known)
    return known
  }
}

/** Notices, languages and zones of one round of sending. */
const mostKept = 1_000

/**
 * What somebody in a language learns from a statement, as a digest: two that are alike have nothing new to say. The next word counts
 * where it is all that can be said of the end, and in an update, which always says it.
 */
export function contentOf(kind: NoticeKind, statement: Statement, language: Language): string {
  const { extent, etr, nextUpdateBy, cause, area, restoredAt, until, since } = statement
  const said =
    kind === 'first' || kind === 'update' || kind === 'etr'
      ? [extent, etr, etr === null || kind === 'update' ? nextUpdateBy : null, wordsFor(statement, language), cause[language], area[language]]
      : [kind, since, until, restoredAt]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
}
