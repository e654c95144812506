import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sample } from '../../sample.ts'
import { bodyAt, fileAt } from '../testing/files.ts'
import { hostilePicture, hostileText } from '../testing/hostile.ts'
import { asXmlHolds, childrenOf, readXml, textOf, type Node } from '../testing/read-xml.ts'
import { badgeFiles, looks } from './index.ts'
import { shortened, textWidth } from './text-width.ts'

describe('a badge', () => {
  test('says for those who do not see it what it says for those who do', () => {
    const badge = readXml(bodyAt(sample, '/badge/area-wola.svg'))

    expect(fileAt(sample, '/badge.svg').type).toBe('image/svg+xml; charset=utf-8')
    expect(textOf(badge, 'title')).toBe('Wola: Outage')
    expect(badge.attributes).toMatchObject({ role: 'img', 'aria-label': 'Wola: Outage' })
    expect(wordsOf(badge)).toEqual(['Wola', 'Outage'])
    expect(textOf(readXml(bodyAt(sample, '/badge.svg')), 'title')).toBe('Sieć Przykładowa: Partial outage')
  })

  test('speaks the first language of the page', () => {
    const polish = { ...sample, page: { ...sample.page, languages: ['pl', 'en'] as const } }

    expect(wordsOf(readXml(bodyAt(polish, '/badge/service-voice.svg')))).toEqual(['Voice', 'Działa'])
  })

  test('is a picture whatever the name, with room for each of its texts', () => {
    fc.assert(
      fc.property(hostilePicture, picture => {
        const files = badgeFiles(picture)
        expect(files).toHaveLength(1 + picture.components.length)
        files.forEach(({ body, path }, index) => {
          const badge = readXml(body)
          const name = index === 0 ? picture.page.name : picture.components[index - 1]?.name
          expect(path).toMatch(/^\/badge(\/[\w.~%-]*)?\.svg$/)
          expect(textOf(badge, 'title').startsWith(`${asXmlHolds(name ?? '')}: `)).toBe(true)
          expectRoom(badge)
        })
      }),
      { numRuns: 60 },
    )
  })

  test.each(Object.entries(looks))('for %s can be read: white on its colour is at least 4.5 to 1', (_, { colour }) => {
    expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5)
  })
})

describe('a long name', () => {
  test('is cut between signs as a reader counts them', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef')
    expect(shortened('abcdef', 5)).toBe('abcd…')
    expect(shortened('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2)).toBe('👩‍👩‍👧‍👦…')
  })

  test('is never longer than it may be', () => {
    const signs = (text: string) => [...new Intl.Segmenter('en').segment(text)].length
    fc.assert(
      fc.property(hostileText, text => {
        expect(signs(shortened(text, 40))).toBeLessThanOrEqual(40)
      }),
    )
  })
})

test('more signs need more room, and narrow ones less', () => {
  expect(textWidth('WWW')).toBeGreaterThan(textWidth('iii'))
  expect(textWidth('網路')).toBeGreaterThan(textWidth('ab'))
  expect(textWidth('e\u0301')).toBe(textWidth('e'))
  expect(textWidth('')).toBe(0)
})

function wordsOf(badge: Node): readonly string[] {
  return childrenOf(badge, 'g').flatMap(group => childrenOf(group, 'text').map(node => node.text))
}

function expectRoom(badge: Node): void {
  const width = Number(badge.attributes['width'])
  for (const node of childrenOf(badge, 'g').flatMap(group => childrenOf(group, 'text'))) {
    const half = Number(node.attributes['textLength'] ?? 0) / 2
    const middle = Number(node.attributes['x'])
    expect(middle - half).toBeGreaterThanOrEqual(6)
    expect(middle + half).toBeLessThanOrEqual(width - 6)
  }
}

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
