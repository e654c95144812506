import type { Language } from '@pulih/kernel'
import { phrase, type Key } from '@pulih/phrases'
import { creditWords, type Credit } from './credit.ts'
import { clockIn, dayIn, lengthIn } from './formats.ts'
import { wordsFor, type NoticeKind, type Reader, type Sender, type Statement } from './statement.ts'

/** What a message needs and what is not there. Nothing is sent of it: a gap in it would go to thousands. */
export class MissingFact extends Error {
  readonly fact: string
  constructor(fact: string, kind: NoticeKind) {
    super(`a "${kind}" message needs ${fact}, which is not there`)
    this.fact = fact
  }
}

/** The sentences of a message, the most important first; channels take as many as they have room for. */
export interface Sentences {
  readonly subject: string
  readonly lead: string
  /** Cause, estimate, what follows: each a sentence of its own. */
  readonly rest: readonly string[]
  readonly more: string
}

/** What one reader is told, in his language and his time. Throws {@link MissingFact}. */
export function sentencesFor(kind: NoticeKind, statement: Statement, reader: Reader, sender: Sender): Sentences {
  const say = sayer(kind, reader.language, factsFor(statement, reader, sender))
  return {
    subject: say(subjectOf(kind, statement, reader)),
    lead: say(leadOf(kind, statement, reader)),
    rest: restOf(kind, statement, reader, say),
    more: say('notice.more'),
  }
}

/**
 * The facts of a message as people read them, by the names that texts which somebody else keeps have for them. Where no estimate is known
 * its place says so, because such a text cannot leave it out.
 */
export function factsOf(statement: Statement, reader: Reader, sender: Sender): Readonly<Record<string, string>> {
  const facts = factsFor(statement, reader, sender)
  const etr = facts['etr'] ?? phrase(reader.language, 'notice.etr-unknown')
  return Object.fromEntries(
    Object.entries({ ...facts, etr }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

type Say = (key: Key) => string
type Facts = Readonly<Record<string, string | null | undefined>>

const subjects: Readonly<Record<NoticeKind, Key>> = {
  first: 'notice.subject.first',
  update: 'notice.subject.update',
  etr: 'notice.subject.update',
  restored: 'notice.subject.restored',
  reopened: 'notice.subject.reopened',
  retracted: 'notice.subject.retracted',
  planned: 'notice.subject.planned',
  reminder: 'notice.subject.planned',
  credit: 'notice.subject.credit',
}

function subjectOf(kind: NoticeKind, { until }: Statement, { isCustomer }: Reader): Key {
  if (kind === 'first' && !isCustomer) return 'notice.subject.first.nobody'
  return kind === 'retracted' && until !== null ? 'notice.subject.retracted.planned' : subjects[kind]
}

function leadOf(kind: NoticeKind, { etr, until }: Statement, { isCustomer }: Reader): Key {
  if (kind === 'first') return isCustomer ? 'notice.first' : 'notice.first.nobody'
  if (kind === 'etr') return etr === null ? 'notice.etr-withdrawn' : 'notice.etr-changed'
  // Work that was planned, and is not done, was no mistake.
  if (kind === 'retracted' && until !== null) return 'notice.retracted.planned'
  return `notice.${kind}`
}

function restOf(kind: NoticeKind, statement: Statement, { language, credit }: Reader, say: Say): readonly string[] {
  if (kind === 'credit') return credit === null ? [] : whyOf(language, credit)
  const { etr, nextUpdateBy, compensation, cause } = statement
  const words = kind === 'first' || kind === 'planned' ? wordsFor(statement, language) : undefined
  const expectation: Key =
    etr !== null ? 'notice.etr' : nextUpdateBy !== null ? 'notice.next-update' : 'notice.no-estimate'
  return [
    ...(words === undefined ? [] : [words]),
    ...(kind === 'first' && cause[language] !== undefined ? [say('notice.cause')] : []),
    ...(kind === 'first' || kind === 'update' || kind === 'reopened' ? [say(expectation)] : []),
    // An estimate is no promise to be heard of before it.
    ...(kind === 'update' && etr !== null && nextUpdateBy !== null ? [say('notice.next-word')] : []),
    ...(compensation !== null && (kind === 'first' || kind === 'restored')
      ? [say(`notice.compensation.${compensation}`)]
      : []),
  ]
}

/** What he may lose by waiting comes before why he gets it. */
function whyOf(language: Language, credit: Credit): readonly string[] {
  const { claim, reason } = creditWords(language, credit)
  return claim === null ? [reason] : [claim, reason]
}

/** Says a sentence with what is known. One that needs more throws. */
export function sayer(kind: NoticeKind, language: Language, facts: Facts): Say {
  const known = Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  return key => {
    try {
      return phrase(language, key, known)
    } catch (reason) {
      const [, fact] = /variable "(\w+)" was not provided/.exec(String(reason)) ?? []
      if (fact === undefined) throw reason
      throw new MissingFact(fact, kind)
    }
  }
}

function factsFor(statement: Statement, reader: Reader, sender: Sender): Facts {
  const { language, timeZone } = reader
  const credit = reader.credit === null ? null : creditWords(language, reader.credit)
  const { since, until, restoredAt, etr, nextUpdateBy, claimUntil } = statement
  const clock = (instant: string | null) => (instant === null ? null : clockIn(language, timeZone, instant))
  const area = statement.area[language]
  return {
    sender: sender.name,
    keyword: sender.stopKeyword,
    // A credit may be for several outages, which differ from one reader to the next.
    number: credit?.number ?? statement.number,
    extent: statement.extent,
    hasArea: area === undefined ? 'no' : 'yes',
    // Where nothing is said of a place its name is not wanted either.
    area: area ?? '',
    since: clock(since),
    until: clock(until),
    restoredAt: clock(restoredAt),
    length: restoredAt === null ? null : lengthIn(language, since, restoredAt),
    etr: clock(etr),
    hasNext: nextUpdateBy === null ? 'no' : 'yes',
    nextUpdateBy: clock(nextUpdateBy) ?? '',
    cause: statement.cause[language],
    words: wordsFor(statement, language),
    claimUntil: claimUntil === null ? null : dayIn(language, claimUntil),
    amount: credit?.amount,
    reason: reader.credit === null ? null : whyOf(language, reader.credit).join(' '),
    url: statement.url,
  }
}
