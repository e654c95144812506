import { basename } from 'node:path'
import { InvalidInput } from '@pulih/kernel'
import { answerCase, checkScheme, HolidayCalendars, Rulebook, type Case, type Scheme } from '@pulih/engine'
import {
  caseFilesOf,
  checkExpectation,
  jurisdictionFolders,
  loadCalendars,
  readJson,
  schemeFiles,
  policyFolder,
} from '@pulih/rulebooks'
import { mutantsOf } from '../rulebooks/src/mutants.ts'

/**
 * For whoever writes a rulebook: `node tools/check-rulebook.ts pl` checks the schemes of a folder, runs their worked cases and
 * tells which mistakes in a scheme its cases would not notice.
 */
const wanted = process.argv.slice(2)
const calendars = loadCalendars()
const holidays = new HolidayCalendars(calendars)
let failures = 0

for (const folder of [...jurisdictionFolders(), policyFolder].filter(
  each => wanted.length === 0 || wanted.includes(basename(each)),
)) {
  const files = schemeFiles(folder)
  const schemes = files.map(file => readJson(file) as Scheme)
  const broken = schemes.flatMap(scheme =>
    checkScheme(scheme, holidays).map(
      mistake => `${scheme.id} ${mistake.pointer} ${mistake.code} ${JSON.stringify(mistake.values)}`,
    ),
  )
  broken.forEach(fail)
  if (broken.length > 0) continue
  files.forEach((file, index) => {
    const scheme = schemes[index] as Scheme
    const cases = caseFilesOf(file).map(path => readJson(path) as Case)
    const rulebook = Rulebook.trusted(schemes, calendars)
    const wrong = cases.flatMap(each => differences(each, rulebook).map(text => `${each.case}: ${text}`))
    wrong.forEach(text => fail(`${scheme.id} ${text}`))
    if (cases.length < 3) fail(`${scheme.id} has ${cases.length} worked cases; three is the least`)
    if (wrong.length > 0) return
    const survivors = mutantsOf(scheme).filter(mutant => {
      const others = schemes.filter(other => other.id !== scheme.id)
      const mutated = Rulebook.trusted([...others, mutant.scheme], calendars)
      return cases.every(each => differences(each, mutated).length === 0)
    })
    survivors.forEach(mutant => fail(`${scheme.id} no case notices: ${mutant.what}`))
    process.stdout.write(`${scheme.id}: ${cases.length} cases, ${survivors.length} unnoticed\n`)
  })
}
process.exitCode = failures > 0 ? 1 : 0

function differences(each: Case, rulebook: Rulebook): string[] {
  try {
    return checkExpectation(each.expect ?? {}, answerCase(each, rulebook))
  } catch (error) {
    return [error instanceof InvalidInput ? error.message : String(error)]
  }
}

function fail(text: string): void {
  failures++
  process.stdout.write(`✗ ${text}\n`)
}
