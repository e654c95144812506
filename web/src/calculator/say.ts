import type { Language } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import type { messages as english } from './messages/en.ts'

export type MessageKey = keyof typeof english
export type Messages = Readonly<Record<MessageKey, string>>
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

const taught = new Map<Language, Messages>()
const parsed = new Map<string, IntlMessageFormat>()

/** Hands over the messages of a language; the page loads one, a test all. */
export function teach(language: Language, messages: Messages): void {
  taught.set(language, messages)
}

/** The calculator's own messages; everything about rules and reasons comes from phrases. A value that is missing throws. */
export function sayIn(language: Language): Say {
  return (key, values = {}) => {
    const name = `${language} ${key}`
    let message = parsed.get(name)
    if (!message) {
      const text = taught.get(language)?.[key]
      if (text === undefined) throw new RangeError(`the message "${key}" is not there in "${language}"`)
      message = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true })
      parsed.set(name, message)
    }
    return String(message.format(values))
  }
}
