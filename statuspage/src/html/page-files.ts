import type { PageFile, Picture, PublicOutage } from '../picture.ts'
import { liveScript } from '../script/live.ts'
import { mapScript } from '../script/map.ts'
import { stylesheet } from '../style/stylesheet.ts'
import { areasAsGeoJson } from './affected.ts'
import { assetsOf, digest } from './assets.ts'
import { developersSheet } from './developers.ts'
import { headline } from './headline.ts'
import { homePage } from './home.ts'
import { iconOf } from './icon.ts'
import { missingSheet } from './missing.ts'
import { documentOf, type Assets, type Sheet } from './layout.ts'
import { historyPage, monthName, monthPage, monthsOf, plannedPage } from './lists.ts'
import { lookUpSheet } from './look-up.ts'
import { outagePage } from './outage-page.ts'
import { viewFor, type View } from './view.ts'

/** Every page in every language, with what they need. The same picture gives the same bytes. */
export function pageFiles(picture: Picture): PageFile[] {
  return pageMaker()(picture)
}

export type PageMaker = (picture: Picture) => PageFile[]

/** The same, for whoever makes pages again and again: those of what is over are kept as long as they would be the same. */
export function pageMaker(): PageMaker {
  let kept: ReadonlyMap<string, PageFile> = new Map()
  return picture => {
    const assets = assetsOf(picture.page)
    const finished = finishedPages(picture, assets, kept)
    kept = finished
    return [...presentPages(picture, assets), ...finished.values(), ...lastingFiles(picture)]
  }
}

function presentPages(picture: Picture, assets: Assets): PageFile[] {
  return picture.page.languages.flatMap(language => {
    const view = viewFor(picture, language)
    return sheetsOf(view).map(sheet => pageOf(view, sheet, assets))
  })
}

function finishedPages(
  picture: Picture,
  assets: Assets,
  kept: ReadonlyMap<string, PageFile>,
): ReadonlyMap<string, PageFile> {
  const present = new Set([...picture.open, ...picture.planned].map(({ number }) => number))
  const over = onePerNumber(picture.past).filter(({ number }) => !present.has(number))
  const page = digest(JSON.stringify([picture.page, assets]))
  const digests = new Map(picture.past.map(outage => [outage, digest(JSON.stringify(outage))]))
  const pages = picture.page.languages.flatMap(language => {
    const view = viewFor({ ...picture, asOf: farAway }, language)
    const finished = (key: string, sheet: () => Sheet) => [key, kept.get(key) ?? pageOf(view, sheet(), assets)] as const
    return [
      ...over.map(outage =>
        finished(`${language} ${page} ${digests.get(outage)}`, () => outageSheet(view, outage, 'finished')),
      ),
      ...[...monthsOf(view)].map(([month, outages]) => {
        const contents = digest(outages.map(outage => digests.get(outage)).join(' '))
        return finished(`${language} ${page} ${month} ${contents}`, () => monthSheet(view, month, outages))
      }),
    ]
  })
  return new Map(pages)
}

/** Seen from far away every day is told with its year, so that a page stays true however long it is kept. */
const farAway = '9999-01-01T00:00:00.000Z'

function lastingFiles(picture: Picture): PageFile[] {
  const { accent } = picture.page
  return [
    { path: '/style.css', type: 'text/css; charset=utf-8', body: stylesheet(accent), ...lasting },
    { path: '/live.js', type: 'text/javascript; charset=utf-8', body: liveScript, ...lasting },
    { path: '/map.js', type: 'text/javascript; charset=utf-8', body: mapScript, ...lasting },
    { path: '/icon.svg', type: 'image/svg+xml', body: iconOf(accent), ...lasting },
    { path: '/areas.geojson', type: 'application/geo+json', body: areasAsGeoJson(picture), ...changing },
  ]
}

function pageOf(view: View, sheet: Sheet, assets: Assets): PageFile {
  const path = sheet.path(view.paths)
  return { path, type: 'text/html; charset=utf-8', body: documentOf(view, sheet, assets), ...changing }
}

/** What a reader sees may be a few seconds old, and says of when it is. */
const changing = { maxAge: 5, sharedMaxAge: 5 }
/** A page that names new contents names them by a new address. */
const lasting = { maxAge: 86_400, sharedMaxAge: 86_400 }

function sheetsOf(view: View): readonly Sheet[] {
  const { open, planned } = view.picture
  return [
    { title: headline(view), main: homePage(view), path: paths => paths.home },
    { title: view.say('planned.title'), main: plannedPage(view), path: paths => paths.planned },
    { title: view.say('history.title'), main: historyPage(view), path: paths => paths.history },
    lookUpSheet(view, null),
    developersSheet(view),
    missingSheet(view),
    ...onePerNumber([...open, ...planned]).map(outage => outageSheet(view, outage)),
  ]
}

function monthSheet(view: View, month: string, outages: readonly PublicOutage[]): Sheet {
  return {
    title: `${view.say('history.title')}: ${monthName(view, outages)}`,
    main: monthPage(view, month, outages),
    path: paths => paths.month(month),
    form: 'finished',
  }
}

function outageSheet(view: View, outage: PublicOutage, form?: 'finished'): Sheet {
  return {
    title: `${outage.title} (${outage.number})`,
    main: outagePage(view, outage, form !== 'finished'),
    path: paths => paths.outage(outage.number),
    ...(form && { form }),
  }
}

/** A number names one outage; if a picture should hold it twice, what is going on comes before what is over. */
function onePerNumber(outages: readonly PublicOutage[]): readonly PublicOutage[] {
  return [...Map.groupBy(outages, ({ number }) => number).values()].flatMap(([first]) => first ?? [])
}
