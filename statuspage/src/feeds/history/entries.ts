import type { Language } from '@pulih/kernel'
import type { Picture, PublicOutage, PublicUpdate } from '../../picture.ts'
import { factLines, paragraphs } from '../facts.ts'
import { outageAddress, tag } from '../links.ts'
import { textFor } from '../../texts.ts'
import { latestFirst } from '../order.ts'
import { inLanguage, statusWords } from '../words.ts'
import { element, type Markup } from '../xml.ts'

/** What a feed tells: that something happened, or what was said of it. */
export interface Entry {
  /** A `tag:` URI of its own in each language; the same in Atom and RSS, and the same for ever. */
  readonly id: string
  readonly title: string
  readonly link: string
  readonly published: string
  readonly updated: string
  readonly category: string
  /** HTML. */
  readonly content: string
}

/** A feed holds the outages and works of late, with everything that was said of them; what is older stands in the history of the page. */
const mostRecent = 50

/** The latest first. */
export function entriesOf(picture: Picture, language: Language): readonly Entry[] {
  const outages = latestFirst(
    [...picture.open, ...picture.planned, ...picture.past],
    outage => outage.updatedAt,
    outage => outage.id,
  ).slice(0, mostRecent)
  const entries = outages.flatMap(outage => [
    outageEntry(picture, outage, language),
    ...outage.updates.map(update => updateEntry(picture, outage, update, language)),
  ])
  return latestFirst(
    entries,
    entry => entry.published,
    entry => entry.id,
  )
}

function outageEntry({ page }: Picture, outage: PublicOutage, language: Language): Entry {
  const facts = factLines(page, outage, language).map(line => element('li', { dir: 'auto' }, line))
  return {
    id: tag(page, outage.createdAt, 'outages', outage.id, language),
    title: outage.title,
    link: outageAddress(page, outage.number, language),
    published: outage.createdAt,
    updated: outage.updatedAt,
    category: outage.planned ? 'planned-work' : 'outage',
    content: element('ul', {}, facts).markup,
  }
}

function updateEntry({ page }: Picture, outage: PublicOutage, update: PublicUpdate, language: Language): Entry {
  const said = textFor(page, update, language)
  return {
    id: tag(page, update.at, 'outages', outage.id, 'updates', update.id, language),
    title: `${statusWords[update.status][language]}: ${outage.title}`,
    link: outageAddress(page, outage.number, language),
    published: update.at,
    updated: update.at,
    category: 'update',
    content: said === null ? '' : contentOf(said, language),
  }
}

function contentOf(said: { readonly text: string; readonly language: Language }, asked: Language): string {
  const note =
    said.language === asked ? [] : [element('p', {}, element('i', {}, inLanguage[said.language][asked])).markup]
  const told = paragraphs(said.text).map(
    paragraph => element('p', { lang: said.language, dir: 'auto' }, brokenLines(paragraph)).markup,
  )
  return [...note, ...told].join('')
}

function brokenLines(paragraph: string): readonly (Markup | string)[] {
  return paragraph.split('\n').flatMap((line, index) => (index === 0 ? [line] : [element('br', {}), line]))
}
