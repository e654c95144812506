import type { Answer, BenefitAnswer, Case, Figure, Line, Reading, Rulebook, Scheme } from '@pulih/engine'
import { describeStep, type Words } from '@pulih/phrases'
import { apart, padEnd, paint, widthOf, wrap, type Page } from './layout.ts'
import { calculationLines, derivationLines, entry, section } from './line-text.ts'
import { purseOf } from './purse.ts'

/** The whole answer to a case as a page for a terminal. */
export function answerText(words: Words, page: Page, question: Case, answer: Answer, rulebook: Rulebook): string {
  const recommended = answer.lines.filter(line => line.reading === 'recommended')
  return [
    ...titleLines(words, page, question),
    '',
    ...figureLines(words, page, answer),
    ...(recommended.length === 0 ? ['', words.phrase('answer.no-lines')] : []),
    ...recommended.flatMap(line => {
      const scheme = rulebook.schemes.get(line.scheme)
      return scheme ? ['', ...schemeLines(words, page, { question, answer, line, scheme })] : []
    }),
    ...notAppliedLines(words, page, answer, rulebook),
    '',
  ].join('\n')
}

interface LineFacts {
  readonly question: Case
  readonly answer: Answer
  readonly line: Line
  readonly scheme: Scheme
}

function titleLines(words: Words, page: Page, question: Case): string[] {
  const services = question.services ?? (question.service ? [question.service] : [])
  const facts = [
    question.jurisdiction,
    ...new Set(services.map(service => words.word('kind', service.kind))),
    words.word('subscriber', question.subscriber?.type ?? 'consumer'),
    words.word('payment', question.subscriber?.payment ?? 'postpaid'),
    ...new Set(services.map(service => service.timeZone)),
  ]
  return [paint(page, 'bold', question.case), paint(page, 'dim', facts.join(' · '))]
}

function figureLines(words: Words, page: Page, answer: Answer): string[] {
  const amounts: [Figure | 'goodwill', string][] = [
    ['minimum', answer.undisputedMinimum],
    ['recommended', answer.recommended],
    ['maximum', answer.arguableMaximum],
  ]
  if (/[1-9]/.test(answer.goodwill)) amounts.push(['goodwill', answer.goodwill])
  const rows = amounts.map(([figure, amount]) => ({
    figure,
    name: words.sentence(words.phrase(`figure.${figure}`)),
    amount: words.money(amount, answer.currency),
  }))
  const left = Math.max(...rows.map(row => widthOf(row.name)))
  const right = Math.max(...rows.map(row => widthOf(row.amount)))
  return rows.map(({ figure, name, amount }) => {
    const text = `  ${padEnd(name, left)}   ${' '.repeat(right - widthOf(amount))}${amount}`
    return figure === 'recommended' ? paint(page, 'bold', text) : text
  })
}

function schemeLines(words: Words, page: Page, facts: LineFacts): string[] {
  const { question, answer, line, scheme } = facts
  const purse = purseOf(question, line.service, answer.currency)
  const amount = words.money(line.amount, answer.currency)
  const [first = '', ...more] = apart(scheme.title[words.language], amount, page.width)
  const facets = [
    scheme.id,
    words.word('status', line.status),
    outcomeText(words, line),
    ...(line.service === undefined ? [] : [words.phrase('answer.service', { service: line.service })]),
  ]
  return [
    paint(page, 'bold', first),
    ...more,
    ...wrap(facets.join(' · '), page.width).map(text => paint(page, 'dim', text)),
    ...statusLines(words, page, scheme),
    ...derivationLines(words, page, line, scheme, purse),
    ...benefitLines(words, page, answer, line),
    ...readingLines(words, page, facts),
    ...settlementLines(words, page, line, scheme),
    ...section(
      page,
      words.phrase('heading.sources'),
      line.sources.flatMap(source =>
        entry(
          page,
          `${source.cite} (${words.word('confidence', source.confidence)})${source.url === undefined ? '' : ` ${source.url}`}`,
          '·',
        ),
      ),
    ),
  ]
}

/** What another rule or service already pays is owed only once. */
function outcomeText(words: Words, line: Line): string {
  return isCovered(line) ? words.phrase('outcome.covered') : words.phrase(`outcome.${line.outcome}`)
}

function isCovered({ amount, because }: Line): boolean {
  return !/[1-9]/.test(amount) && because.some(step => step.code === 'yields-to' || step.code === 'paid-once')
}

function statusLines(words: Words, page: Page, scheme: Scheme): string[] {
  const { status, statusNote } = scheme
  const means =
    status === 'law' || status === 'regulator-code' || status === 'contract'
      ? []
      : [words.phrase(`status-means.${status}`)]
  return [...means, ...(statusNote ? [statusNote[words.language]] : [])].flatMap(text => wrap(text, page.width, '  '))
}

function benefitLines(words: Words, page: Page, answer: Answer, line: Line): string[] {
  const mine = answer.benefits.filter(benefit => benefit.scheme === line.scheme && benefit.service === line.service)
  return section(
    page,
    words.phrase('heading.benefits'),
    mine.flatMap(benefit => entry(page, benefitText(words, benefit, answer.currency), '+')),
  )
}

function benefitText(words: Words, benefit: BenefitAnswer, currency: string): string {
  const kind = words.word('benefit-kind', benefit.kind)
  const days = (n: string | undefined) => words.phrase('time.days', { n: Number(n) })
  return [
    words.phrase('benefit.line', { quantity: words.number(benefit.quantity), unit: benefit.unit, kind }),
    ...(/^\d+$/.test(benefit.validDays ?? '')
      ? [words.phrase('benefit.valid', { days: days(benefit.validDays) })]
      : []),
    ...(/^\d+$/.test(benefit.claimWithinDays ?? '')
      ? [words.phrase('benefit.claim', { days: days(benefit.claimWithinDays) })]
      : []),
    ...(benefit.frequency === undefined ? [] : [words.phrase('benefit.frequency', { frequency: benefit.frequency })]),
    ...(/^[\d.]+$/.test(benefit.price ?? '')
      ? [words.phrase('benefit.price', { price: words.money(benefit.price ?? '0', currency) })]
      : []),
  ].join('; ')
}

const lineOf = { minimum: 'undisputedMinimum', recommended: 'recommended', maximum: 'arguableMaximum' } as const

/** Which reading gives which figure, and why; only when it makes a difference here. */
function readingLines(words: Words, page: Page, facts: LineFacts): string[] {
  const { question, answer, line, scheme } = facts
  const others = answer.lines.filter(
    each => each.scheme === line.scheme && each.service === line.service && each !== line,
  )
  if (others.length === 0) return []
  const purse = purseOf(question, line.service, answer.currency)
  const under = (figure: Figure) => others.find(each => each.reading === lineOf[figure]) ?? line
  const questions = [...new Set(scheme.readings.map(reading => reading.question[words.language]))]
  const told = new Set<Line>([line])
  /** Each figure's arithmetic once, under the first reading that leads to it. */
  const arithmetic = (reading: Reading) => {
    const other = reading.figures.map(under).find(each => !told.has(each))
    if (!other) return []
    told.add(other)
    return calculationLines(words, { ...page, width: page.width - 4 }, other, scheme, purse).map(each => `    ${each}`)
  }
  const gives = (reading: Reading) =>
    words.list(
      reading.figures.map(
        figure => `${words.phrase(`figure.${figure}`)} ${words.money(under(figure).amount, answer.currency)}`,
      ),
    )
  return section(
    page,
    words.phrase('heading.readings'),
    questions.flatMap(text => [
      ...entry(page, text, '?'),
      ...scheme.readings
        .filter(reading => reading.question[words.language] === text)
        .flatMap(reading => [
          ...wrap(
            `${words.sentence(gives(reading))}: ${reading.says[words.language]} ${reading.why[words.language]}`,
            page.width,
            '      · ',
          ),
          ...arithmetic(reading),
        ]),
    ]),
  )
}

function settlementLines(words: Words, page: Page, line: Line, scheme: Scheme): string[] {
  if (isCovered(line) || !['owed', 'goodwill', 'right-without-amount'].includes(line.outcome)) return []
  const { duty, forms, claimBy, payBy, payOn, late } = line.settlement
  const sentences = [
    words.phrase(`settled.${duty}`),
    ...(claimBy === undefined ? [] : [words.phrase('settled.claim-by', { date: words.date(claimBy) })]),
    ...(payBy === undefined ? [] : [words.phrase('settled.pay-by', { date: words.date(payBy) })]),
    words.phrase('settled.forms', {
      forms: words.list(
        forms.map(form => words.word('form', form)),
        'or',
      ),
    }),
    ...(payOn === undefined ? [] : [words.phrase('settled.pay-on', { bill: words.word('pay-on', payOn) })]),
    ...(late?.times === undefined ? [] : [words.phrase('settled.late-times', { times: words.fraction(late.times) })]),
    ...(late?.interestPerMonth === undefined
      ? []
      : [words.phrase('settled.late-interest', { rate: words.fraction(late.interestPerMonth) })]),
    ...(late?.note ? [late.note[words.language]] : []),
    ...(scheme.settlement.note ? [scheme.settlement.note[words.language]] : []),
  ]
  return section(page, words.phrase('heading.settlement'), entry(page, sentences.join(' '), '·'))
}

function notAppliedLines(words: Words, page: Page, answer: Answer, rulebook: Rulebook): string[] {
  if (answer.notApplied.length === 0) return []
  const entries = answer.notApplied.flatMap(({ scheme, service, because }) => {
    const title = rulebook.schemes.get(scheme)?.title[words.language] ?? scheme
    const named = service === undefined ? '' : ` (${words.phrase('answer.service', { service })})`
    return [
      ...wrap(`${title} · ${scheme}${named}`, page.width, '  ✗ '),
      ...because.flatMap(step => wrap(`${describeStep(words, step)}.`, page.width, '    ')),
    ]
  })
  return ['', paint(page, 'bold', words.phrase('heading.not-applied')), ...entries]
}
