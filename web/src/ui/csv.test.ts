import { describe, expect, test } from 'vitest'
import { lineOf } from './csv.ts'

describe('a line of a file for spreadsheets', () => {
  test('quotes what has commas, quotes or lines of its own', () => {
    expect(lineOf(['a', 'b,c', 'say "no"', 'two\nlines'])).toBe('a,"b,c","say ""no""","two\nlines"\r\n')
  })

  test('is never a formula, but numbers stay numbers', () => {
    expect(lineOf(['=1+1', '@sum', '-12.50', '+cmd|x', '-a'])).toBe("'=1+1,'@sum,-12.50,'+cmd|x,'-a\r\n")
  })
})
