import type { Language } from '@pulih/kernel'

export type KeywordMeaning = 'stop' | 'start' | 'status' | 'help' | 'outage'

/** What a short message asks of us, and the language that the word belongs to; null: it is said in many. */
export interface Keyword {
  readonly means: KeywordMeaning
  readonly language: Language | null
}

/**
 * The word that begins a message, where it is one of those that we know. Capitals, accents and signs make no difference. `ownStop`: the word
 * that the operator's messages name for no more of them.
 */
export function keywordOf(text: string, ownStop = 'STOP'): Keyword | null {
  const [first = '', ...others] = wordsIn(text)
  if (first === wordsIn(ownStop)[0] && others.length <= mostOthers.stop) return { means: 'stop', language: null }
  const meant = alone.get(first)
  if (meant && others.length === 0) return meant
  const begun = beginning.get(first)
  return begun && others.length <= mostOthers[begun.means] ? begun : null
}

/** The token in what Telegram sends when somebody follows a link to our bot; null: there is none. */
export function startTokenIn(text: string): string | null {
  return /^\/start(?:@\w{1,64})?\s+([\w-]{1,64})\s*$/.exec(text)?.[1] ?? null
}

/**
 * How many words may follow. Who stops must be understood in more than one word; but a report that begins so is not to be lost. Who tells
 * of an outage may say where it is.
 */
const mostOthers: Readonly<Record<KeywordMeaning, number>> = { stop: 4, start: 1, status: 3, help: 1, outage: 30 }

const longest = 500

function wordsIn(text: string): string[] {
  const plain = text
    .slice(0, longest)
    .normalize('NFKD')
    // A letter with a stroke has no other form: telephones without Polish keys leave it out.
    .replaceAll(/[łŁ]/g, 'l')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
  // Telegram writes a command with a slash, and in groups with the name of the bot.
  return plain.replace(/^\s*\/(\w+)(?:@\w+)?/, '$1').match(/[\p{L}\p{N}]+/gu) ?? []
}

const word = (means: KeywordMeaning, language: Language | null, words: string): [string, Keyword][] =>
  words.split(' ').map(each => [each, { means, language }])

/** Words that mean this also when others follow. */
const beginning: ReadonlyMap<string, Keyword> = new Map([
  ...word('stop', null, 'stop'),
  ...word('stop', 'en', 'stopall unsubscribe optout unsub'),
  ...word('stop', 'pl', 'wypisz rezygnuje'),
  ...word('stop', 'id', 'berhenti unreg'),
  ...word('start', null, 'start'),
  ...word('start', 'en', 'unstop'),
  ...word('start', 'pl', 'wznow'),
  ...word('start', 'id', 'mulai'),
  ...word('status', null, 'status'),
  ...word('help', 'en', 'help'),
  ...word('help', 'pl', 'pomoc'),
  ...word('help', 'id', 'bantuan'),
  ...word('outage', 'en', 'outage'),
  ...word('outage', 'pl', 'awaria'),
  ...word('outage', 'id', 'gangguan'),
])

/** Words that mean it only where they are all that was said; each begins other sentences, too. */
const alone: ReadonlyMap<string, Keyword> = new Map([
  ...word('stop', 'en', 'end quit cancel revoke'),
  ...word('stop', 'pl', 'koniec rezygnacja dosc zatrzymaj anuluj przestan'),
  ...word('stop', 'id', 'henti hentikan keluar batal cukup'),
  ...word('start', 'en', 'resume subscribe'),
  ...word('start', 'pl', 'wznowienie'),
  ...word('start', 'id', 'lanjut lanjutkan'),
  ...word('status', 'pl', 'stan'),
  ...word('help', 'en', 'info'),
  ...word('help', 'id', 'tolong'),
])
