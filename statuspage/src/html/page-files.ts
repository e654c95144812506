import { createHash } from 'node:crypto'
import type { PageFile, Picture, PublicOutage } from '../picture.ts'
import { liveScript } from '../script/live.ts'
import { stylesheet } from '../style/stylesheet.ts'
import { areasAsGeoJson } from './affected.ts'
import { headline } from './headline.ts'
import { homePage } from './home.ts'
import { iconOf } from './icon.ts'
import { documentOf, type Assets, type Sheet } from './layout.ts'
import { historyPage, plannedPage } from './lists.ts'
import { outagePage } from './outage-page.ts'
import { viewFor, type View } from './view.ts'

/** Every page in every language, with what they need. The same picture gives the same bytes. */
export function pageFiles(picture: Picture): PageFile[] {
  const style = stylesheet(picture.page.accent)
  const assets: Assets = { style: `/style.css?${digest(style)}`, script: `/live.js?${digest(liveScript)}` }
  const pages = picture.page.languages.flatMap(language => {
    const view = viewFor(picture, language)
    return sheetsOf(view).map(sheet => ({
      path: sheet.path(view.paths),
      type: 'text/html; charset=utf-8',
      body: documentOf(view, sheet, assets),
      ...changing,
    }))
  })
  return [
    ...pages,
    { path: '/style.css', type: 'text/css; charset=utf-8', body: style, ...lasting },
    { path: '/live.js', type: 'text/javascript; charset=utf-8', body: liveScript, ...lasting },
    { path: '/icon.svg', type: 'image/svg+xml', body: iconOf(picture.page.accent), ...lasting },
    { path: '/areas.geojson', type: 'application/geo+json', body: areasAsGeoJson(picture), ...changing },
  ]
}

/** What a reader sees may be a few seconds old, and says of when it is. */
const changing = { maxAge: 5, sharedMaxAge: 5 }
/** A page that names new contents names them by a new address. */
const lasting = { maxAge: 86_400, sharedMaxAge: 86_400 }

function sheetsOf(view: View): readonly Sheet[] {
  const { open, planned, past } = view.picture
  return [
    { title: headline(view), main: homePage(view), path: paths => paths.home },
    { title: view.say('planned.title'), main: plannedPage(view), path: paths => paths.planned },
    { title: view.say('history.title'), main: historyPage(view), path: paths => paths.history },
    ...onePerNumber([...open, ...planned, ...past]).map((outage): Sheet => ({
      title: `${outage.title} (${outage.number})`,
      main: outagePage(view, outage),
      path: paths => paths.outage(outage.number),
    })),
  ]
}

/** A number names one outage; if a picture should hold it twice, what is going on comes before what is over. */
function onePerNumber(outages: readonly PublicOutage[]): readonly PublicOutage[] {
  return [...Map.groupBy(outages, ({ number }) => number).values()].flatMap(([first]) => first ?? [])
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
