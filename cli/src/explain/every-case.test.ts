import { languages, parseMinor, round, ratio, add, compare, type Ratio } from '@pulih/kernel'
import { answerCase, Rulebook, type Case, type Line } from '@pulih/engine'
import { answerText, derivationOf, purseOf, termOf, valueOf, widthOf } from '@pulih/explanations'
import { wordsFor } from '@pulih/phrases'
import {
  caseFilesOf,
  jurisdictionFolders,
  loadCalendars,
  loadRulebook,
  policyFolder,
  readJson,
  schemeFiles,
} from '@pulih/rulebooks'
import { expect, test } from 'vitest'

const policies = Rulebook.from(schemeFiles(policyFolder).map(readJson), loadCalendars())
const rulebook = loadRulebook().with([...policies.schemes.values()])
const files = [...jurisdictionFolders(), policyFolder].flatMap(schemeFiles).flatMap(caseFilesOf)
const cases = files.map(file => {
  const question = readJson(file) as Case
  return { file, question, answer: answerCase(question, rulebook) }
})

test('every worked case of every rulebook reads without gaps in every language', () => {
  const page = { colour: false, width: 100 }
  const broken = languages.flatMap(language =>
    cases.flatMap(({ file, question, answer }) => {
      const text = answerText(wordsFor(language), page, question, answer, rulebook)
      const withoutLinks = text.replaceAll(/https?:\S+/g, '').split('\n')
      // A value object in braces is what an unknown step would look like.
      return withoutLinks
        .filter(
          line => /[{}]|undefined|NaN|\[object|\$[a-z]/.test(line) || (widthOf(line) > 100 && /\s/.test(line.trim())),
        )
        .map(line => `${file} ${language}: ${line}`)
    }),
  )
  expect(broken).toEqual([])
})

test('the arithmetic that the explanation shows comes to the amount that the engine owes, in every worked case', () => {
  const different = cases.flatMap(({ file, question, answer }) =>
    answer.lines.filter(isUntouched).flatMap(line => {
      const found = workedOut(line, question, answer.currency)
      return found === null || found === parseMinor(line.amount, answer.currency)
        ? []
        : [`${file} ${line.scheme}: ${found}, not ${line.amount}`]
    }),
  )
  expect(different).toEqual([])
})

/** What is undetermined has no arithmetic, stacking changes amounts after it, and the two outer figures may come from another figure's reading. */
function isUntouched(line: Line): boolean {
  return (
    line.reading === 'recommended' && !line.because.some(step => step.code === 'yields-to' || step.code === 'paid-once')
  )
}

function workedOut(line: Line, question: Case, currency: string): bigint | null {
  const scheme = rulebook.schemes.get(line.scheme)!
  // A unit of rounding behind a parameter depends on the day, and so may a bound; the engine's own tests hold them.
  if ((scheme.cap ?? scheme.floor) !== undefined || scheme.rounding.to?.startsWith('$')) return null
  const purse = purseOf(question, line.service, currency)
  const heads = new Map<string | null, Ratio>()
  for (const look of derivationOf(line).looks) {
    for (const step of look.results.filter(each => each.code === 'formula')) {
      const term = termOf(step, scheme)
      expect(term, `${line.scheme}: ${String(step.values['formula'])}`).not.toBeNull()
      heads.set(
        look.head,
        add(
          heads.get(look.head) ?? ratio(0n),
          valueOf(term!, base => purse.base(base)),
        ),
      )
    }
  }
  const total = [...heads.values()].reduce(
    (a, b) => (scheme.combine === 'sum' ? add(a, b) : compare(a, b) >= 0 ? a : b),
    ratio(0n),
  )
  return round(total, scheme.rounding.mode, parseMinor(scheme.rounding.to ?? '', currency) ?? 1n)
}
