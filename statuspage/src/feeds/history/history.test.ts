import * as fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { sample } from '../../sample.ts'
import { paragraphs } from '../facts.ts'
import { languageFolders, segment } from '../links.ts'
import { bodyAt, fileAt } from '../testing/files.ts'
import { hostilePicture } from '../testing/hostile.ts'
import { asXmlHolds, childrenOf, readXml, textOf, type Node } from '../testing/read-xml.ts'
import { atomFile } from './atom.ts'
import { rssFile } from './rss.ts'

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const mailDateForm = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/
/** RFC 4151: authority, day, and a part of characters that need no escape in an address. */
const tagForm = /^tag:[a-z0-9.:[\]-]+,\d{4}-\d\d-\d\d:[\w.~%/-]+$/

describe('the Atom feed', () => {
  test('has what RFC 4287 asks of a feed and of each entry, whatever the texts', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        for (const { language } of languageFolders(picture.page)) {
          const feed = readXml(atomFile(picture, language).body)
          expect(feed.name).toBe('feed')
          expect(URL.canParse(textOf(feed, 'id'))).toBe(true)
          expect(textOf(feed, 'updated')).toMatch(instantForm)
          expect(textOf(feed, 'title').startsWith(asXmlHolds(picture.page.name))).toBe(true)
          const entries = childrenOf(feed, 'entry')
          entries.forEach(expectEntry)
          expect(new Set(entries.map(entry => textOf(entry, 'id'))).size).toBe(entries.length)
          expect(entries).toHaveLength(3 + 2 + 1 + 2)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('tells of each outage and of each update', () => {
    const titles = childrenOf(feedAt('/pl/history.atom'), 'entry').map(entry => textOf(entry, 'title'))

    expect(titles.slice(0, 4).toSorted()).toEqual([
      'Przyczyna znana: Fibre cut near Wola',
      'Przyczyna znana: Power failure in Ochota',
      'Ustalamy przyczynę: Fibre cut near Wola',
      'Ustalamy przyczynę: Power failure in Ochota',
    ])
    expect(titles).toHaveLength(8)
  })

  test('speaks the language of its reader, and says so where it cannot', () => {
    const contents = (path: string) =>
      childrenOf(feedAt(path), 'entry')
        .filter(entry => textOf(entry, 'title').includes('Wola'))
        .map(entry => textOf(entry, 'content'))

    expect(contents('/pl/history.atom')[0]).toBe('<p lang="pl" dir="auto">Koparka przecięła kabel. Ekipa go spawa.</p>')
    expect(contents('/pl/history.atom')[1]).toBe(
      '<p><i>W języku angielskim</i></p><p lang="en" dir="auto">Connections in Wola are down.</p>',
    )
    expect(contents('/history.atom')[2]).toContain('<li dir="auto">Since: 22 November 2026 at 09:12 CET</li>')
  })

  test('keeps the ids of its entries when the outage changes', () => {
    const ids = (path: string, title: string) =>
      childrenOf(readXml(bodyAt({ ...sample, open: sample.open.map(one => ({ ...one, title })) }, path)), 'entry')
        .map(entry => textOf(entry, 'id'))
        .toSorted()

    expect(ids('/history.atom', 'Another title')).toEqual(ids('/history.atom', 'Fibre cut'))
    expect(ids('/history.atom', 'Fibre cut')).not.toEqual(ids('/pl/history.atom', 'Fibre cut'))
    expect(ids('/history.atom', '')).toContain(
      'tag:status.example.net,2026-11-22:pulih-sample/outages/0199a000-0000-7000-8000-000000000001/updates/u2/en',
    )
  })
})

describe('the RSS feed', () => {
  test('has what RSS 2.0 asks, whatever the texts, and tells the same as Atom', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        for (const { language } of languageFolders(picture.page)) {
          const [channel] = childrenOf(readXml(rssFile(picture, language).body), 'channel')
          if (!channel) throw new Error('There is no channel.')
          expect(textOf(channel, 'lastBuildDate')).toMatch(mailDateForm)
          expect(URL.canParse(textOf(channel, 'link'))).toBe(true)
          const entries = childrenOf(readXml(atomFile(picture, language).body), 'entry')
          expect(told(childrenOf(channel, 'item'), 'guid', 'description')).toEqual(told(entries, 'id', 'content'))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('writes dates as mail does', () => {
    const [channel] = childrenOf(feedAt('/history.rss'), 'channel')

    expect(channel && textOf(channel, 'lastBuildDate')).toBe('Sun, 22 Nov 2026 09:05:00 +0000')
  })
})

test('the text of an update comes back from the HTML in a feed', () => {
  fc.assert(
    fc.property(hostilePicture, picture => {
      const [outage] = picture.open
      const [language] = picture.page.languages.length === 0 ? (['en'] as const) : picture.page.languages
      const update = outage?.updates[1]
      if (!update || !language) throw new Error('The picture has too little in it.')
      const feed = readXml(atomFile(picture, language).body)
      const entry = childrenOf(feed, 'entry').find(
        one =>
          textOf(one, 'id').endsWith(`/updates/${segment(update.id)}/${language}`) &&
          textOf(one, 'published') === update.at,
      )
      if (!entry) throw new Error('The update is not in the feed.')
      const html = textOf(entry, 'content')
      const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
      const allowed = new Set(['P', 'BR'])

      expect([...document.body.querySelectorAll('*')].filter(node => !allowed.has(node.tagName))).toEqual([])
      const lines = [...document.querySelectorAll('p')].map(node => node.textContent)
      expect(lines).toEqual(paragraphs(update.text[language] ?? '').map(text => asXmlHolds(text).replaceAll('\n', '')))
    }),
    { numRuns: 100 },
  )
})

test('the first language stands at the root, and every feed is served as what it is', () => {
  expect(fileAt(sample, '/history.atom').type).toBe('application/atom+xml; charset=utf-8')
  expect(fileAt(sample, '/id/history.rss').type).toBe('application/rss+xml; charset=utf-8')
  expect(() => fileAt(sample, '/en/history.atom')).toThrow('There is no')
})

function feedAt(path: string): Node {
  return readXml(bodyAt(sample, path))
}

function expectEntry(entry: Node): void {
  expect(textOf(entry, 'id')).toMatch(tagForm)
  expect(textOf(entry, 'updated')).toMatch(instantForm)
  expect(textOf(entry, 'published')).toMatch(instantForm)
  textOf(entry, 'title')
  textOf(entry, 'content')
  const [link] = childrenOf(entry, 'link')
  expect(link?.attributes['href']).toMatch(/^https?:\/\/[^\s<>"]+$/)
}

function told(entries: readonly Node[], id: string, content: string): readonly (readonly string[])[] {
  return entries.map(entry => [textOf(entry, id), textOf(entry, 'title'), textOf(entry, content)])
}
