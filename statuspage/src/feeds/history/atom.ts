import type { Language } from '@pulih/kernel'
import type { PageFile, Picture } from '../../picture.ts'
import { feedFile } from '../files.ts'
import { address, folderOf } from '../links.ts'
import { labels, languageTags } from '../words.ts'
import { element, xmlFile } from '../xml.ts'
import { entriesOf, type Entry } from './entries.ts'

/** The history as an Atom feed, https://www.rfc-editor.org/rfc/rfc4287. */
export function atomFile(picture: Picture, language: Language): PageFile {
  const { page } = picture
  const path = `${folderOf(page, language)}/history.atom`
  const entries = entriesOf(picture, language)
  const changes = entries.map(entry => entry.updated).toSorted()
  const feed = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': languageTags[language] },
    element('id', {}, address(page, path)),
    element('title', {}, `${page.name}: ${labels.history[language]}`),
    element('updated', {}, changes.at(-1) ?? picture.asOf),
    element('author', {}, element('name', {}, page.name)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: address(page, path) }),
    element('link', {
      rel: 'alternate',
      type: 'text/html',
      href: address(page, `${folderOf(page, language)}/history/`),
    }),
    entries.map(atomEntry),
  )
  return feedFile(path, 'application/atom+xml', xmlFile(feed))
}

function atomEntry(entry: Entry) {
  return element(
    'entry',
    {},
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('published', {}, entry.published),
    element('updated', {}, entry.updated),
    element('link', { rel: 'alternate', type: 'text/html', href: entry.link }),
    element('category', { term: entry.category }),
    element('content', { type: 'html' }, entry.content),
  )
}
