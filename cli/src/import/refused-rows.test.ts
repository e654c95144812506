import { expect, test } from 'vitest'
import { firstRefused, refusedLines } from './refused-rows.ts'

const page = { colour: false, width: 300 }

async function* lines(...all: readonly string[]): AsyncGenerator<string> {
  yield* all
}

test('refused rows are a table and no CSV', async () => {
  const found = await firstRefused(
    lines(
      'file,row,field,reason,value,remedy',
      's.csv,4,kind,"""radio"" is not one of the words",radio,"Use one, of the words."',
      's.csv,5,name,Too long,"two',
      'lines",Shorten it.',
    ),
  )

  expect(found.more).toBe(false)
  expect(found.rows).toHaveLength(2)
  const text = refusedLines(page, found).join('\n')
  expect(text).toMatch(/row +column +reason +what to do/)
  expect(text).toMatch(/4 +kind +"radio" is not one of the words +Use one, of the words\./)
  expect(text).toMatch(/5 +name +Too long +Shorten it\./)
})

test('of many rows the first are shown, with the way to all', async () => {
  const many = Array.from({ length: 30 }, (_, row) => `s.csv,${row + 2},kind,Wrong,x,Mend it.`)
  const found = await firstRefused(lines('file,row,field,reason,value,remedy', ...many))

  expect(found).toMatchObject({ more: true })
  expect(found.rows).toHaveLength(20)
  expect(refusedLines(page, found).at(-1)).toContain('--rejected <file>')
})
