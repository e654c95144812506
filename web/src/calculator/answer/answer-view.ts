import {
  answerCase,
  onlyWhenNamed,
  Rulebook,
  type Answer,
  type BenefitAnswer,
  type Case,
  type Figure,
  type Line,
  type Reading,
  type Scheme,
  type Step,
} from '@pulih/engine'
import { derivationOf, purseOf } from '@pulih/explanations'
import { describeStep, measuredLabel, type Words } from '@pulih/phrases'
import { arithmeticOf, type Row } from './arithmetic.ts'

/** An answer as the page shows it: every figure and sentence in the reader's language, nothing left to decide. */
export interface AnswerView {
  readonly verdict: 'owed' | 'perhaps' | 'right' | 'in-kind' | 'undetermined' | 'goodwill' | 'nothing'
  readonly minimum: string
  readonly recommended: string
  readonly maximum: string
  readonly isOpen: boolean
  /** True if something is due under every reading. */
  readonly isSure: boolean
  /** Null when nobody gives anything by kindness. */
  readonly goodwill: string | null
  readonly schemes: readonly SchemeView[]
  readonly notApplied: readonly { readonly id: string; readonly title: string; readonly reasons: readonly string[] }[]
}

export interface SchemeView {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly outcome: string
  readonly tone: 'owed' | 'goodwill' | 'open' | 'none'
  /** Null where there is a right without a sum, or a value is missing. */
  readonly amount: string | null
  /** Null when all readings agree. */
  readonly range: { readonly minimum: string; readonly maximum: string } | null
  readonly statusNotes: readonly string[]
  /** True for what binds nobody at present: the reader must see that beside the amount. */
  readonly isDoubtful: boolean
  readonly benefits: readonly string[]
  readonly looks: readonly LookView[]
  readonly rows: readonly Row[]
  readonly remarks: readonly string[]
  readonly questions: readonly QuestionView[]
  readonly openQuestions: readonly string[]
  readonly settlement: SettlementView | null
  readonly sources: readonly SourceView[]
}

export interface LookView {
  readonly heading: string
  readonly happened: readonly { readonly text: string; readonly counts: boolean }[]
  readonly measured: readonly string[]
  readonly anyOf: boolean
  readonly conditions: readonly { readonly text: string; readonly met: boolean; readonly articles: string }[]
  readonly articles: string
}

export interface QuestionView {
  readonly question: string
  readonly answers: readonly { readonly says: string; readonly why: string; readonly gives: string }[]
}

export interface SettlementView {
  readonly isAutomatic: boolean
  readonly claimBy: string | null
  readonly payBy: string | null
  readonly sentences: readonly string[]
}

export interface SourceView {
  readonly cite: string
  readonly confidence: string
  readonly isPrimary: boolean
  readonly url: string | null
}

export function answerView(words: Words, question: Case, answer: Answer, rulebook: Rulebook): AnswerView {
  const money = (amount: string) => words.money(amount, answer.currency)
  const main = answer.lines.filter(line => line.reading === 'recommended')
  const schemes = main.flatMap(line => {
    const scheme = rulebook.schemes.get(line.scheme)
    return scheme ? [schemeView({ words, question, answer, rulebook }, line, scheme)] : []
  })
  const weight = (tone: SchemeView['tone']) => ['owed', 'goodwill', 'open', 'none'].indexOf(tone)
  return {
    verdict: verdictOf(answer, main),
    minimum: money(answer.undisputedMinimum),
    recommended: money(answer.recommended),
    maximum: money(answer.arguableMaximum),
    isOpen: answer.undisputedMinimum !== answer.arguableMaximum,
    isSure: isSome(answer.undisputedMinimum),
    goodwill: isSome(answer.goodwill) ? money(answer.goodwill) : null,
    schemes: schemes.toSorted((a, b) => weight(a.tone) - weight(b.tone)),
    notApplied: answer.notApplied.map(({ scheme, because }) => ({
      id: scheme,
      title: rulebook.schemes.get(scheme)?.title[words.language] ?? scheme,
      reasons: because.map(step => `${describeStep(words, named(step, rulebook, words))}.`),
    })),
  }
}

function verdictOf(answer: Answer, lines: readonly Line[]): AnswerView['verdict'] {
  const has = (outcome: Line['outcome']) => lines.some(line => line.outcome === outcome)
  if (isSome(answer.recommended)) return 'owed'
  if (answer.benefits.some(({ status }) => status !== 'goodwill' && status !== 'bill')) return 'in-kind'
  if (isSome(answer.arguableMaximum)) return 'perhaps'
  if (has('right-without-amount')) return 'right'
  if (has('undetermined')) return 'undetermined'
  return isSome(answer.goodwill) ? 'goodwill' : 'nothing'
}

interface Facts {
  readonly words: Words
  readonly question: Case
  readonly answer: Answer
  readonly rulebook: Rulebook
}

function schemeView(facts: Facts, line: Line, scheme: Scheme): SchemeView {
  const { words, question, answer, rulebook } = facts
  const { language } = words
  const purse = purseOf(question, line.service, answer.currency)
  const { looks, remarks } = derivationOf(line)
  const minimum = amountUnder(answer, line, 'minimum')
  const maximum = amountUnder(answer, line, 'maximum')
  const money = (amount: string) => words.money(amount, answer.currency)
  const tone = toneOf(line, maximum)
  const isCovered =
    !isSome(line.amount) && line.because.some(({ code }) => code === 'yields-to' || code === 'paid-once')
  const means =
    line.status === 'law' || line.status === 'regulator-code' || line.status === 'contract'
      ? []
      : [words.phrase(`status-means.${line.status}`)]
  return {
    id: scheme.id,
    title: scheme.title[language],
    status: words.word('status', line.status),
    outcome: isCovered ? words.phrase('outcome.covered') : words.phrase(`outcome.${line.outcome}`),
    tone,
    amount:
      ['right-without-amount', 'undetermined'].includes(line.outcome) && !isSome(line.amount)
        ? null
        : money(line.amount),
    range: minimum === maximum ? null : { minimum: money(minimum), maximum: money(maximum) },
    statusNotes: [...means, ...(scheme.statusNote ? [scheme.statusNote[language]] : [])],
    isDoubtful: onlyWhenNamed.includes(line.status),
    benefits: answer.benefits
      .filter(benefit => benefit.scheme === line.scheme && benefit.service === line.service)
      .map(benefit => benefitText(words, benefit, answer.currency)),
    looks: looks.map((_, index) => lookView(words, looks, index, scheme)),
    rows: arithmeticOf(words, line, scheme, purse).rows,
    remarks: remarks.map(step => `${words.sentence(describeStep(words, named(step, rulebook, words)))}.`),
    questions: minimum === maximum ? [] : questionsOf(facts, line, scheme),
    openQuestions: tone === 'none' ? [] : (scheme.openQuestions ?? []).map(text => text[language]),
    settlement: isCovered ? null : settlementView(words, line, scheme),
    sources: scheme.sources.map(({ cite, url, confidence }) => ({
      // Our notes on where a copy lies mean nothing to a reader.
      cite: cite.replace(/ \([a-z]{2}\/[\w.-]+\.md\)/g, ''),
      confidence: words.word('confidence', confidence),
      isPrimary: confidence === 'primary',
      url: url !== undefined && /^https?:\/\//.test(url) ? url : null,
    })),
  }
}

function toneOf(line: Line, maximum: string): SchemeView['tone'] {
  if (line.outcome === 'goodwill') return 'goodwill'
  if (isSome(line.amount) || line.outcome === 'owed') return 'owed'
  return isSome(maximum) || line.outcome === 'right-without-amount' || line.outcome === 'undetermined' ? 'open' : 'none'
}

type Look = ReturnType<typeof derivationOf>['looks'][number]

function lookView(words: Words, looks: readonly Look[], index: number, scheme: Scheme): LookView {
  const look = looks[index] as Look
  const before = looks[index - 1]
  const head = scheme.heads.find(each => each.id === look.head)
  const ofHead = looks.filter(each => each.head === look.head)
  // Heads that look at the same time need not tell it twice.
  const told = ({ happened }: Look) => JSON.stringify(happened.map(({ code, values }) => [code, values]))
  const repeats = before !== undefined && before.head !== look.head && told(before) === told(look)
  return {
    heading: [
      ...(ofHead.length < looks.length && head?.title ? [head.title[words.language]] : []),
      ...(ofHead.length > 1 ? [words.phrase('heading.event', { number: ofHead.indexOf(look) + 1 })] : []),
    ].join(' · '),
    happened: repeats ? [] : look.happened.flatMap(step => happened(words, step)),
    measured: look.measured
      .filter(step => step.values['measure'] !== 'once')
      .map(step => {
        const { dates } = step.values
        const days = Array.isArray(dates) ? ` (${words.days(dates.map(String))})` : ''
        return `${describeStep(words, step)}${days}`
      }),
    anyOf: head?.gate !== undefined && 'any' in head.gate && head.gate.any.length > 1 && look.conditions.length > 0,
    conditions: look.conditions.map(step => condition(words, step, look, scheme)),
    articles: articlesOf(look.results, scheme),
  }
}

function happened(words: Words, step: Step): LookView['happened'] {
  const line = { text: describeStep(words, step), counts: step.code === 'interruption-counted' }
  const { deadline, at } = step.values
  return step.code === 'clock-started' && typeof deadline === 'string' && deadline !== at
    ? [line, { text: words.phrase('step.clock-deadline', { deadline: words.instant(deadline) }), counts: false }]
    : [line]
}

function condition(words: Words, step: Step, look: Look, scheme: Scheme): LookView['conditions'][number] {
  const same = look.measured.find(unit =>
    ['measure', 'value', 'outOf'].every(name => unit.values[name] === step.values[name]),
  )
  return {
    text: describeStep(words, step, same && measuredLabel(words, same)),
    met: step.code === 'condition-met' || step.code === 'tier-reached',
    articles: articlesOf([step], scheme),
  }
}

function articlesOf(steps: readonly Step[], scheme: Scheme): string {
  const places = steps
    .flatMap(step => step.cites ?? [])
    .map(({ source, article }) => article ?? scheme.sources.find(known => known.id === source)?.cite ?? source)
  return [...new Set(places)].join('; ')
}

const lineOf = { minimum: 'undisputedMinimum', recommended: 'recommended', maximum: 'arguableMaximum' } as const

function amountUnder(answer: Answer, line: Line, figure: Figure): string {
  return (
    answer.lines.find(
      each => each.scheme === line.scheme && each.service === line.service && each.reading === lineOf[figure],
    )?.amount ?? line.amount
  )
}

/** Where a text can be read in more than one way, and it matters here: each way, who could say so, and what it comes to. */
function questionsOf(facts: Facts, line: Line, scheme: Scheme): readonly QuestionView[] {
  const { words, answer } = facts
  const { language } = words
  const gives = (reading: Reading) =>
    words.sentence(
      words.list(
        reading.figures.map(
          figure =>
            `${words.phrase(`figure.${figure}`)} ${words.money(amountUnder(answer, line, figure), answer.currency)}`,
        ),
      ),
    )
  const all = [...new Set(scheme.readings.map(reading => reading.question[language]))]
  const some = all.filter(question => matters(facts, line, scheme, reading => reading.question[language] === question))
  // Several questions may decide only together.
  return (some.length > 0 ? some : all).map(question => ({
    question,
    answers: scheme.readings
      .filter(reading => reading.question[language] === question)
      .map(reading => ({ says: reading.says[language], why: reading.why[language], gives: gives(reading) })),
  }))
}

/** True if the readings of one question by themselves move the amount of this case. */
function matters(
  { question, rulebook }: Facts,
  line: Line,
  scheme: Scheme,
  isOf: (reading: Reading) => boolean,
): boolean {
  const alone = { ...scheme, readings: scheme.readings.filter(isOf) }
  const others = [...rulebook.schemes.values()].map(each => (each.id === scheme.id ? alone : each))
  const answer = answerCase(question, Rulebook.trusted(others, rulebook.holidays.list()))
  return answer.lines.some(
    each => each.scheme === line.scheme && each.service === line.service && each.reading !== 'recommended',
  )
}

function settlementView(words: Words, line: Line, scheme: Scheme): SettlementView | null {
  if (!['owed', 'goodwill', 'right-without-amount'].includes(line.outcome)) return null
  const { duty, forms, claimBy, payBy, payOn, late } = line.settlement
  const names = words.list(
    forms.map(form => words.word('form', form)),
    'or',
  )
  return {
    isAutomatic: duty === 'automatic',
    claimBy: claimBy === undefined ? null : words.date(claimBy),
    payBy: payBy === undefined ? null : words.date(payBy),
    sentences: [
      words.phrase('settled.forms', { forms: names }),
      ...(payOn === undefined ? [] : [words.phrase('settled.pay-on', { bill: words.word('pay-on', payOn) })]),
      ...(late?.times === undefined ? [] : [words.phrase('settled.late-times', { times: words.fraction(late.times) })]),
      ...(late?.interestPerMonth === undefined
        ? []
        : [words.phrase('settled.late-interest', { rate: words.fraction(late.interestPerMonth) })]),
      ...(late?.note ? [late.note[words.language]] : []),
      ...(scheme.settlement.note ? [scheme.settlement.note[words.language]] : []),
    ],
  }
}

function benefitText(words: Words, benefit: BenefitAnswer, currency: string): string {
  const days = (count: string) => words.phrase('time.days', { n: Number(count) })
  const isCount = (text: string | undefined): text is string => /^\d+$/.test(text ?? '')
  const { quantity, unit, validDays, claimWithinDays, frequency, price } = benefit
  return [
    words.phrase('benefit.line', {
      quantity: words.number(quantity),
      unit,
      kind: words.word('benefit-kind', benefit.kind),
    }),
    ...(isCount(validDays) ? [words.phrase('benefit.valid', { days: days(validDays) })] : []),
    ...(isCount(claimWithinDays) ? [words.phrase('benefit.claim', { days: days(claimWithinDays) })] : []),
    ...(frequency === undefined ? [] : [words.phrase('benefit.frequency', { frequency })]),
    ...(price === undefined ? [] : [words.phrase('benefit.price', { price: words.money(price, currency) })]),
  ].join('; ')
}

/** A reader knows rules by their titles. */
function named(step: Step, rulebook: Rulebook, words: Words): Step {
  const title = rulebook.schemes.get(String(step.values['scheme']))?.title[words.language]
  return title === undefined ? step : { ...step, values: { ...step.values, scheme: `“${title}”` } }
}

function isSome(amount: string): boolean {
  return /[1-9]/.test(amount)
}
