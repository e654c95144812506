import { ratio, type RoundingMode } from '@pulih/kernel'
import type { Line, Scheme, Step } from '@pulih/engine'
import { describeStep, measuredLabel, type Words } from '@pulih/phrases'
import { derivationOf, type Look } from './derivation.ts'
import { paint, wrap, type Page } from './layout.ts'
import { parseFormula, valueOf, type Term } from './parse-formula.ts'
import { amountText, workOut, type Purse } from './work-out.ts'

const indent = '  '

/** Heading and entries of one section; nothing when there is nothing to say. */
export function section(page: Page, heading: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${indent}${paint(page, 'bold', heading)}`, ...entries]
}

export function entry(page: Page, text: string, mark = ' '): string[] {
  return wrap(text, page.width, `${indent}${indent}${mark} `)
}

/** Why a line comes to its amount: what happened, what was measured, the conditions, the arithmetic. */
export function derivationLines(words: Words, page: Page, line: Line, scheme: Scheme, purse: Purse): string[] {
  const { looks, remarks } = derivationOf(line)
  return [
    ...looks.flatMap((look, index) => [
      ...(looks.length > 1 ? lookHeading(words, page, look, scheme, index) : []),
      ...section(page, words.phrase('heading.what-happened'), look.happened.flatMap(step => happened(words, page, step))),
      ...section(page, words.phrase('heading.measured'), look.measured.flatMap(step => measured(words, page, step))),
      ...section(page, words.phrase('heading.conditions'), look.conditions.flatMap(step => condition(words, page, step, look, scheme))),
      ...section(page, words.phrase('heading.calculation'), look.results.flatMap(step => calculation(words, page, step, scheme, purse))),
    ]),
    ...togetherLines(words, page, looks, scheme, purse),
    ...section(page, words.phrase('heading.remarks'), remarks.flatMap(step => entry(page, describeStep(words, step), '·'))),
  ]
}

/** The worked-out arithmetic of a line alone. */
export function calculationLines(words: Words, page: Page, line: Line, scheme: Scheme, purse: Purse): string[] {
  return derivationOf(line)
    .looks.flatMap(look => look.results)
    .flatMap(step => calculation(words, page, step, scheme, purse))
}

function lookHeading(words: Words, page: Page, look: Look, scheme: Scheme, index: number): string[] {
  const title = scheme.heads.find(head => head.id === look.head)?.title?.[words.language]
  const number = words.phrase('heading.event', { number: index + 1 })
  return [`${indent}${paint(page, 'underline', title ?? number)}`]
}

function happened(words: Words, page: Page, step: Step): string[] {
  const lines = step.code === 'interruption-counted' ? entry(page, describeStep(words, step), paint(page, 'green', '✓')) : entry(page, describeStep(words, step), '·')
  const { deadline, at } = step.values
  if (step.code !== 'clock-started' || typeof deadline !== 'string' || deadline === at) return lines
  return [...lines, ...entry(page, words.phrase('step.clock-deadline', { deadline: words.instant(deadline) }), '·')]
}

function measured(words: Words, page: Page, step: Step): string[] {
  // "Once" is no measurement; the amount alone tells it.
  if (step.values['measure'] === 'once') return []
  const { dates } = step.values
  const days = Array.isArray(dates) ? ` (${words.days(dates.map(String))})` : ''
  return entry(page, `${describeStep(words, step)}${days}`, '·')
}

function condition(words: Words, page: Page, step: Step, look: Look, scheme: Scheme): string[] {
  const same = look.measured.find(unit => ['measure', 'value', 'outOf'].every(name => unit.values[name] === step.values[name]))
  const met = step.code === 'condition-met' || step.code === 'tier-reached'
  const mark = met ? paint(page, 'green', '✓') : paint(page, 'red', '✗')
  return entry(page, `${describeStep(words, step, same && measuredLabel(words, same))}${citations(step, scheme)}`, mark)
}

function calculation(words: Words, page: Page, step: Step, scheme: Scheme, purse: Purse): string[] {
  if (step.code !== 'formula') return entry(page, `${describeStep(words, step)}${citations(step, scheme)}`, '·')
  const term = termOf(step, scheme)
  const text = term === null ? String(step.values['formula']) : workOut(words, term, purse)
  return entry(page, words.sentence(text), '=')
}

/** Several heads or events: how they come together, and the rounding at the end if it changes something. */
function togetherLines(words: Words, page: Page, looks: readonly Look[], scheme: Scheme, purse: Purse): string[] {
  const total = totalOf(looks, scheme, purse)
  if (total === null) return []
  const shown = (minor: bigint | ReturnType<typeof valueOf>) => amountText(words, typeof minor === 'bigint' ? ratio(minor) : minor, purse.currency).text
  const together = total.parts.length > 1 ? [`${total.parts.map(shown).join(' + ')} = ${shown(total.sum)}`] : []
  const sum = together.flatMap(text => entry(page, words.phrase('work.together', { sum: text }), '='))
  if (amountText(words, total.sum, purse.currency).exact) return sum
  const rounding = words.word('rounding', scheme.rounding.mode)
  return [...sum, ...entry(page, `${words.sentence(rounding)}.`, '·')]
}

interface Total {
  readonly parts: readonly ReturnType<typeof valueOf>[]
  readonly sum: ReturnType<typeof valueOf>
}

/** Only sums are shown: where the greatest head wins, the amount of the line tells which. */
function totalOf(looks: readonly Look[], scheme: Scheme, purse: Purse): Total | null {
  const terms = looks.flatMap(look => look.results.filter(step => step.code === 'formula').map(step => termOf(step, scheme)))
  const parts = terms.flatMap(term => (term === null ? [] : [valueOf(term, base => purse.base(base))]))
  const [first] = parts
  if (!first || parts.length !== terms.length || (scheme.combine === 'greatest' && parts.length > 1)) return null
  return { parts, sum: valueOf({ op: 'sum', of: parts.map(minor => ({ op: 'amount', minor })) }, () => first) }
}

/** The formula of a step as a term; null when it is written in a way that this version cannot read. */
export function termOf(step: Step, scheme: Scheme): Term | null {
  return parseFormula(String(step.values['formula']), halfMode(scheme, step.head))
}

/** The text of a formula says "round" for both ways of rounding a half; the head says which it is. */
function halfMode(scheme: Scheme, headId: string | undefined): RoundingMode {
  const head = scheme.heads.find(each => each.id === headId)
  return /"mode":"half-even"/.test(JSON.stringify(head?.pays ?? null)) ? 'half-even' : 'half-away'
}

function citations(step: Step, scheme: Scheme): string {
  const places = (step.cites ?? []).map(({ source, article }) => article ?? scheme.sources.find(known => known.id === source)?.cite ?? source)
  return places.length === 0 ? '' : ` [${[...new Set(places)].join('; ')}]`
}
