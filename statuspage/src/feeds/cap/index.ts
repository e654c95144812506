import type { PageFile, Picture } from '../../picture.ts'
import { feedFile, liveFile } from '../files.ts'
import { address, firstLanguage, segment, tag } from '../links.ts'
import { labels, languageTags } from '../words.ts'
import { element, xmlFile } from '../xml.ts'
import { capMessage } from './message.ts'

/** The last alert of each outage that goes on or ended of late, and a feed that names them. */
export function capFiles(picture: Picture): PageFile[] {
  const outages = new Map([...picture.past, ...picture.open].map(outage => [outage.number, outage]))
  return [
    ...picture.alerts.map(alert => {
      const isTakenBack = alert.messages.at(-1)?.kind === 'Cancel'
      const outage = isTakenBack ? null : (outages.get(alert.outage) ?? null)
      return liveFile(capPath(alert.outage), 'application/cap+xml', capMessage(picture.page, alert, outage))
    }),
    feedFile('/cap/index.atom', 'application/atom+xml', indexFeed(picture)),
  ]
}

function capPath(number: string): string {
  return `/cap/${segment(number)}.xml`
}

/** An entry is a message, so its id is new with each: a reader that has it need not fetch it again. */
function indexFeed({ page, asOf, open, past, alerts }: Picture): string {
  const self = address(page, '/cap/index.atom')
  const language = firstLanguage(page)
  const areas = new Map([...past, ...open].map(outage => [outage.number, outage.areas]))
  const entries = alerts.flatMap(({ outage: number, title, messages }) => {
    const [first, last] = [messages[0], messages.at(-1)]
    if (!first || !last) return []
    return element(
      'entry',
      {},
      element('id', {}, tag(page, first.sentAt, 'cap', last.identifier)),
      element('title', {}, title),
      element('updated', {}, last.sentAt),
      element('link', { rel: 'alternate', type: 'application/cap+xml', href: address(page, capPath(number)) }),
      element('summary', {}, (areas.get(number) ?? []).map(area => area.name).join(', ')),
    )
  })
  return xmlFile(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': languageTags[language] },
      element('id', {}, self),
      element('title', {}, `${page.name}: ${labels.alerts[language]}`),
      element('updated', {}, asOf),
      element('author', {}, element('name', {}, page.name)),
      element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      entries,
    ),
  )
}
