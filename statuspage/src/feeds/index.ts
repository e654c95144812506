import type { PageFile, Picture } from '../picture.ts'
import { badgeFiles } from './badge/index.ts'
import { calendarFile } from './calendar/index.ts'
import { capFiles } from './cap/index.ts'
import { atomFile } from './history/atom.ts'
import { rssFile } from './history/rss.ts'
import { languageFolders } from './links.ts'
import { v2Files } from './v2/index.ts'
import { widgetFiles } from './widget/index.ts'

export { readStatuspageHistory, type HistoricOutage, type StatuspageHistory } from './reading/history.ts'

/** Everything of the page that machines read. */
export function feedFiles(picture: Picture): PageFile[] {
  return [
    ...v2Files(picture),
    ...languageFolders(picture.page).flatMap(({ language }) => [
      atomFile(picture, language),
      rssFile(picture, language),
      calendarFile(picture, language),
    ]),
    ...capFiles(picture),
    ...badgeFiles(picture),
    ...widgetFiles(picture),
  ]
}
