import { answerCase, Rulebook, type Case, type Scheme } from '@pulih/engine'
import { describe, expect, test } from 'vitest'
import { checkExpectation } from './expectation.ts'
import {
  caseFilesOf,
  jurisdictionFolders,
  loadCalendars,
  loadRulebook,
  policyFolder,
  readJson,
  schemeFiles,
} from './load.ts'
import { mutantsOf } from './mutants.ts'

const calendars = loadCalendars()
const rulebook = withPolicies()

for (const folder of [...jurisdictionFolders(), policyFolder]) {
  for (const file of schemeFiles(folder)) {
    const scheme = readJson(file) as Scheme
    const cases = caseFilesOf(file).map(path => readJson(path) as Case)

    describe(scheme.id, () => {
      test('has at least three worked cases', () => {
        expect(cases.length).toBeGreaterThanOrEqual(3)
      })

      test('every worked case says what it expects, under a name of its own', () => {
        expect(cases.filter(each => !each.expect).map(each => each.case)).toEqual([])
        expect(new Set(cases.map(each => each.case)).size).toBe(cases.length)
      })

      for (const each of cases) {
        test(`answers ${each.case}`, () => {
          expect(checkExpectation(each.expect ?? {}, answerCase(each, rulebook))).toEqual([])
        })
      }

      test('has cases that notice every flipped comparison, moved edge and missing reading', () => {
        const survivors = mutantsOf(scheme).filter(mutant => !isNoticed(mutant.scheme, cases))
        expect(survivors.map(mutant => mutant.what)).toEqual([])
      })
    })
  }
}

/** The law and the example policies together, all checked. */
function withPolicies(): Rulebook {
  const policies = schemeFiles(policyFolder).map(readJson)
  return loadRulebook().with([...Rulebook.from(policies, calendars).schemes.values()])
}

function isNoticed(mutant: Scheme, cases: readonly Case[]): boolean {
  const others = [...rulebook.schemes.values()].filter(scheme => scheme.id !== mutant.id)
  const mutated = Rulebook.trusted([...others, mutant], calendars)
  return cases.some(each => {
    try {
      return checkExpectation(each.expect ?? {}, answerCase(each, mutated)).length > 0
    } catch {
      return true
    }
  })
}
