import { addDays, currencyDigits, LocalDays, parseMinor, round, type Ratio } from '@pulih/kernel'
import {
  answerCase,
  evaluate,
  figuresOf,
  headsFor,
  Rulebook,
  type Answer,
  type Case,
  type Facts,
  type Figure,
  type Line,
  type Scheme,
  type Step,
} from '@pulih/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadCalendars, loadRulebook, policyFolder, readJson, schemeFiles } from './load.ts'
import { between, instant, secondsOf, someCase, type CaseOptions } from './testing/random-case.ts'

const calendars = loadCalendars()
const rulebook = loadRulebook().with([
  ...Rulebook.from(schemeFiles(policyFolder).map(readJson), calendars).schemes.values(),
])
const schemes = [...rulebook.schemes.values()]
const named = schemes.map(scheme => [scheme.id, scheme] as const)
const except = (ids: readonly string[]) => named.filter(([id]) => !ids.includes(id))

/** What the customer gets, without the story of how. */
function outcomeOf({ lines, notApplied, ...totals }: Answer): object {
  return {
    ...totals,
    lines: lines.map(({ scheme, reading, outcome, amount }) => [scheme, reading, outcome, amount]),
    notApplied: notApplied.map(each => each.scheme),
  }
}

const outcome = (question: Case) => outcomeOf(answerCase(question, rulebook))

function forSome(scheme: Scheme, options: CaseOptions, holds: (question: Case, dice: number) => void): void {
  fc.assert(fc.property(someCase(scheme, options), fc.nat(1_000_000), holds), { seed: 21, numRuns: 12 })
}

/** The figures that a scheme really gives, each by itself: a longer outage may hurt one of them and not the others. */
const minorsOf = ({ undisputedMinimum, recommended, arguableMaximum, goodwill, currency }: Answer) =>
  [undisputedMinimum, recommended, arguableMaximum, goodwill].map(text => parseMinor(text, currency) ?? 0n)

/** Schemes that judge the length of each interruption before it is merged with others: `counts.length`. */
const judgesLength = ['br/rqual-32', 'cl/lpdc-25a', 'id/bakti-sla', 'kr/terms-10x', 'pe/devolucion', 'us/ny-psc-2023']
/** Of those, the ones that pay interruptions below a length by themselves, even inside a longer one. */
const paysShortOnesApart = ['cl/lpdc-25a', 'kr/terms-10x', 'us/ny-psc-2023']
/** Schemes that weigh what still arrived: of interruptions that overlap, the one that began first decides. */
const weighsWhatArrived = ['cz/act-127-2005-64-12', 'de/tkg-57-4']
/** From a length on, only an outage with enough subscribers earns anything; below it every outage does. */
const notMonotonic = ['us/ny-psc-2023']
/** Schemes that look at calendar months, whose lengths differ and whose edges do not move with the weeks. */
const countsMonths = [
  'bd/btrc-2021',
  'cl/lgt-27',
  'co/rpu-compensacion',
  'es/rd-899-2009-15',
  'es/rd-899-2009-16',
  'id/isp-sla-restitusi',
  'id/pln-tmp',
  'id/pln-tmp-2017',
  'policy/sla-99-5',
  'us/nj-14-18-3.5',
]

describe('an exception', () => {
  const saying = (words: RegExp) =>
    schemes
      .filter(scheme => words.test(JSON.stringify([scheme.per, scheme.heads, scheme.readings])))
      .map(scheme => scheme.id)
      .toSorted()

  test('is made for every scheme that says why, and for no other', () => {
    expect(saying(/"length":\{/)).toEqual(judgesLength)
    expect(saying(/"length":\{"is":"<=?"/)).toEqual(paysShortOnesApart)
    expect(saying(/"shortfall"/)).toEqual(weighsWhatArrived)
    expect(saying(/"month"|"calendar-month"/)).toEqual(countsMonths)
  })
})

describe('time is a union and never a sum', () => {
  test.each(named)('%s: an outage within another, or the same one twice, changes nothing', (_, scheme) => {
    forSome(scheme, {}, (question, dice) => {
      const [first, ...others] = question.interruptions ?? []
      if (!first) return
      const [from, to] = [secondsOf(first.from), secondsOf(first.to)]
      const inside = from + (dice % (to - from))
      const within = between(first, inside, Math.min(to, inside + 1 + (dice % 7200)))

      expect(outcome({ ...question, interruptions: [first, first, ...others] })).toEqual(outcome(question))
      if (!paysShortOnesApart.includes(scheme.id))
        expect(outcome({ ...question, interruptions: [first, ...others, within] })).toEqual(outcome(question))
    })
  })

  test.each(named)('%s: the order of what happened does not matter', (_, scheme) => {
    forSome(scheme, {}, question => {
      const turned = {
        ...question,
        interruptions: question.interruptions?.toReversed() ?? [],
        reports: question.reports?.toReversed() ?? [],
        appointments: question.appointments?.toReversed() ?? [],
        bills: question.bills?.toReversed() ?? [],
      }

      expect(outcome(turned)).toEqual(outcome(question))
    })
  })
})

describe('an outage in two parts that touch', () => {
  test.each(except([...judgesLength, ...weighsWhatArrived]))('%s: is the same as one', (_, scheme) => {
    forSome(scheme, {}, (question, dice) => {
      const [first, ...others] = question.interruptions ?? []
      if (!first) return
      const [from, to] = [secondsOf(first.from), secondsOf(first.to)]
      if (to - from < 2) return
      const middle = from + 1 + (dice % (to - from - 1))

      expect(
        outcome({ ...question, interruptions: [between(first, middle, to), ...others, between(first, from, middle)] }),
      ).toEqual(outcome(question))
    })
  })
})

describe('a longer outage', () => {
  test.each(except(notMonotonic))('%s: never earns less', (_, scheme) => {
    forSome(
      scheme,
      { interruptions: 1, days: 10, ...(scheme.per === 'event' ? { period: false } : {}) },
      (question, dice) => {
        const [first] = question.interruptions ?? []
        if (!first) return
        const longer = between(first, secondsOf(first.from), secondsOf(first.to) + 1 + (dice % (3 * 86400)))
        const before = minorsOf(answerCase(question, rulebook))
        const after = minorsOf(answerCase({ ...question, interruptions: [longer] }, rulebook))

        before.forEach((amount, figure) => expect(after[figure]).toBeGreaterThanOrEqual(amount))
      },
    )
  })
})

const jurisdictions = [...Map.groupBy(schemes, scheme => `${scheme.jurisdiction} ${scheme.currency ?? ''}`)]

describe('figures and lines', () => {
  test.each(jurisdictions)('%s: the figures are in order, and the lines add up to them', (_, group) => {
    for (const scheme of group) {
      forSome(scheme, {}, question => {
        const answer = answerCase({ ...question, schemes: group.map(each => each.id) }, rulebook)
        const [minimum = 0n, recommended = 0n, maximum = 0n, goodwill] = minorsOf(answer)

        expect(minimum <= recommended && recommended <= maximum).toBe(true)
        expect([minimum, recommended, maximum]).toEqual(
          (['undisputedMinimum', 'recommended', 'arguableMaximum'] as const).map(reading =>
            sumOf(answer, reading, line => line.status !== 'goodwill'),
          ),
        )
        expect(goodwill).toBe(sumOf(answer, 'recommended', line => line.status === 'goodwill'))
      })
    }
  })
})

/** A figure of a scheme has a line of its own only where it differs from the recommended one. */
function sumOf(answer: Answer, reading: Line['reading'], counts: (line: Line) => boolean): bigint {
  return answer.lines
    .filter(line => line.reading === 'recommended' && line.status !== 'bill' && counts(line))
    .map(line => answer.lines.find(other => other.scheme === line.scheme && other.reading === reading) ?? line)
    .reduce((sum, line) => sum + (parseMinor(line.amount, answer.currency) ?? 0n), 0n)
}

describe('an answer', () => {
  test.each(named)('%s: is the same twice, to the byte, and changes nothing that it was given', (_, scheme) => {
    const frozen = Rulebook.trusted([deepFrozen(structuredClone(scheme))], calendars)
    forSome(scheme, {}, question => {
      const first = JSON.stringify(answerCase(deepFrozen(question), frozen))

      expect(JSON.stringify(answerCase(question, rulebook))).toBe(first)
    })
  })

  test.each(named)('%s: has money as texts with the digits of its currency, and no fraction anywhere', (_, scheme) => {
    forSome(scheme, {}, question => {
      const answer = answerCase(question, rulebook)
      const amount = new RegExp(
        `^\\d+${currencyDigits(answer.currency) === 0 ? '' : `\\.\\d{${currencyDigits(answer.currency)}}`}$`,
      )

      const leaves = leavesOf(answer)
      const amounts = leaves.filter(({ path }) =>
        /\/(undisputedMinimum|recommended|arguableMaximum|goodwill|amount)$/.test(path),
      )

      expect(amounts.filter(({ value }) => typeof value !== 'string' || !amount.test(value))).toEqual([])
      expect(leaves.filter(({ value }) => typeof value === 'number' && !Number.isSafeInteger(value))).toEqual([])
    })
  })

  test.each(named)('%s: follows again from its decision, with or without the trace', (_, scheme) => {
    forSome(scheme, {}, question => {
      const { lines, currency } = answerCase(question, rulebook)
      const [recommended] = lines
      if (!recommended) return
      const { programs } = figuresOf(scheme, currency, question.parameters ?? {}, headsOf(scheme, question))
      const amounts = (['minimum', 'recommended', 'maximum'] as const).map((figure: Figure) => {
        const facts = factsOf(question)
        const steps: Step[] = []
        const decision = programs[figure].decide(facts, steps)

        expect(programs[figure].decide(facts).key).toBe(decision.key)
        if (decision.outcome === 'owed') expect(steps.length).toBeGreaterThan(0)
        return round(
          evaluate(decision.formula, base => baseOf(question, base)),
          'half-away',
        )
      })
      const [low = 0n, , high = 0n] = amounts.toSorted((a, b) => (a < b ? -1 : 1))

      expect(amounts[1]).toBe(parseMinor(recommended.amount, currency))
      expect(low).toBe(
        parseMinor((lines.find(line => line.reading === 'undisputedMinimum') ?? recommended).amount, currency),
      )
      expect(high).toBe(
        parseMinor((lines.find(line => line.reading === 'arguableMaximum') ?? recommended).amount, currency),
      )
    })
  })
})

describe('the same trouble some weeks later', () => {
  const workdays = Rulebook.trusted(
    schemes,
    calendars.map(calendar => ({ ...calendar, days: [], covers: { from: '2020-01-01', to: '2030-01-01' } })),
  )
  const binding = except(countsMonths).filter(([, { inForce }]) => inForce.from <= '2026-05-01' && inForce.to === null)

  test.each(binding)('%s: earns the same where clocks never change', (_, scheme) => {
    forSome(scheme, { zone: 'Asia/Jakarta', first: '2026-09-01', to: '2026-09-29' }, (question, dice) => {
      const later = movedBy(question, 1 + (dice % 5))

      expect(outcomeOf(answerCase(later, workdays))).toEqual(outcomeOf(answerCase(question, workdays)))
    })
  })
})

function movedBy(question: Case, weeks: number): Case {
  const days = 7 * weeks
  const move = (text: string) => instant(secondsOf(text) + 86400 * days)
  const date = <Text extends string | null>(text: Text) => (text === null ? text : addDays(text, days)) as Text
  const bill = <Bill extends { readonly from: string; readonly to: string }>(each: Bill) => ({
    ...each,
    from: date(each.from),
    to: date(each.to),
  })
  const { billingPeriod, activation } = question
  return {
    ...question,
    ...(billingPeriod ? { billingPeriod: bill(billingPeriod) } : {}),
    ...(activation ? { activation: { promised: date(activation.promised), actual: date(activation.actual) } } : {}),
    bills: question.bills?.map(bill) ?? [],
    topUps: question.topUps?.map(bill) ?? [],
    interruptions:
      question.interruptions?.map(each => ({
        ...each,
        from: move(each.from),
        to: move(each.to),
        ...(each.knownAt ? { knownAt: move(each.knownAt) } : {}),
      })) ?? [],
    reports: question.reports?.map(({ at }) => ({ at: move(at) })) ?? [],
    appointments: question.appointments?.map(each => ({ ...each, at: move(each.at) })) ?? [],
  }
}

function headsOf(scheme: Scheme, { service, subscriber, provider }: Case): readonly string[] {
  const heads = headsFor(
    scheme,
    {
      kind: service?.kind ?? 'internet',
      subscriber: subscriber?.type ?? 'consumer',
      payment: subscriber?.payment ?? 'postpaid',
      region: subscriber?.region ?? null,
      remoteness: subscriber?.remoteness ?? null,
    },
    { designated: provider?.designated ?? false, signatoryOf: provider?.signatoryOf ?? [] },
  )
  return 'code' in heads ? [] : heads
}

/** The facts of a case, put together a second time by other hands. */
function factsOf({
  service,
  subscriber,
  billingPeriod,
  interruptions,
  reports,
  appointments,
  activation,
}: Case): Facts {
  return {
    days: new LocalDays(service?.timeZone ?? 'UTC'),
    holidays: rulebook.holidays,
    region: subscriber?.region ?? null,
    period: billingPeriod ?? null,
    interruptions: (interruptions ?? []).map(each => ({
      from: secondsOf(each.from),
      to: secondsOf(each.to),
      extent: each.extent ?? 'total',
      cause: each.cause ?? 'network-fault',
      planned: each.cause === 'planned-work',
      noticeSeconds: each.noticeHours === undefined ? null : 3600 * each.noticeHours,
      knownAt: each.knownAt === undefined ? null : secondsOf(each.knownAt),
      subscribersHit: each.group?.subscribers ?? null,
      sitesHit: each.group?.sites ?? null,
      deliveredTenThousandths: each.delivered?.share === '0.5' ? 5000 : each.delivered ? 2500 : 0,
    })),
    reports: (reports ?? []).map(({ at }) => secondsOf(at)).toSorted((a, b) => a - b),
    appointments: (appointments ?? [])
      .map(({ at, outcome }) => ({ at: secondsOf(at), outcome }))
      .toSorted((a, b) => a.at - b.at),
    activation: activation ?? null,
    since: null,
    allServicesDown: null,
  }
}

function baseOf({ service, bills }: Case, base: string): Ratio {
  const minor = (text: string | undefined) => parseMinor(text ?? '0', service?.currency ?? 'EUR') ?? 0n
  const history = (bills ?? []).map(bill => minor(bill.amount))
  const sum = history.reduce((a, b) => a + b, 0n)
  if (base === 'bills-average-3') return { numerator: sum, denominator: 3n }
  if (base === 'bills-sum-3' || base === 'top-ups-sum-3') return { numerator: sum, denominator: 1n }
  if (base === 'previous-bill') return { numerator: history.at(-1) ?? 0n, denominator: 1n }
  return { numerator: minor(service?.monthlyFee), denominator: 1n }
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFrozen(inner)
  }
  return value
}

function leavesOf(value: unknown, path = ''): { readonly path: string; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${path}/${name}`))
}
