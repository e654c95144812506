import type { PageFile, Picture } from '../../picture.ts'
import { feedFile, liveFile } from '../files.ts'
import { address, firstLanguage, segment, tag } from '../links.ts'
import { labels, languageTags } from '../words.ts'
import { element, xmlFile } from '../xml.ts'
import { capIdentifier, capMessage } from './message.ts'

/** An alert per open outage, and a feed that names them. */
export function capFiles(picture: Picture): PageFile[] {
  return [
    ...picture.open.map(outage =>
      liveFile(capPath(outage.number), 'application/cap+xml', capMessage(picture.page, outage)),
    ),
    feedFile('/cap/index.atom', 'application/atom+xml', indexFeed(picture)),
  ]
}

function capPath(number: string): string {
  return `/cap/${segment(number)}.xml`
}

/** An entry is a message, so its id is new with each: a reader that has it need not fetch it again. */
function indexFeed({ page, asOf, open }: Picture): string {
  const self = address(page, '/cap/index.atom')
  const language = firstLanguage(page)
  const entries = open.map(outage =>
    element(
      'entry',
      {},
      element('id', {}, tag(page, outage.createdAt, 'cap', capIdentifier(page, outage, outage.updatedAt))),
      element('title', {}, outage.title),
      element('updated', {}, outage.updatedAt),
      element('link', {
        rel: 'alternate',
        type: 'application/cap+xml',
        href: address(page, capPath(outage.number)),
      }),
      element('summary', {}, outage.areas.map(area => area.name).join(', ')),
    ),
  )
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
