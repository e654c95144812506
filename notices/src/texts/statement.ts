import { languages, type Language } from '@pulih/kernel'
import type { Credit } from './credit.ts'

/** What a message is about. `update`: the operator's words; `etr`: another estimate, or none any more. */
export const noticeKinds = [
  'first',
  'update',
  'etr',
  'restored',
  'reopened',
  'retracted',
  'planned',
  'reminder',
  'credit',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What is said officially of one outage at one moment. Every text on every channel is made from this and from nothing else. */
export interface Statement {
  /** Grows with each change of what is said. */
  readonly version: number
  /** `OUT-000123`. */
  readonly number: string
  readonly extent: 'total' | 'degraded'
  /** ISO 8601 instants in UTC. */
  readonly since: string
  /** Of planned work: until when it is announced. */
  readonly until: string | null
  readonly restoredAt: string | null
  readonly etr: string | null
  readonly nextUpdateBy: string | null
  /** Where, as people there call it. */
  readonly area: Readonly<Partial<Record<Language, string>>>
  readonly cause: Readonly<Partial<Record<Language, string>>>
  /** The operator's own words, by language. */
  readonly words: Readonly<Partial<Record<Language, string>>>
  /** What follows for those who are hit; null: it is not known, and nothing is said of it. */
  readonly compensation: 'automatic' | 'claim' | null
  /** The last day, `YYYY-MM-DD`. */
  readonly claimUntil: string | null
  /** The page of this outage, which needs no sign-in. */
  readonly url: string
}

/** The operator's own words in a language, else as somebody wrote them: foreign words say more than none. Undefined where there are none. */
export function wordsFor({ words }: Pick<Statement, 'words'>, language: Language): string | undefined {
  return writtenFor(words, language)
}

/** What was written in a language, else as somebody wrote it. */
export function writtenFor(
  written: Readonly<Partial<Record<Language, string>>>,
  language: Language,
): string | undefined {
  return written[language] ?? languages.map(each => written[each]).find(each => each !== undefined)
}

/** Whom it is told, as far as the text depends on it. */
export interface Reader {
  readonly language: Language
  /** IANA: everything is told in the time where he is. */
  readonly timeZone: string
  /** One of his services is hit; else he asked to be told of a place. */
  readonly isCustomer: boolean
  /** What he gets, where that is what he is told. */
  readonly credit: Credit | null
  /** Where he can end these messages; null where the channel has its own way. */
  readonly unsubscribeUrl: string | null
}

export interface Sender {
  readonly name: string
  /** What to answer to get no more of them by SMS. */
  readonly stopKeyword: string
}
