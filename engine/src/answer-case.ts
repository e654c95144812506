import { formatMinor, InvalidInput, ratio, round, type Mistake } from '@pulih/kernel'
import { basesOfCase, caseMistakes, currencyOf, factsOf, servicesOf, type Bases } from './case-facts.ts'
import { caseForm, type Case, type CaseService } from './case.ts'
import type { BenefitDue, Decision, Outcome } from './decide.ts'
import { basesOf, evaluate } from './formula.ts'
import type { Facts } from './facts.ts'
import { figuresOf, readingsOf } from './figures.ts'
import { checkSettings } from './check-scheme.ts'
import type { HolidayCalendars } from './holidays.ts'
import { isObject, mistakesOf } from './grammar.ts'
import type { Rulebook } from './rulebook.ts'
import { stack, stackingSteps } from './stacking.ts'
import { settle, type SettlementAnswer } from './settle.ts'
import type { Step } from './trace.ts'
import { figures, type Figure, type Scheme, type Source, type Status } from './vocabulary.ts'
import { headsFor, type Profile, type Provider } from './who.ts'

/** The answer to one case. Amounts are decimal texts in `currency`. */
export interface Answer {
  readonly case: string
  readonly currency: string
  readonly undisputedMinimum: string
  readonly recommended: string
  readonly arguableMaximum: string
  /** What is kind and not owed; never part of the three figures. */
  readonly goodwill: string
  readonly benefits: readonly BenefitAnswer[]
  readonly lines: readonly Line[]
  readonly notApplied: readonly {
    readonly scheme: string
    readonly service?: string
    readonly because: readonly Step[]
  }[]
}

export interface Line {
  readonly scheme: string
  readonly service?: string
  readonly status: Status
  readonly reading: 'recommended' | 'undisputedMinimum' | 'arguableMaximum'
  /** The readings that gave this figure. */
  readonly readings: readonly string[]
  readonly outcome: Outcome | 'goodwill' | 'not-law'
  readonly amount: string
  readonly units: readonly Step[]
  readonly because: readonly Step[]
  readonly sources: readonly Source[]
  readonly settlement: SettlementAnswer
}

export interface BenefitAnswer {
  readonly scheme: string
  readonly service?: string
  readonly status: Status
  readonly kind: string
  readonly quantity: string
  readonly unit: string
  readonly validDays?: string
  readonly claimWithinDays?: string
  readonly frequency?: string
  readonly price?: string
}

/** Every mistake of a document that is meant to be a case. */
export function checkCase(document: unknown, rulebook: Rulebook): Mistake[] {
  const named = isObject(document) ? nameMistakes(document, rulebook) : []
  const formal = mistakesOf(caseForm, document)
  // What is said of dates and amounts needs a document of the right form; names can be looked up in any.
  if (formal.length > 0) return [...formal, ...named]
  const question = document as Case
  const mistakes = [...caseMistakes(question), ...named]
  mistakes.push(...settingMistakes(question, schemesFor(question, rulebook), rulebook.holidays))
  return mistakes
}

/** Values that no operator may set, or that do not fit where a scheme uses them, all settings taken together. */
function settingMistakes(question: Case, schemes: readonly Scheme[], holidays: HolidayCalendars): Mistake[] {
  const settings = [
    ...Object.entries(question.provider?.contract ?? {}).map(([name, value]) => ({
      field: '/provider/contract',
      name,
      value,
    })),
    ...Object.entries(question.parameters ?? {}).map(([name, value]) => ({ field: '/parameters', name, value })),
  ]
  const pointer = (setting: { field: string; name: string }) => `${setting.field}/${setting.name.replaceAll('/', '~1')}`
  const unknown = settings
    .filter(({ name }) => schemesSetting(name, schemes).length === 0)
    .map(setting => ({
      pointer: pointer(setting),
      code: 'parameter-not-operator-set',
      values: { found: setting.name },
    }))
  const wrong = schemes.flatMap(scheme => {
    const own = settings.filter(({ name }) => schemesSetting(name, [scheme]).length > 0)
    const first = own[0]
    if (!first) return []
    const values = Object.fromEntries(own.map(({ name, value }) => [name.slice(name.indexOf(':') + 1), value]))
    return checkSettings(scheme, values, holidays)
      .slice(0, 1)
      .map(mistake => {
        const culprit =
          own.find(({ name }) => mistake.pointer.startsWith(`/parameters/${name.slice(name.indexOf(':') + 1)}/`)) ??
          first
        return { ...mistake, pointer: pointer(culprit) }
      })
  })
  return [...unknown, ...wrong]
}

/** Schemes and jurisdictions that nobody knows. */
function nameMistakes(document: Record<string, unknown>, rulebook: Rulebook): Mistake[] {
  const { schemes, jurisdiction } = document
  const mistakes: Mistake[] = []
  const known = [...rulebook.schemes.keys()]
  const home = typeof jurisdiction === 'string' ? `${jurisdiction.toLowerCase()}/` : ''
  const near = known.filter(id => id.startsWith(home))
  if (Array.isArray(schemes)) {
    schemes.forEach((id, index) => {
      if (typeof id !== 'string' || rulebook.schemes.has(id)) return
      mistakes.push({
        pointer: `/schemes/${index}`,
        code: 'unknown-scheme',
        values: { found: id, known: (near.length > 0 ? near : known).join(', ') },
      })
    })
  } else if (typeof jurisdiction === 'string' && !rulebook.jurisdictions().includes(jurisdiction)) {
    mistakes.push({
      pointer: '/jurisdiction',
      code: 'unknown-jurisdiction',
      values: { found: jurisdiction, known: rulebook.jurisdictions().join(', ') },
    })
  }
  return mistakes
}

/** Answers a case. Throws `InvalidInput` with every mistake at once. */
export function answerCase(document: unknown, rulebook: Rulebook): Answer {
  const mistakes = checkCase(document, rulebook)
  if (mistakes.length > 0) throw new InvalidInput('case', mistakes)
  const question = document as Case
  const currency = currencyOf(question) as string
  const answers = servicesOf(question).map(service => answerService(question, service, currency, rulebook))
  const kept = paidOnce(answers, rulebook)
  const total = (figure: Figure, owed: boolean) =>
    kept
      .flatMap(answer => answer.due)
      .reduce(
        (sum, due) =>
          isOwed(due.scheme.status) === owed && due.scheme.status !== 'bill' ? sum + due.amounts[figure] : sum,
        0n,
      )
  const recommended = total('recommended', true)
  // Where one scheme gives way to another, the reading that pays least under one may pay most altogether.
  const [least = 0n, , most = 0n] = [total('minimum', true), recommended, total('maximum', true)].toSorted((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  )
  return {
    case: question.case,
    currency,
    undisputedMinimum: formatMinor(least, currency),
    recommended: formatMinor(recommended, currency),
    arguableMaximum: formatMinor(most, currency),
    goodwill: formatMinor(total('recommended', false), currency),
    benefits: kept.flatMap(answer => answer.benefits),
    lines: kept.flatMap(answer => answer.due.flatMap(due => linesOf(due, answer, currency))),
    notApplied: kept.flatMap(answer => answer.notApplied),
  }
}

/** Goodwill is never owed, and neither is what is not yet law. */
function isOwed(status: Status): boolean {
  return status !== 'goodwill' && status !== 'bill'
}

interface Due {
  readonly scheme: Scheme
  readonly decisions: Readonly<Record<Figure, Decision>>
  readonly traces: Readonly<Record<Figure, readonly Step[]>>
  amounts: Record<Figure, bigint>
  readonly extra: Step[]
}

interface ServiceAnswer {
  readonly id: string
  readonly facts: Facts
  due: Due[]
  readonly benefits: BenefitAnswer[]
  readonly notApplied: { scheme: string; service?: string; because: readonly Step[] }[]
}

function answerService(
  question: Case,
  service: CaseService & { readonly id: string },
  currency: string,
  rulebook: Rulebook,
): ServiceAnswer {
  const profile: Profile = {
    kind: service.kind,
    subscriber: question.subscriber?.type ?? 'consumer',
    payment: question.subscriber?.payment ?? 'postpaid',
    region: question.subscriber?.region ?? null,
    remoteness: question.subscriber?.remoteness ?? null,
  }
  const provider: Provider = {
    designated: question.provider?.designated ?? false,
    signatoryOf: question.provider?.signatoryOf ?? [],
  }
  const overrides = { ...question.provider?.contract, ...question.parameters }
  const facts = factsOf(question, service, rulebook.holidays)
  const bases = basesOfCase(question, service, currency)
  const answer: ServiceAnswer = { id: service.id, facts, due: [], benefits: [], notApplied: [] }
  const named = service.id === '' ? {} : { service: service.id }

  for (const scheme of schemesFor(question, rulebook)) {
    const heads = headsFor(scheme, profile, provider)
    const reason: Step | null =
      'code' in heads
        ? heads
        : scheme.currency !== null && scheme.currency !== currency
          ? { code: 'other-currency', values: { found: currency, covered: [scheme.currency] } }
          : null
    if (reason || 'code' in heads) {
      answer.notApplied.push({ scheme: scheme.id, ...named, because: reason ? [reason] : [] })
      continue
    }
    const due = decideFigures(scheme, heads, currency, overrides, facts, bases)
    answer.due.push(due)
    for (const benefit of due.decisions.recommended.benefits)
      answer.benefits.push({ ...describeBenefit(scheme, benefit), ...named })
  }
  stackFigures(answer.due)
  return answer
}

function schemesFor(question: Case, rulebook: Rulebook): readonly Scheme[] {
  if (!question.schemes) return rulebook.of(question.jurisdiction)
  return question.schemes.flatMap(id => rulebook.schemes.get(id) ?? [])
}

/** The schemes in which an operator may set this value; the name may be preceded by a scheme's id and a colon. */
function schemesSetting(name: string, schemes: readonly Scheme[]): readonly Scheme[] {
  const [id, short] = name.includes(':') ? name.split(':') : [null, name]
  return schemes.filter(
    scheme => (id === null || scheme.id === id) && scheme.parameters[short ?? '']?.setBy === 'operator',
  )
}

function decideFigures(
  scheme: Scheme,
  heads: readonly string[],
  currency: string,
  overrides: Readonly<Record<string, string>>,
  facts: Facts,
  bases: Bases,
): Due {
  const { programs, agree } = figuresOf(scheme, currency, overrides, heads)
  const traces: Record<Figure, Step[]> = { minimum: [], recommended: [], maximum: [] }
  const recommended = programs.recommended.decide(facts, traces.recommended)
  const decide = (figure: Figure) => (agree ? recommended : programs[figure].decide(facts, traces[figure]))
  const decisions = { recommended, minimum: decide('minimum'), maximum: decide('maximum') }
  if (agree) traces.minimum = traces.maximum = traces.recommended
  const raw = figures.map(figure =>
    round(
      evaluate(decisions[figure].formula, base => bases.value(base)),
      'half-away',
    ),
  )
  const [low = 0n, middle = 0n, high = 0n] = raw
  const extra: Step[] = basesOf(recommended.formula)
    .filter(base => bases.short.has(base))
    .map(base => ({ code: 'short-history', values: { base } }))
  // A reading may help one customer and hurt another: the minimum is the least that any figure's reading gives, the maximum the most.
  const least = [low, middle, high].reduce((a, b) => (a < b ? a : b))
  const most = [low, middle, high].reduce((a, b) => (a > b ? a : b))
  return { scheme, decisions, traces, amounts: { minimum: least, recommended: middle, maximum: most }, extra }
}

function stackFigures(due: readonly Due[]): void {
  const steps = stackingSteps(due.map(each => each.scheme))
  if (steps.length === 0) return
  for (const figure of figures) {
    const { amounts, lostTo } = stack(
      steps,
      due.map(each => each.amounts[figure]),
    )
    due.forEach((each, index) => {
      each.amounts[figure] = amounts[index] ?? 0n
      const winner = lostTo.get(index)
      if (winner !== undefined && figure === 'recommended')
        each.extra.push({ code: 'yields-to', values: { scheme: due[winner]?.scheme.id ?? '' } })
    })
  }
}

/** A scheme that pays a subscriber once keeps only the dearest of the services that failed together. */
function paidOnce(answers: readonly ServiceAnswer[], rulebook: Rulebook): readonly ServiceAnswer[] {
  if (answers.length < 2) return answers
  for (const scheme of rulebook.schemes.values()) {
    if (scheme.once !== 'per-subscriber') continue
    const entries = answers.flatMap(({ due, facts }) =>
      due.filter(each => each.scheme.id === scheme.id).map(each => ({ due: each, facts })),
    )
    for (const figure of figures) {
      const dearestFirst = entries.toSorted((a, b) => (b.due.amounts[figure] > a.due.amounts[figure] ? 1 : -1))
      const paid: Facts[] = []
      for (const { due, facts } of dearestFirst) {
        if (due.amounts[figure] === 0n) continue
        if (!paid.some(other => failedTogether(other, facts))) paid.push(facts)
        else {
          due.amounts[figure] = 0n
          if (figure === 'recommended') due.extra.push({ code: 'paid-once', values: {} })
        }
      }
    }
  }
  return answers
}

/** Services whose interruptions overlap, or that have none and so wait for the same visit or activation. */
function failedTogether(a: Facts, b: Facts): boolean {
  if (a.interruptions.length === 0 || b.interruptions.length === 0) return true
  return a.interruptions.some(one => b.interruptions.some(other => one.from < other.to && other.from < one.to))
}

function linesOf(due: Due, answer: ServiceAnswer, currency: string): Line[] {
  const line = (figure: Figure, reading: Line['reading']): Line => {
    const decision = due.decisions[figure]
    const steps = [...due.traces[figure], ...due.extra]
    return {
      scheme: due.scheme.id,
      ...(answer.id === '' ? {} : { service: answer.id }),
      status: due.scheme.status,
      reading,
      readings: readingsOf(due.scheme, figure).map(each => each.id),
      outcome: decision.outcome === 'owed' ? outcomeOf(due.scheme.status) : decision.outcome,
      amount: formatMinor(due.amounts[figure], currency),
      units: steps.filter(step => step.code === 'measured'),
      because: steps.filter(step => step.code !== 'measured'),
      sources: due.scheme.sources,
      settlement: settle(due.scheme, decision, answer.facts),
    }
  }
  const lines = [line('recommended', 'recommended')]
  if (due.amounts.minimum !== due.amounts.recommended) lines.push(line('minimum', 'undisputedMinimum'))
  if (due.amounts.maximum !== due.amounts.recommended) lines.push(line('maximum', 'arguableMaximum'))
  return lines
}

/** What is kind, or not yet law, is never called owed. */
function outcomeOf(status: Status): Line['outcome'] {
  if (status === 'goodwill') return 'goodwill'
  return status === 'bill' ? 'not-law' : 'owed'
}

function describeBenefit(scheme: Scheme, due: BenefitDue): BenefitAnswer {
  const { benefit } = due
  const optional = Object.fromEntries(
    (['validDays', 'claimWithinDays', 'frequency', 'price'] as const).flatMap(key =>
      benefit[key] === undefined ? [] : [[key, benefit[key]]],
    ),
  )
  return {
    scheme: scheme.id,
    status: scheme.status,
    kind: benefit.kind,
    quantity: quantityText(due),
    unit: benefit.unit,
    ...optional,
  }
}

/** Hundredths as a decimal without needless zeros. */
export function quantityText({ hundredths }: BenefitDue): string {
  const rounded = round(ratio(hundredths.numerator, hundredths.denominator), 'half-away')
  return formatMinor(rounded, 'EUR')
    .replace(/[.]00$/, '')
    .replace(/([.]\d)0$/, '$1')
}
