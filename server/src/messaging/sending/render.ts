import type { MessageChannel } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import {
  cutToFit,
  factsOf,
  mailText,
  sentencesFor,
  smsOf,
  smsText,
  transliterate,
  type NoticeKind,
  type Reader,
  type Statement,
} from '@pulih/notices'
import type { Telling } from '../telling-setting.ts'
import type { TakenMessage } from './message-store.ts'

export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string | null
  /** Of an SMS, how many parts are paid for; else 1. */
  readonly parts: number
  /** By name, for texts that the provider keeps; empty where it tells of no outage. */
  readonly facts: Readonly<Record<string, string>>
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
export function render(channel: MessageChannel, { kind, statement, ...reader }: Wording, telling: Telling): Rendered {
  const sender = { name: telling.sender, stopKeyword: telling.stopKeyword, accent: telling.accent }
  const facts = factsOf(statement, reader, sender)
  if (channel === 'sms') {
    const { text, segments } = smsText(kind, statement, reader, sender, smsOptions(telling))
    return { subject: '', text, html: null, parts: segments.length, facts }
  }
  if (channel === 'email') return { ...mailText(kind, statement, reader, sender), parts: 1, facts }
  const { subject, lead, rest, more } = sentencesFor(kind, statement, reader, sender)
  const text = channel === 'push' ? lead : [lead, ...rest, more].join('\n')
  return { subject, text, html: null, parts: 1, facts }
}

function smsOptions({ sms }: Telling) {
  return { mostSegments: sms.mostParts, transliterated: sms.transliterated }
}

/** Words that were written as they are. */
function asWritten(
  channel: MessageChannel,
  { subject, text }: { subject: string; text: string },
  telling: Telling,
): Rendered {
  if (channel !== 'sms') return { subject, text, html: null, parts: 1, facts: {} }
  const letters = telling.sms.transliterated ? transliterate(text) : text
  // An answer may tell of several outages, and somebody may ask often.
  const written = cutToFit(letters, each => smsOf(each).segments.length <= telling.sms.mostParts * 2)
  return { subject: '', text: written, html: null, parts: smsOf(written).segments.length, facts: {} }
}

/** What goes along with words that a person let go, such as the address for more; nothing where they tell of no outage. */
function factsBeside({ statement, facts, language, timeZone, subscriptionId }: TakenMessage, telling: Telling) {
  if (statement === null) return {}
  const reader = { language, timeZone, isCustomer: subscriptionId === null, credit: facts, unsubscribeUrl: null }
  return factsOf(statement, reader, { name: telling.sender, stopKeyword: telling.stopKeyword })
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
    if (words !== null) return { ...asWritten(channel, words, telling), facts: factsBeside(message, telling) }
    if (kind === null || statement === null) throw new Error(`message ${message.id} says nothing`)
    const isCustomer = message.subscriptionId === null
    const own = channel === 'email' ? unsubscribeUrl(message) : null
    const wording = {
      kind,
      statement,
      language,
      timeZone,
      isCustomer,
      credit: facts,
      unsubscribeUrl: own === null ? null : anyUrl,
    }
    const key = `${message.noticeId}/${statement.version}/${language}/${timeZone}/${isCustomer}/${own === null}/${JSON.stringify(facts)}`
    const known = made.get(key) ?? render(channel, wording, telling)
    if (made.size < mostKept) made.set(key, known)
    return withUrl(known, own)
  }
}

/** In what is made once for many stands this where each has an address of his own. */
const anyUrl = 'https://unsubscribe.invalid/'

/** The address is of letters that mean nothing in HTML. */
function withUrl(rendered: Rendered, url: string | null): Rendered {
  if (url === null) return rendered
  const { text, html } = rendered
  return { ...rendered, text: text.replaceAll(anyUrl, url), html: html?.replaceAll(anyUrl, url) ?? null }
}

/** Notices, languages and zones of one round of sending. */
const mostKept = 1_000
