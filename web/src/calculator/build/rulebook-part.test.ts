import { answerCase, Rulebook, type Case } from '@pulih/engine'
import { caseFilesOf, loadRulebook, readJson, rulebookFolder, schemeFiles } from '@pulih/rulebooks'
import { describe, expect, test } from 'vitest'
import { workOut } from '../work-out.ts'
import { rulebookPart, type RulebookPart } from './rulebook-part.ts'

const rulebook = loadRulebook()

describe.each(rulebook.jurisdictions())('what a browser loads for %s', jurisdiction => {
  // As it travels: text, and nothing checked again.
  const part = JSON.parse(JSON.stringify(rulebookPart(rulebook, jurisdiction))) as RulebookPart
  const loaded = Rulebook.trusted(part.schemes, part.calendars)

  test('answers every worked case like the whole rulebook', () => {
    const cases = schemeFiles(`${rulebookFolder}/${jurisdiction.toLowerCase()}`)
      .flatMap(caseFilesOf)
      .map(file => readJson(file) as Case)

    expect(cases.length).toBeGreaterThan(0)
    for (const question of cases) expect(answerCase(question, loaded)).toEqual(answerCase(question, rulebook))
  })

  test('holds an example that comes to something', () => {
    const outcome = workOut(part.example, loaded)

    expect('answer' in outcome && /[1-9]/.test(outcome.answer.recommended)).toBe(true)
  })
})
