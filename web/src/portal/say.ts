import type { Language } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import type { messages as english } from './messages/en.ts'
import type { telling as englishTelling } from './messages/telling/en.ts'

export type MessageKey = keyof typeof english
/** Every message of the English file: one that is missing or too many does not compile. */
export type Messages = { readonly [Key in MessageKey]: string }
/** What only pages need that are loaded later, and are loaded with it. */
export type TellingKey = keyof typeof englishTelling
export type Telling = { readonly [Key in TellingKey]: string }
export type Say<Key = MessageKey> = (key: Key, values?: Readonly<Record<string, string | number>>) => string

export const languages = ['en', 'id', 'pl'] as const satisfies readonly Language[]
/** What each is called by those who speak it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  id: 'Bahasa Indonesia',
  pl: 'Polski',
}
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

/** Only the language that is read travels. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'en':
      return (await import('./messages/en.ts')).messages
    case 'id':
      return (await import('./messages/id.ts')).messages
    case 'pl':
      return (await import('./messages/pl.ts')).messages
  }
}

export async function loadTelling(language: Language): Promise<Telling> {
  switch (language) {
    case 'en':
      return (await import('./messages/telling/en.ts')).telling
    case 'id':
      return (await import('./messages/telling/id.ts')).telling
    case 'pl':
      return (await import('./messages/telling/pl.ts')).telling
  }
}

export function sayIn<Key extends string>(language: Language, messages: Readonly<Record<Key, string>>): Say<Key> {
  const parsed = new Map<Key, IntlMessageFormat>()
  return (key, values = {}) => {
    let message = parsed.get(key)
    if (!message) {
      message = new IntlMessageFormat(messages[key], locales[language], undefined, { ignoreTag: true })
      parsed.set(key, message)
    }
    return String(message.format(values))
  }
}

/** The language that was chosen, else the first of the browser's that we speak. */
export function firstLanguage(chosen: string | null, spoken: readonly string[]): Language {
  const wanted = [chosen ?? '', ...spoken].map(each => each.slice(0, 2).toLowerCase())
  for (const each of wanted) {
    const found = languages.find(language => language === each)
    if (found) return found
  }
  return 'en'
}
