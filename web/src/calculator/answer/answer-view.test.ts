import { answerCase, type Case } from '@pulih/engine'
import { purseOf } from '@pulih/explanations'
import { compare, languages, parseMinor, ratio } from '@pulih/kernel'
import { wordsFor } from '@pulih/phrases'
import { caseFilesOf, jurisdictionFolders, loadRulebook, readJson, schemeFiles } from '@pulih/rulebooks'
import { describe, expect, test } from 'vitest'
import { answerView } from './answer-view.ts'
import { arithmeticOf } from './arithmetic.ts'

const rulebook = loadRulebook()
const cases = jurisdictionFolders()
  .flatMap(schemeFiles)
  .flatMap(caseFilesOf)
  .map(file => {
    const question = readJson(file) as Case
    return { file, question, answer: answerCase(question, rulebook) }
  })

describe('the answer to every worked case', () => {
  test.each(languages)('reads without gaps in %s', language => {
    const words = wordsFor(language)
    const gaps = cases.flatMap(({ file, question, answer }) => {
      const view = answerView(words, question, answer, rulebook)
      const texts = textsIn(view).filter(text => !text.startsWith('http'))
      return texts.filter(text => /[{}]|undefined|NaN|\[object|\$[a-z]/.test(text)).map(text => `${file}: ${text}`)
    })

    expect(gaps).toEqual([])
  })

  test('is worked out in rows that come to the amount', () => {
    const words = wordsFor('en')
    const different = cases.flatMap(({ file, question, answer }) =>
      answer.lines
        .filter(line => line.outcome === 'owed' && !line.because.some(({ code }) => /yields-to|paid-once/.test(code)))
        .flatMap(line => {
          const purse = purseOf(question, line.service, answer.currency)
          const { rows, total } = arithmeticOf(words, line, rulebook.schemes.get(line.scheme)!, purse)
          const paid = ratio(parseMinor(line.amount, answer.currency) ?? 0n)
          const last = rows.at(-1)?.result.replaceAll(',', '')
          const isRight = total === null || (compare(total, paid) === 0 && last === line.amount)
          return isRight ? [] : [`${file} ${line.scheme}: ${last} instead of ${line.amount}`]
        }),
    )

    expect(different).toEqual([])
  })

  test('links only to where a browser may go', () => {
    const words = wordsFor('en')
    const links = cases.flatMap(({ question, answer }) =>
      answerView(words, question, answer, rulebook).schemes.flatMap(scheme =>
        scheme.sources.flatMap(({ url }) => url ?? []),
      ),
    )

    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(url => !/^https?:\/\//.test(url))).toEqual([])
  })
})

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
