import type { Language } from '@pulih/kernel'
import type { Messages } from './say.ts'

interface LanguageFile {
  readonly messages: Messages
  readonly phrases: Readonly<Record<string, string>>
}

/** Each language is a file of its own, loaded when it is asked for. */
export const languageFiles: Readonly<Record<Language, () => Promise<LanguageFile>>> = {
  en: () => import('./languages/en.ts'),
  id: () => import('./languages/id.ts'),
  pl: () => import('./languages/pl.ts'),
}

/** The language of the link, of the address, of the browser, or English. */
export function firstLanguage(): Language {
  const parameters = [window.location.hash.slice(1), window.location.search].map(text => new URLSearchParams(text))
  const wanted = [
    ...parameters.flatMap(each => each.get('lang') ?? []),
    ...navigator.languages.map(each => each.slice(0, 2).toLowerCase()),
  ]
  return wanted.find(isLanguage) ?? 'en'
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(languageFiles, text)
}
