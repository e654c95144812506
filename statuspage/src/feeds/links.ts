import type { Language } from '@pulih/kernel'
import type { Page } from '../picture.ts'

/** The first language of a page; its files stand at the root. */
export function firstLanguage(page: Page): Language {
  return page.languages[0] ?? 'en'
}

/** Each language once, the first one first, with the folder of its files: `''`, `/pl`. */
export function languageFolders(page: Page): readonly { readonly language: Language; readonly folder: string }[] {
  const first = firstLanguage(page)
  return [...new Set([first, ...page.languages])].map(language => ({ language, folder: folderOf(page, language) }))
}

export function folderOf(page: Page, language: Language): string {
  return language === firstLanguage(page) ? '' : `/${language}`
}

/** The full address of a path of this page. */
export function address(page: Page, path: string): string {
  return `${baseOf(page).replace(/\/+$/, '')}${path}`
}

/** Where an outage is read by people. */
export function outageAddress(page: Page, number: string, language: Language): string {
  return address(page, `${folderOf(page, language)}/outages/${segment(number)}/`)
}

/** One segment of a path. What an identifier holds besides letters and digits cannot lead elsewhere. */
export function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The name under which the page is read, `status.example.net`: nobody else may make identifiers with it. */
export function hostOf(page: Page): string {
  return new URL(baseOf(page)).hostname
}

/**
 * An identifier that stays the same for ever (RFC 4151, https://www.rfc-editor.org/rfc/rfc4151): `since` is a day on which the operator
 * held the name of the host, and is that of the thing itself, so that it never changes.
 */
export function tag(page: Page, since: string, ...parts: readonly string[]): string {
  return `tag:${hostOf(page)},${since.slice(0, 10)}:${[page.id, ...parts].map(segment).join('/')}`
}

/** Only web addresses: a setting such as `javascript:…` must not become a link in somebody else's reader. */
function baseOf(page: Page): string {
  return URL.canParse(page.url) && /^https?:$/.test(new URL(page.url).protocol)
    ? new URL(page.url).href
    : 'https://status.invalid'
}
