import { describe, expect, test } from 'vitest'
import { csvField, spreadsheetField } from './csv.ts'

describe('a field of a CSV file', () => {
  test('is quoted only where a reader would take it apart', () => {
    const fields = ['plain', 'a b', 'a;b', '', 'a,b', 'say "b"', 'a\nb', 'a\rb', '=1+1'].map(csvField)

    expect(fields).toEqual(['plain', 'a b', 'a;b', '', '"a,b"', '"say ""b"""', '"a\nb"', '"a\rb"', '=1+1'])
  })

  test('is no formula in a spreadsheet, and a number stays one', () => {
    const fields = ['=1+1', '+48 600', '@a', '-b', '-5', '-5.10', 'a;b', '=a,"b"', '\tx'].map(spreadsheetField)

    expect(fields).toEqual(["'=1+1", "'+48 600", "'@a", "'-b", '-5', '-5.10', '"a;b"', '"\'=a,""b"""', '"\'\tx"'])
  })
})
