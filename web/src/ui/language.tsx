import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import type { messages as english } from '../messages/en/index.ts'

export type MessageId = keyof typeof english
export type MessageValues = Readonly<Record<string, string | number>>
export type Language = 'en' | 'id' | 'pl'

/** Each under its own name, so that whoever landed in a wrong one finds the way back. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia', pl: 'Polski' }

const loaders: Readonly<Record<Language, () => Promise<{ messages: Readonly<Record<MessageId, string>> }>>> = {
  en: () => import('../messages/en/index.ts'),
  id: () => import('../messages/id/index.ts'),
  pl: () => import('../messages/pl/index.ts'),
}

export async function loadMessages(language: Language): Promise<Readonly<Record<MessageId, string>>> {
  return (await loaders[language]()).messages
}

/** English dates are European ones: the operators of the other two languages would misread 9/10. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }
const storageKey = 'pulih.language'

export interface Choice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const LanguageContext = createContext<Choice>({ language: 'en', choose: () => undefined })

export function useLanguage(): Choice {
  return use(LanguageContext)
}

/** Everything below is said in the language that somebody chose, or that the browser asks for. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  const [loaded, setLoaded] = useState<{ language: Language; messages: Readonly<Record<MessageId, string>> } | null>(
    null,
  )
  useEffect(() => {
    let current = true
    void loaders[language]().then(({ messages }) => current && setLoaded({ language, messages }))
    document.documentElement.lang = language
    return () => void (current = false)
  }, [language])
  const choice = useMemo<Choice>(
    () => ({
      language: loaded?.language ?? language,
      choose(next) {
        localStorage.setItem(storageKey, next)
        setLanguage(next)
      },
    }),
    [loaded, language],
  )
  if (!loaded) return null
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={locales[loaded.language]} messages={loaded.messages} defaultLocale="en">
        {children}
      </IntlProvider>
    </LanguageContext>
  )
}

export type Say = (id: MessageId, values?: MessageValues) => string

/** Says a message in the reader's language. */
export function useSay(): Say {
  const intl = useIntl()
  return useMemo<Say>(() => (id, values) => intl.formatMessage({ id }, values), [intl])
}

export function isMessage(id: string, all: Readonly<Record<string, unknown>>): id is MessageId {
  return Object.hasOwn(all, id)
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey)
  const wanted = [chosen, ...navigator.languages].map(each => (each ?? '').slice(0, 2).toLowerCase())
  return wanted.find((each): each is Language => each in languages) ?? 'en'
}
