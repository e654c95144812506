import type { Language } from '@pulih/kernel'
import type { PageFile, Picture } from '../../picture.ts'
import { jsonFile } from '../files.ts'
import { address, languageFolders, outageAddress } from '../links.ts'
import { indicatorOf } from '../v2/indicator.ts'
import { indicatorWords, labels, languageTags, type Indicator } from '../words.ts'
import { widgetScript } from './script.ts'

/** The least that a box on another site needs. */
export interface Widget {
  readonly name: string
  readonly timeZone: string
  readonly asOf: string
  readonly status: Indicator
  /** How many outages are open; of them the first few follow. */
  readonly count: number
  readonly open: readonly WidgetOutage[]
  /** The first promise of news among all open outages. */
  readonly nextUpdateBy: string | null
  /** By language, the first one first. */
  readonly words: Readonly<Partial<Record<Language, WidgetWords>>>
}

interface WidgetOutage {
  readonly title: string
  readonly startedAt: string
  readonly etr: string | null
  /** Where it is read, by language. */
  readonly url: Readonly<Partial<Record<Language, string>>>
}

interface WidgetWords {
  /** Of RFC 5646. */
  readonly tag: string
  /** Where the page is read. */
  readonly url: string
  readonly status: string
  readonly etr: string
  readonly nextUpdate: string
  readonly asOf: string
  readonly more: string
  readonly unreachable: string
}

const mostShown = 5

/** `/widget.json`, and `/widget.js` that shows it. Both are asked for by other sites, so they must be served to every origin. */
export function widgetFiles(picture: Picture): PageFile[] {
  return [
    jsonFile('/widget.json', widgetOf(picture)),
    {
      path: '/widget.js',
      type: 'text/javascript; charset=utf-8',
      body: widgetScript,
      maxAge: 3600,
      sharedMaxAge: 3600,
    },
  ]
}

function widgetOf(picture: Picture): Widget {
  const { page, open, asOf } = picture
  const status = indicatorOf(picture)
  const promises = open.flatMap(({ nextUpdateBy }) => (nextUpdateBy === null ? [] : [nextUpdateBy])).toSorted()
  const folders = languageFolders(page)
  return {
    name: page.name,
    timeZone: page.timeZone,
    asOf,
    status,
    count: open.length,
    open: open.slice(0, mostShown).map(({ number, title, startedAt, etr }) => ({
      title,
      startedAt,
      etr,
      url: Object.fromEntries(folders.map(({ language }) => [language, outageAddress(page, number, language)])),
    })),
    nextUpdateBy: promises[0] ?? null,
    words: Object.fromEntries(
      folders.map(({ language, folder }) => [language, wordsOf(status, language, address(page, `${folder}/`))]),
    ),
  }
}

function wordsOf(status: Indicator, language: Language, url: string): WidgetWords {
  return {
    tag: languageTags[language],
    url,
    status: indicatorWords[status][language],
    etr: labels.etr[language],
    nextUpdate: labels.nextUpdate[language],
    asOf: labels.asOf[language],
    more: labels.more[language],
    unreachable: labels.unreachable[language],
  }
}
