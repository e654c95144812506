import type { Language } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import { catalogue, type Key } from './catalogue.ts'

export type PhraseValues = Readonly<Record<string, string | number>>

/** English is written as in Europe: the day before the month. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

const parsed = new Map<string, IntlMessageFormat>()

/** One message in one language. A value that the message needs and does not get throws: a gap in a sentence about money must show. */
export function phrase(language: Language, key: Key, values: PhraseValues = {}): string {
  const name = `${language} ${key}`
  let message = parsed.get(name)
  if (!message) {
    message = new IntlMessageFormat(catalogue[language][key], locales[language], undefined, { ignoreTag: true })
    parsed.set(name, message)
  }
  return String(message.format(values))
}
