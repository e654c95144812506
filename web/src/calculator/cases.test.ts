import { answerCase, type Case } from '@pulih/engine'
import { caseFilesOf, jurisdictionFolders, loadRulebook, readJson, schemeFiles } from '@pulih/rulebooks'
import { describe, expect, test } from 'vitest'
import { draftOf } from './case-to-draft.ts'
import { caseOf } from './draft-to-case.ts'
import { readLink, writeLink } from './link.ts'

const rulebook = loadRulebook()
const cases = jurisdictionFolders()
  .flatMap(schemeFiles)
  .flatMap(caseFilesOf)
  .map(file => ({ file: file.slice(file.indexOf('rulebooks/') + 10), question: readJson(file) as Case }))
const known = cases.flatMap(({ file, question }) => {
  const draft = draftOf(question)
  return draft ? [{ file, question, draft }] : []
})

describe('the worked cases of all jurisdictions, as the form holds them', () => {
  test('are nearly all, and from every jurisdiction', () => {
    expect(cases.length).toBeGreaterThan(700)
    expect(known.length / cases.length).toBeGreaterThan(0.95)
    expect(new Set(known.map(({ question }) => question.jurisdiction))).toEqual(new Set(rulebook.jurisdictions()))
  })

  test('get the answer that the engine gives to the case as it was written', () => {
    const different = known.flatMap(({ file, question, draft }) => {
      const made = caseOf(draft, rulebook)
      if ('mistakes' in made) return [`${file}: ${JSON.stringify(made.mistakes)}`]
      const [ours, theirs] = [made.question, question].map(each =>
        JSON.stringify({ ...answerCase(each, rulebook), case: '' }),
      )
      return ours === theirs ? [] : [`${file}: ${ours} instead of ${theirs}`]
    })

    expect(different).toEqual([])
  })

  test('travel in a link and back', () => {
    for (const { draft } of known) {
      const linked = { draft, language: 'pl' as const, isAnswered: true }
      expect(readLink(`#${writeLink(linked)}`)).toEqual(linked)
    }
  })
})
