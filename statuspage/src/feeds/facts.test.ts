import type { Language } from '@pulih/kernel'
import { expect, test } from 'vitest'
import type { PublicOutage } from '../picture.ts'
import { sample } from '../sample.ts'
import { factLines } from './facts.ts'

const [open] = sample.open as [PublicOutage]
const lines = (changes: Partial<PublicOutage>, language: Language) =>
  factLines(sample.page, { ...open, ...changes }, language)

test('says how compensation is given and by when it must be asked for, as the reader writes a day', () => {
  const payment = { forms: ['bill', 'in-kind'], claim: 'some', claimUntil: '2026-12-01' } as const
  const last = (language: Language) => lines({ compensation: 'granted', payment }, language).at(-1)
  expect(last('en')).toBe(
    'Compensation: decided (credited on the bill, given as data, minutes or another benefit, a part must be asked for by 1 December 2026)',
  )
  expect(last('id')).toMatch(/sebagian harus diminta paling lambat 1 Desember 2026\)$/)
  expect(last('pl')).toMatch(/o część trzeba wystąpić najpóźniej 1 grudnia 2026\)$/)
})

test('names no day where nothing must be asked for, and no form where nothing is given', () => {
  const payment = { forms: ['balance'], claim: 'none', claimUntil: null } as const
  expect(lines({ compensation: 'given', payment }, 'en').at(-1)).toBe(
    'Compensation: given (added to the prepaid balance, need not be asked for)',
  )
  expect(lines({ compensation: 'none', payment: null }, 'en').at(-1)).toBe('Compensation: none')
})
