import type { Language } from '@pulih/kernel'
import type { Page } from '../picture.ts'

/** Where things are, for readers of one language: the first language of the page is at the root. */
export interface Paths {
  readonly home: string
  readonly planned: string
  readonly history: string
  readonly lookUp: string
  /** What there is for programs and other sites. */
  readonly developers: string
  /** What web servers show for what is not there. */
  readonly missing: string
  readonly atom: string
  readonly rss: string
  /** Of a month, `2026-11`. */
  month(key: string): string
  outage(number: string): string
}

export function pathsFor(page: Page, language: Language): Paths {
  const root = language === page.languages[0] ? '/' : `/${language}/`
  return {
    home: root,
    planned: `${root}planned/`,
    history: `${root}history/`,
    lookUp: `${root}${lookUpName}/`,
    developers: `${root}developers/`,
    missing: `${root}404.html`,
    atom: `${root}history.atom`,
    rss: `${root}history.rss`,
    month: key => `${root}history/${key}/`,
    outage: number => `${root}outages/${segment(number)}/`,
  }
}

const lookUpName = 'is-it-me'

/** Where questions of one language are answered; links that were signed for one service lie below `/me/`. */
export function lookUpPath(page: Page, language: Language): string {
  return pathsFor(page, language).lookUp
}

/** The same segment as in the feeds; nothing in a number climbs out of its folder. `OUT-000123` stays as it is. */
function segment(number: string): string {
  if (/^\.{0,2}$/.test(number)) return '_'
  return encodeURIComponent(number.toWellFormed()).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
