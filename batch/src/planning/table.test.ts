import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { columnReader, readTable } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-table-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(content: string | Uint8Array): string {
  const file = join(folder, 'small.csv')
  writeFileSync(file, content)
  return file
}

const rowsOf = async (content: string | Uint8Array) =>
  (await readTable(written(content))).rows.map(({ row, values }) => [row, ...values])
const refusedIn = async (content: string) =>
  (await readTable(written(content))).refused.map(({ row, reason }) => `${row} ${reason}`)

describe('a small table', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['quotes', '"a","b"\n"1","2"\n'],
    ['line ends of Windows', 'a,b\r\n1,2\r\n'],
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['no end to its last line', 'a,b\n1,2'],
    ['blanks around its names', ' a , b\n1,2\n'],
  ])('may have %s', async (_, content) => {
    const table = await readTable(written(content))

    expect(table.columns).toEqual(['a', 'b'])
    expect(table.rows).toEqual([{ row: 2, values: ['1', '2'] }])
    expect(table.refused).toEqual([])
  })

  test('counts the lines of the file, the empty ones as well', async () => {
    expect(await rowsOf('a,b\n\n1,2\n\n3,4\n')).toEqual([
      [3, '1', '2'],
      [5, '3', '4'],
    ])
  })

  test('keeps separators and doubled quotes inside quotes', async () => {
    expect(await rowsOf('a,b\n"1,5","say ""yes"""\n')).toEqual([[2, '1,5', 'say "yes"']])
  })

  test('refuses lines with too few or too many fields, and keeps the others', async () => {
    const content = 'a,b\n1\n1,2\n1,2,3\n'

    expect(await refusedIn(content)).toEqual(['2 too-few-fields', '4 too-many-fields'])
    expect(await rowsOf(content)).toEqual([[3, '1', '2']])
  })

  test('says what to do about a refused line', async () => {
    const [refusal] = (await readTable(written('a,b\n1\n'))).refused

    expect(refusal).toMatchObject({ column: '', value: '1', remedy: 'give 2 fields, as in the header' })
  })

  test('with a quote that never closes refuses the line where it opens', async () => {
    expect((await refusedIn('a,b\n"1,2\n'))[0]).toBe('2 broken-quotes')
  })

  test.each([
    ['UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), 'is UTF-16; save it as UTF-8'],
    ['Latin-2', Buffer.from([0x61, 0x2c, 0xb3, 0x0a]), 'is not UTF-8 text; save it as UTF-8'],
  ])('in %s is refused whole, with the remedy', async (_, content, message) => {
    await expect(readTable(written(content))).rejects.toThrow(message)
  })

  test('reads a column that it does not have as empty', async () => {
    const table = await readTable(written('a,b\n1,2\n'))

    expect(table.rows.map(columnReader(table, 'c'))).toEqual([''])
  })
})
