import { describe, expect, test } from 'vitest'
import { sumOfDecimals } from './sums.ts'

describe('a sum of decimals', () => {
  test.each([
    [['0.1', '0.2'], '0.3'],
    [['0.035', '12'], '12.035'],
    [['90071992547409.93', '0.000001'], '90071992547409.930001'],
    [['-1.5', '0.25'], '-1.25'],
    [['7', '8'], '15'],
    [[], '0'],
  ])('of %j is %s', (amounts, sum) => {
    expect(sumOfDecimals(amounts)).toBe(sum)
  })
})
