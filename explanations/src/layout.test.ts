import { describe, expect, test } from 'vitest'
import { apart, fit, table, widthOf, wrap } from './layout.ts'

const page = { colour: false, width: 40 }

test('width is what a terminal shows', () => {
  expect(['abc', 'żółć', 'e\u0301', '日本', '\u001B[1mx\u001B[22m', '€4.00'].map(widthOf)).toEqual([3, 4, 1, 4, 1, 5])
})

describe('a text', () => {
  test('breaks at spaces and keeps its indent', () => {
    expect(wrap('one two three four', 12, '  · ')).toEqual(['  · one two', '    three', '    four'])
  })

  test('never loses a word that is too long', () => {
    expect(wrap('a https://example.com/very/long b', 10).join(' ')).toBe('a https://example.com/very/long b')
  })

  test('is cut with an ellipsis', () => {
    expect([fit('abcdef', 4), fit('abcd', 4), fit('日本語', 5)]).toEqual(['abc…', 'abcd', '日本…'])
  })
})

test('two ends share a line only if they fit', () => {
  expect(apart('left', 'right', 12)).toEqual(['left   right'])
  expect(apart('a long left', 'right', 12)).toEqual(['a long left', '       right'])
})

test('a table is aligned and never wider than its page', () => {
  const columns = [{ heading: 'id', flexible: true }, { heading: 'n' }]
  const lines = table(page, columns, [
    ['short', '1'],
    ['x'.repeat(80), '22'],
    ['日本', '3'],
  ])

  expect(lines.map(widthOf).every(width => width <= 40)).toBe(true)
  expect(new Set(lines.slice(1).map(line => widthOf(line.slice(0, line.search(/\d+$/)))))).toEqual(new Set([38]))
})
