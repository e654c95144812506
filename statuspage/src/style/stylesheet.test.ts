import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dark, light, type Colours } from './colours.ts'
import { accentFor, contrast, readable } from './contrast.ts'
import { stylesheet } from './stylesheet.ts'

/** The least contrast of signs and bars: https://www.w3.org/TR/WCAG22/#non-text-contrast */
const visible = 3

describe('the colours', () => {
  test('reckon contrast as the standard does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test.each<[string, Colours]>([
    ['light', light],
    ['dark', dark],
  ])('can be read and told from what is behind them (%s)', (_, { ground, card, ink, quiet, levels }) => {
    for (const behind of [ground, card]) {
      expect(contrast(ink, behind)).toBeGreaterThanOrEqual(7)
      expect(contrast(quiet, behind)).toBeGreaterThanOrEqual(readable)
    }
    for (const [level, { solid, word, tint }] of Object.entries(levels)) {
      for (const behind of [ground, card, tint]) {
        expect(contrast(word, behind), `${level} word`).toBeGreaterThanOrEqual(readable)
        expect(contrast(solid, behind), `${level} solid`).toBeGreaterThanOrEqual(visible)
      }
      expect(contrast(ink, tint), `${level} ink`).toBeGreaterThanOrEqual(7)
      expect(contrast(quiet, tint), `${level} quiet`).toBeGreaterThanOrEqual(readable)
    }
  })

  test('of any operator can be read in both modes, also where text stands on them', () => {
    assert(
      property(integer({ min: 0, max: 0xffffff }), number => {
        const accents = accentFor(`#${number.toString(16).padStart(6, '0')}`)
        for (const [{ word, fill, onFill }, grounds] of [
          [accents.light, [light.ground, light.card]],
          [accents.dark, [dark.ground, dark.card]],
        ] as const) {
          for (const behind of grounds) expect(contrast(word, behind)).toBeGreaterThanOrEqual(readable)
          expect(contrast(onFill, fill)).toBeGreaterThanOrEqual(readable)
        }
      }),
    )
  })

  test('of an operator stay as they are where they can be read', () => {
    expect(accentFor('#0b6e4f').light.word).toBe('#0b6e4f')
  })
})

describe('the style sheet', () => {
  test('takes nothing of an accent that is no colour', () => {
    const sheet = stylesheet('red;} body{background:url(//evil.example)}')
    expect(sheet).toBe(stylesheet('#zzzzzz'))
    expect(sheet).not.toContain('evil')
  })

  test('fetches nothing, and closes what it opens', () => {
    const sheet = stylesheet('#0b6e4f')
    expect(sheet).not.toMatch(/@import|url\((?!#)/)
    expect(sheet.split('{')).toHaveLength(sheet.split('}').length)
  })

  test('has no name that is not given', () => {
    const sheet = stylesheet('#0b6e4f')
    const given = new Set([...sheet.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const used = [...sheet.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name)
    expect(used.filter(name => !given.has(name))).toEqual([])
  })
})
