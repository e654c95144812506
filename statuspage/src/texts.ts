import type { Language } from '@pulih/kernel'
import type { Page, PublicUpdate } from './picture.ts'

/**
 * What was said, in the reader's language; where nobody wrote it in that one, in the first of the page's languages in which it is there,
 * otherwise in any. With the language that it really is in, because a reader must be told and a voice must know how to read it.
 */
export function textFor(
  { languages }: Page,
  { text }: Pick<PublicUpdate, 'text'>,
  language: Language,
): { readonly text: string; readonly language: Language } | null {
  for (const each of [language, ...languages, ...everyLanguage]) {
    const found = text[each]
    if (found !== undefined) return { text: found, language: each }
  }
  return null
}

const everyLanguage: readonly Language[] = ['en', 'id', 'pl']
