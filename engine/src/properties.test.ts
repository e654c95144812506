import { parseMinor, ratio, round } from '@pulih/kernel'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerCase } from './answer-case.ts'
import { basesOfCase, factsOf, servicesOf } from './case-facts.ts'
import type { Case } from './case.ts'
import { SchemeProgram } from './decide.ts'
import { figuresOf } from './figures.ts'
import { evaluate } from './formula.ts'
import { aCase, answer, paying, rulebookOf } from './testing/a-scheme.ts'
import { someInterruptions, someReports, someScheme } from './testing/random-scheme.ts'
import type { Scheme } from './vocabulary.ts'

const someCase = fc
  .record({ interruptions: someInterruptions, reports: someReports, fee: fc.bigInt({ min: 0n, max: 100_000n }) })
  .map(({ interruptions, reports, fee }) =>
    aCase({
      schemes: ['xx/act'],
      service: {
        kind: 'internet',
        timeZone: 'Europe/Warsaw',
        monthlyFee: `${fee / 100n}.${String(fee % 100n).padStart(2, '0')}`,
        currency: 'EUR',
      },
      billingPeriod: { from: '2026-09-01', to: '2026-10-01' },
      interruptions,
      reports,
    }),
  )
const forSome = (holds: (scheme: Scheme, question: Case, dice: number) => void) =>
  fc.assert(fc.property(someScheme, someCase, fc.nat(1_000_000), holds), { seed: 31, numRuns: 400 })
const outcome = (scheme: Scheme, question: Case) => {
  const { lines, ...totals } = answerCase(question, rulebookOf(scheme))
  return { ...totals, lines: lines.map(line => [line.reading, line.outcome, line.amount]) }
}
const seconds = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000
const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000).toString()

describe('any scheme', () => {
  test('counts time once, in any order, and in one piece or two', () => {
    forSome((scheme, question, dice) => {
      const [first, ...others] = question.interruptions ?? []
      if (!first) return
      const middle = seconds(first.from) + 1 + (dice % (seconds(first.to) - seconds(first.from) - 1))
      const before = outcome(scheme, question)

      expect(outcome(scheme, { ...question, interruptions: [first, ...others, first].toReversed() })).toEqual(before)
      expect(
        outcome(scheme, {
          ...question,
          interruptions: [{ ...first, from: at(middle) }, ...others, { ...first, to: at(middle) }],
        }),
      ).toEqual(before)
      expect(
        outcome(scheme, { ...question, interruptions: [first, ...others, { ...first, from: at(middle) }] }),
      ).toEqual(before)
    })
  })

  test('gives three figures in order, each a text with two digits', () => {
    forSome((scheme, question) => {
      const { undisputedMinimum, recommended, arguableMaximum } = answerCase(question, rulebookOf(scheme))
      const minors = [undisputedMinimum, recommended, arguableMaximum].map(text => parseMinor(text, 'EUR'))

      for (const text of [undisputedMinimum, recommended, arguableMaximum]) expect(text).toMatch(/^\d+\.\d\d$/)
      expect(minors).toEqual(minors.toSorted((a, b) => ((a ?? 0n) < (b ?? 0n) ? -1 : 1)))
    })
  })

  test('decides alike whether it was asked before or not, and whether it is traced or not', () => {
    const asked = new Map<string, SchemeProgram>()
    forSome((scheme, question) => {
      const key = JSON.stringify(scheme)
      const program = asked.get(key) ?? new SchemeProgram(scheme, 'EUR')
      asked.set(key, program)
      const facts = servicesOf(question).map(service => factsOf(question, service, rulebookOf(scheme).holidays))

      for (const each of facts) {
        const { key: decided } = new SchemeProgram(scheme, 'EUR').decide(each)
        expect([program.decide(each).key, program.decide(each, []).key, program.decide(each).key]).toEqual([
          decided,
          decided,
          decided,
        ])
      }
    })
  })

  test('proves its amount again: the formula over the bases is what the line says', () => {
    forSome((scheme, question) => {
      const [service] = servicesOf(question)
      if (!service) return
      const { lines } = answerCase(question, rulebookOf(scheme))
      const { programs } = figuresOf(scheme, 'EUR')
      const { formula, outcome } = programs.recommended.decide(
        factsOf(question, service, rulebookOf(scheme).holidays),
        [],
      )
      const bases = basesOfCase(question, service, 'EUR')

      expect(
        round(
          evaluate(formula, base => bases.value(base)),
          'half-away',
        ),
      ).toBe(parseMinor(lines[0]?.amount ?? '', 'EUR'))
      expect(lines[0]?.outcome).toBe(outcome)
    })
  })
})

describe('a billing period in two halves', () => {
  test('earns as much as the whole where there is no threshold and no rounding', () => {
    const scheme = paying(
      { pay: { money: '25920.00' }, times: { measure: 'duration', over: 'thirty-days' } },
      {},
      { per: 'billing-period' },
    )
    const owed = (question: Case, from: string, to: string) =>
      parseMinor(answer(scheme, { ...question, billingPeriod: { from, to } }).recommended, 'EUR') ?? 0n
    fc.assert(
      fc.property(someCase, fc.integer({ min: 2, max: 30 }), (question, day) => {
        const middle = `2026-09-${String(day).padStart(2, '0')}`

        expect(owed(question, '2026-09-01', middle) + owed(question, middle, '2026-10-01')).toBe(
          owed(question, '2026-09-01', '2026-10-01'),
        )
      }),
      { seed: 32, numRuns: 100 },
    )
  })
})

describe('money', () => {
  test('is never made a float: no source of the engine reads one from a text or writes one', () => {
    const folder = import.meta.dirname
    const sources = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    const suspicious = sources.flatMap(name =>
      readFileSync(`${folder}/${name}`, 'utf8')
        .split('\n')
        .filter(line => /parseFloat|toFixed|toPrecision|Number\([^)]*(minor|amount|money|fee|base)/i.test(line))
        .map(line => `${name}: ${line.trim()}`),
    )

    expect(sources.length).toBeGreaterThan(10)
    expect(suspicious).toEqual([])
  })

  test('evaluates beyond what a float holds', () => {
    const formula = { op: 'linear', constant: ratio(1n), shares: [{ base: 'monthly-fee', ratio: ratio(1n) }] } as const

    expect(evaluate(formula, () => ratio(2n ** 53n)).numerator).toBe(2n ** 53n + 1n)
  })
})
