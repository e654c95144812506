import type { Language } from '@pulih/kernel'
import type { PageFile, Picture } from '../../picture.ts'
import { feedFile } from '../files.ts'
import { address, folderOf } from '../links.ts'
import { labels, languageTags } from '../words.ts'
import { element, xmlFile } from '../xml.ts'
import { entriesOf, type Entry } from './entries.ts'

/** The history as RSS 2.0, https://www.rssboard.org/rss-specification. */
export function rssFile(picture: Picture, language: Language): PageFile {
  const { page } = picture
  const path = `${folderOf(page, language)}/history.rss`
  const title = `${page.name}: ${labels.history[language]}`
  const channel = element(
    'channel',
    {},
    element('title', {}, title),
    element('link', {}, address(page, `${folderOf(page, language)}/history/`)),
    element('description', {}, title),
    element('language', {}, languageTags[language].toLowerCase()),
    element('lastBuildDate', {}, mailDate(picture.asOf)),
    element('ttl', {}, '1'),
    element('atom:link', { rel: 'self', type: 'application/rss+xml', href: address(page, path) }),
    entriesOf(picture, language).map(rssItem),
  )
  const root = element('rss', { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' }, channel)
  return feedFile(path, 'application/rss+xml', xmlFile(root))
}

/** RSS knows one date: when it was said, so that a mended outage does not come again as a new one. */
function rssItem(entry: Entry) {
  return element(
    'item',
    {},
    element('title', {}, entry.title),
    element('link', {}, entry.link),
    element('guid', { isPermaLink: 'false' }, entry.id),
    element('pubDate', {}, mailDate(entry.published)),
    element('category', {}, entry.category),
    element('description', {}, entry.content),
  )
}

/** `Sun, 22 Nov 2026 09:05:00 +0000`: dates as in mail, https://www.rfc-editor.org/rfc/rfc822#section-5. */
function mailDate(instant: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC')
  const two = (number: number) => `${number}`.padStart(2, '0')
  const day = `${days[time.dayOfWeek - 1]}, ${two(time.day)} ${months[time.month - 1]} ${time.year}`
  return `${day} ${two(time.hour)}:${two(time.minute)}:${two(time.second)} +0000`
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
