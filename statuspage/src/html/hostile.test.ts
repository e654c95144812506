import { assert, property, string } from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { Picture, PublicOutage } from '../picture.ts'
import { sample } from '../sample.ts'
import { pageFiles } from './page-files.ts'

const bodyOf = (all: ReturnType<typeof pageFiles>, path: string) => all.find(file => file.path === path)?.body ?? ''
const documentAt = (path: string, all: ReturnType<typeof pageFiles>) => parseHTML(bodyOf(all, path)).document

describe('whatever an operator or a customer wrote', () => {
  test('adds no element, no handler and no address', () => {
    const parts = [
      '<script>x</script>',
      '"onload="x',
      ']]>',
      "'",
      '\u0000\u0007',
      '\u202e',
      '🧯',
      'ירושלים',
      'javascript:x',
      '{x}',
      '\ud800',
      'x'.repeat(3000),
    ]
    const plain = skeleton(documentAt('/', pageFiles(writtenBy('plain'))))
    assert(
      property(string({ unit: 'binary', maxLength: 12 }), string({ maxLength: 12 }), (one, other) => {
        const text = `${parts[one.length % parts.length]}${one}&${other}`
        const all = pageFiles(writtenBy(text))
        const { document } = parseHTML(bodyOf(all, '/'))
        expect(skeleton(document)).toEqual(plain)
        for (const link of document.querySelectorAll('[href]'))
          expect(link.getAttribute('href')).toMatch(/^(?:[/#]|https?:|mailto:|tel:)/)
      }),
      { numRuns: 15 },
    )
  })

  test('cannot put a number out of its folder', () => {
    const [outage] = sample.open as [PublicOutage]
    const paths = pageFiles({ ...sample, open: [{ ...outage, number: '../../x?y#z' }] }).map(({ path }) => path)
    expect(paths).toContain('/outages/..%2F..%2Fx%3Fy%23z/')
  })
})

function writtenBy(text: string): Picture {
  const [outage] = sample.open as [PublicOutage]
  const areas = outage.areas.map(area => ({ ...area, key: `k${text}`, name: text }))
  const updates = outage.updates.map(update => ({
    ...update,
    text: { en: `x${text.replaceAll('\n', '').replaceAll('\r', '')}` },
  }))
  return {
    ...sample,
    page: { ...sample.page, name: text, accent: text, logo: text, contact: { url: text, phone: text, mail: text } },
    open: [{ ...outage, title: text, cause: text, areas, updates }],
    components: sample.components.map(component => ({ ...component, name: text })),
  }
}

/** The elements of a page without those of contact links, which are there only if a text happens to be an address. */
function skeleton(document: ReturnType<typeof documentAt>): readonly string[] {
  return [...document.querySelectorAll('*')]
    .filter(element => !element.closest('[aria-labelledby="contact"], .brand'))
    .map(
      element =>
        `${element.tagName} ${[...element.attributes]
          .map(({ name }) => name)
          .sort((one, other) => one.localeCompare(other))
          .join(' ')}`,
    )
}
