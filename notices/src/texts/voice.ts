import { phrase, type Key } from '@pulih/phrases'
import { MissingFact } from './sentences.ts'
import { spokenDay, spokenDigits, spokenTime } from './spoken.ts'
import type { Reader, Sender, Statement } from './statement.ts'

export interface VoiceOptions {
  /** Afterwards the call goes on to people, and whoever wants them stays on the line. */
  readonly goesOn: boolean
}

/** Nobody listens for longer than to about this many letters of the operator's own words. */
const mostOfWords = 400
const mostOfPart = 120

/**
 * What a caller hears of an outage that goes on: whole sentences, times and numbers in words, no addresses of pages. What matters to him
 * comes first. Throws {@link MissingFact}.
 */
export function voiceText(
  statement: Omit<Statement, 'version'>,
  { language, timeZone }: Pick<Reader, 'language' | 'timeZone'>,
  sender: Pick<Sender, 'name'>,
  { goesOn }: VoiceOptions,
): string {
  const { number, extent, since, until, etr, nextUpdateBy, compensation, claimUntil } = statement
  const say = (key: Key, facts: Readonly<Record<string, string>> = {}) => phrase(language, key, facts)
  const time = (instant: string) => spokenTime(language, timeZone, instant)
  const area = audible(statement.area[language], mostOfPart)
  const cause = audible(statement.cause[language], mostOfPart)
  const words = audible(statement.words[language], mostOfWords)
  const isPlanned = until !== null

  const expectation = (): string => {
    if (etr !== null) return say('notice.etr', { etr: time(etr) })
    if (nextUpdateBy !== null) return say('notice.next-update', { nextUpdateBy: time(nextUpdateBy) })
    return say('notice.no-estimate')
  }
  const owed = (): readonly string[] => {
    if (compensation === null) return []
    if (compensation === 'automatic') return [say('notice.compensation.automatic')]
    if (claimUntil === null) throw new MissingFact('claimUntil', 'first')
    return [say('notice.compensation.claim', { claimUntil: spokenDay(language, claimUntil) })]
  }
  return [
    say('notice.voice.greeting', { sender: sender.name }),
    isPlanned
      ? say('notice.voice.planned', { since: time(since), until: time(until) })
      : say('notice.voice.outage', { extent, since: time(since) }),
    ...(area === '' ? [] : [say('notice.voice.area', { area })]),
    ...(isPlanned ? [] : [expectation()]),
    ...(cause === '' ? [] : [say('notice.cause', { cause: cause.replace(/[.!?…]+$/, '') })]),
    ...(words === '' ? [] : [words]),
    ...owed(),
    say('notice.voice.sorry'),
    ...(isPlanned ? [] : [say('notice.voice.number', { number: spokenDigits(language, shortOf(number)) })]),
    ...(goesOn ? [say('notice.voice.stay')] : []),
  ].join(' ')
}

/** `OUT-000123` is spoken as its digits, without the zeros before them. */
function shortOf(number: string): string {
  return number.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '')
}

/** An address, which nobody can write down who hears it: its whole sentence is left out. */
const address = /https?:|www\.|\S@\S|[\p{L}\d-]\.\p{L}{2,}/u

/** Of what people wrote the whole sentences that can be spoken, as many as there is time for. */
function audible(text: string | undefined, most: number): string {
  const sentences = (text ?? '')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .split(/(?<=[.!?…])\s+/)
    .filter(sentence => sentence !== '' && !address.test(sentence))
  let spoken = ''
  for (const sentence of sentences) {
    const longer = spoken === '' ? sentence : `${spoken} ${sentence}`
    if (longer.length > most) break
    spoken = longer
  }
  return spoken
}
