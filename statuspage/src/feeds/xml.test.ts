import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText } from './testing/hostile.ts'
import { asXmlHolds, readXml } from './testing/read-xml.ts'
import { element, xmlFile } from './xml.ts'

describe('a text in XML', () => {
  test('comes back as it was, in an element and in an attribute, but for what XML cannot hold', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (inside, attribute) => {
        const root = readXml(xmlFile(element('a', { b: attribute }, element('c', {}, inside), null)))

        expect(root.attributes).toEqual({ b: asXmlHolds(attribute) })
        expect(root.children.map(child => child.text)).toEqual([asXmlHolds(inside)])
      }),
      { numRuns: 500 },
    )
  })

  test('shows that something stood where a forbidden character did', () => {
    expect(element('a', {}, '\u0000b\uD800').markup).toBe('<a>\uFFFDb\uFFFD</a>')
  })
})

test.each([
  '<a>&x;</a>',
  '<a>]]></a>',
  '<a><b></a></b>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a>\u0001</a>',
  '<a/><a/>',
  '<a>',
  'a',
  '',
])('the reader of these tests refuses %j', body => {
  expect(() => readXml(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`)).toThrow(/./)
})
