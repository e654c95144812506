import { describe, expect, test } from 'vitest'
import { readBeginning, withHeader } from './read-header.ts'

const begun = (text: string) => readBeginning(new Blob([text]))

describe('the beginning of a CSV file', () => {
  test('is read with whatever separates, with quotes and line breaks in them', async () => {
    expect(await begun('a;"b; ""x"""\r\n1;"two\nlines"\r\n\r\n3;4')).toEqual({
      separator: ';',
      header: ['a', 'b; "x"'],
      rows: [
        ['1', 'two\nlines'],
        ['3', '4'],
      ],
      headerBytes: 14,
    })
    expect(await begun('')).toBeNull()
    expect(await begun('only,a,header')).toMatchObject({ header: ['only', 'a', 'header'], rows: [] })
  })

  test('shows no line that it has only half of', async () => {
    const long = `a,b\n${'x'.repeat(300_000)},1\n`
    expect(await begun(long)).toMatchObject({ header: ['a', 'b'], rows: [] })
    expect(await begun('y'.repeat(300_000))).toBeNull()
  })

  test('can be replaced, and nothing else is', async () => {
    const file = new Blob(['\uFEFFzażółć,imię\n1,Łódź\n2,x\n'])
    const beginning = await readBeginning(file)
    if (!beginning) throw new Error('not read')
    expect(await withHeader(file, beginning, ['customer', 'na,me']).text()).toBe('customer,"na,me"\n1,Łódź\n2,x\n')
  })
})
