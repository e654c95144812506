import type { Language } from '@pulih/kernel'
import type { Key } from '@pulih/phrases'
import { dayIn, lengthIn, momentIn } from './formats.ts'
import { sayer } from './sentences.ts'
import { wordsFor, writtenFor, type NoticeKind, type Statement } from './statement.ts'

/** What a statement for the press is about; planned work that does not take place is `withdrawn`. */
type PressForm = 'outage' | 'planned' | 'over' | 'retracted' | 'withdrawn'

/** The statement as a newspaper gets it: plain text, its first line being the headline. */
export interface PressText {
  readonly headline: string
  readonly text: string
}

/** Who speaks, when, and where questions go. */
export interface Speaker {
  readonly name: string
  /** IANA: of the operator. All times of the text are told in it. */
  readonly timeZone: string
  /** When it is said, ISO 8601 in UTC. */
  readonly at: string
  /** Telephone number, mail address, page: whatever there is, the first being the best. */
  readonly contacts: readonly string[]
}

/** Which form of the press statement says what a notice of a kind says. Null: a credit is its reader's own, and no news. */
function pressFormOf(kind: NoticeKind, { until }: Pick<Statement, 'until'>): PressForm | null {
  switch (kind) {
    case 'first':
    case 'update':
    case 'etr':
    case 'reopened':
      return 'outage'
    case 'planned':
    case 'reminder':
      return 'planned'
    case 'restored':
      return 'over'
    case 'retracted':
      return until === null ? 'retracted' : 'withdrawn'
    case 'credit':
      return null
  }
}

/**
 * The official statement for the press, in the time of the operator: headline, what happened, what is known, the operator's own words, and
 * where to ask. Throws `MissingFact`. Null for what is no news.
 */
export function pressText(
  kind: NoticeKind,
  statement: Statement,
  language: Language,
  speaker: Speaker,
): PressText | null {
  const form = pressFormOf(kind, statement)
  if (form === null) return null
  const say = sayer(kind, language, factsFor(statement, language, speaker))
  const headline = say(`press.headline.${form}`)
  const words = wordsFor(statement, language)
  // An update without words of a person's own says nothing that was not said before.
  if (kind === 'update') say('notice.update')
  const known = knownOf(form, statement, language).map(key => `- ${say(key)}`)
  const foot = [
    ...(speaker.contacts.length === 0 ? [] : [say('press.contact')]),
    say('press.more'),
    say('press.number'),
  ].join('\n')
  const parts = [
    headline,
    say('press.dateline'),
    say(`press.lead.${form}`),
    ...(known.length === 0 ? [] : [`${say('press.known')}:\n${known.join('\n')}`]),
    // Words were written of how things stood: when it is over, or never was, they are not true any more.
    ...(words === undefined || (form !== 'outage' && form !== 'planned') ? [] : [words.trim()]),
    foot,
  ]
  return { headline, text: `${parts.join('\n\n')}\n` }
}

/** The facts that belong to a form, each a line of its own. */
function knownOf(form: PressForm, statement: Statement, language: Language): readonly Key[] {
  if (form === 'retracted' || form === 'withdrawn') return []
  const { compensation, nextUpdateBy, etr } = statement
  const isOutage = form === 'outage'
  const cause = writtenFor(statement.cause, language)
  return [
    ...(cause !== undefined ? (['press.cause'] as const) : isOutage ? (['press.cause-unknown'] as const) : []),
    ...(writtenFor(statement.area, language) === undefined ? [] : (['press.area'] as const)),
    'press.since',
    ...(form === 'planned' ? (['press.until'] as const) : []),
    ...(form === 'over' ? (['press.restored'] as const) : []),
    ...(isOutage ? ([etr === null ? 'press.etr-unknown' : 'press.etr'] as const) : []),
    ...(isOutage && nextUpdateBy !== null ? (['press.next-update'] as const) : []),
    ...(compensation === null ? [] : ([`press.compensation.${compensation}`] as const)),
    `press.advice.${form}`,
  ]
}

function factsFor(statement: Statement, language: Language, { name, timeZone, at, contacts }: Speaker) {
  const { since, until, restoredAt, etr, nextUpdateBy, claimUntil, extent, number, url } = statement
  const moment = (instant: string | null) => (instant === null ? null : momentIn(language, timeZone, instant))
  const area = writtenFor(statement.area, language)
  return {
    sender: name,
    at: moment(at),
    zone: timeZone,
    contact: contacts.join(', '),
    number,
    extent,
    hasArea: area === undefined ? 'no' : 'yes',
    area: area ?? '',
    cause: writtenFor(statement.cause, language),
    words: wordsFor(statement, language),
    since: moment(since),
    until: moment(until),
    restoredAt: moment(restoredAt),
    length: restoredAt === null ? null : lengthIn(language, since, restoredAt),
    etr: moment(etr),
    nextUpdateBy: moment(nextUpdateBy),
    claimUntil: claimUntil === null ? null : dayIn(language, claimUntil),
    url,
  }
}
