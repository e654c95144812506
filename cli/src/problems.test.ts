import { wordsFor } from '@pulih/phrases'
import { expect, test } from 'vitest'
import { mistakesText, nearest, reportMistakes } from './problems.ts'

const en = wordsFor('en')

test('similar words are found, the most similar first', () => {
  const known = ['internet', 'voice', 'mobile', 'tv', 'hosting']

  expect(nearest('internett', known)).toEqual(['internet'])
  expect(nearest('Mobil', known)).toEqual(['mobile'])
  expect(nearest('zzzzzzzz', known)).toEqual([])
})

test('a report keeps the mistake and adds the sentence', () => {
  const mistake = {
    pointer: '/service/kind',
    code: 'unknown-word',
    values: { found: '"internett"', known: 'internet, voice' },
  }

  expect(reportMistakes(en, [mistake])).toEqual([
    {
      ...mistake,
      message: '"internett" is not a known word here. Use one of: internet, voice. Did you mean “internet”?',
    },
  ])
})

test('a page of mistakes names the input and each place', () => {
  const text = mistakesText(en, '-', [{ pointer: '', code: 'empty-list', values: {} }])

  expect(text).toContain('1 mistake in standard input:')
  expect(text).toContain('(whole document)')
})
