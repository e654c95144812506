import type { Language } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import { en } from '../phrases/en.ts'
import { id } from '../phrases/id.ts'
import { pl } from '../phrases/pl.ts'
import { html, type Html } from './html.ts'

export type Key = keyof typeof en

export const catalogue: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, id, pl }

/** English is written as in Europe: the day before the month. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

/** A message as text. A value that it needs and does not get throws. */
export function say(language: Language, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return String(messageOf(language, key).format(values))
}

/** A message as a piece of a page: what was made by `html` stands in it as it is, everything else is escaped. */
export function tell(language: Language, key: Key, values: Readonly<Record<string, string | number | Html>>): Html {
  const parts = messageOf(language, key).formatToParts<Html>({ ...values })
  return html`${parts.map(part => part.value)}`
}

const messages = new Map<string, IntlMessageFormat>()

function messageOf(language: Language, key: Key): IntlMessageFormat {
  const name = `${language} ${key}`
  let message = messages.get(name)
  if (!message) {
    message = new IntlMessageFormat(catalogue[language][key], locales[language], undefined, { ignoreTag: true })
    messages.set(name, message)
  }
  return message
}
