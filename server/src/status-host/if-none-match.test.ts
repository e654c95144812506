import { expect, test } from 'vitest'
import { isKnown } from './if-none-match.ts'

test.each(['"abc-br"', 'W/"abc-br"', '"x", "abc-br"', 'W/"x",W/"abc-br" , "y"', ' , "abc-br"', '"a,b","abc-br"', '*'])(
  'a reader who says %s has it',
  condition => {
    expect(isKnown(condition, '"abc-br"')).toBe(true)
  },
)

test.each(['"abc"', 'abc-br', '"xabc-br"', '"abc-br', '"abc-brx"', '"*"', '', ',,,', '"x" "abc-br"', 'w/"abc-br"'])(
  'a reader who says %s has not',
  condition => {
    expect(isKnown(condition, '"abc-br"')).toBe(false)
  },
)

test('a list without end takes no longer than it is long', () => {
  expect(isKnown('"x",'.repeat(4000), '"abc"')).toBe(false)
  expect(isKnown(`${' ,'.repeat(8000)}x`, '"abc"')).toBe(false)
})
