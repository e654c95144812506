import type { Language } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import type { messages as english } from './messages/en.ts'

export type MessageKey = keyof typeof english
/** Every message of the English file: one that is missing or too many does not compile. */
export type Messages = { readonly [Key in MessageKey]: string }
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

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

export function sayIn(language: Language, messages: Messages): Say {
  const parsed = new Map<string, IntlMessageFormat>()
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
