import { describe, expect, test } from 'vitest'
import { smsSize, smsText } from './sms.ts'

describe('an SMS', () => {
  test.each([
    ['', 0, 0, false],
    ['a'.repeat(160), 160, 1, false],
    ['a'.repeat(161), 161, 2, false],
    ['a'.repeat(307), 307, 3, false],
    ['€', 2, 1, false],
    ['ą'.repeat(70), 70, 1, true],
    ['ą'.repeat(71), 71, 2, true],
  ])('%#: is counted as operators count it', (text, characters, parts, unicode) => {
    expect(smsSize(text)).toEqual({ characters, parts, unicode })
  })

  test('is cut between words to two messages', () => {
    const long = smsText('wyraz '.repeat(100))

    expect(smsSize(long).parts).toBeLessThanOrEqual(2)
    expect(long).toMatch(/wyraz …$/)
    expect(smsText('  two   words ')).toBe('two words')
  })
})
