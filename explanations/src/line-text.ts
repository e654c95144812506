import { add, compare, parseMinor, ratio, round, type Ratio, type RoundingMode } from '@pulih/kernel'
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
      ...lookHeading(words, page, looks, index, scheme),
      ...(repeats(look, looks[index - 1])
        ? []
        : section(
            page,
            words.phrase('heading.what-happened'),
            look.happened.flatMap(step => happened(words, page, step)),
          )),
      ...section(
        page,
        words.phrase('heading.measured'),
        look.measured.flatMap(step => measured(words, page, step)),
      ),
      ...section(page, words.phrase('heading.conditions'), conditionLines(words, page, look, scheme)),
      ...section(
        page,
        words.phrase('heading.calculation'),
        look.results.flatMap(step => calculation(words, page, step, look, scheme, purse)),
      ),
    ]),
    ...togetherLines(words, page, line, looks, scheme, purse),
    ...section(
      page,
      words.phrase('heading.remarks'),
      remarks.flatMap(step => entry(page, describeStep(words, step), '·')),
    ),
  ]
}

/** The worked-out arithmetic of a line alone. */
export function calculationLines(words: Words, page: Page, line: Line, scheme: Scheme, purse: Purse): string[] {
  return derivationOf(line)
    .looks.flatMap(look => look.results.map(step => ({ look, step })))
    .flatMap(({ look, step }) => calculation(words, page, step, look, scheme, purse))
}

/** The head's name where there are several heads, the event's number where one head saw several. */
function lookHeading(words: Words, page: Page, looks: readonly Look[], index: number, scheme: Scheme): string[] {
  const look = looks[index]
  const ofHead = looks.filter(each => each.head === look?.head)
  const title = scheme.heads.find(head => head.id === look?.head)?.title?.[words.language] ?? look?.head ?? ''
  const names = [
    ...(ofHead.length < looks.length ? [title] : []),
    ...(look && ofHead.length > 1 ? [words.phrase('heading.event', { number: ofHead.indexOf(look) + 1 })] : []),
  ]
  return names.length === 0 ? [] : [`${indent}${paint(page, 'underline', names.join(' · '))}`]
}

/** Heads that look at the same time need not tell it twice. */
function repeats(look: Look, before: Look | undefined): boolean {
  const told = ({ happened }: Look) => JSON.stringify(happened.map(({ code, values }) => [code, values]))
  return before !== undefined && look.head !== before.head && told(look) === told(before)
}

function conditionLines(words: Words, page: Page, look: Look, scheme: Scheme): string[] {
  const gate = scheme.heads.find(head => head.id === look.head)?.gate
  const conditions = look.conditions.flatMap(step => condition(words, page, step, look, scheme))
  // Without this line a condition that failed beside one that held would look like a contradiction.
  return gate && 'any' in gate && gate.any.length > 1 && conditions.length > 0
    ? [...entry(page, words.sentence(words.phrase('gate.any'))), ...conditions]
    : conditions
}

function happened(words: Words, page: Page, step: Step): string[] {
  const lines =
    step.code === 'interruption-counted'
      ? entry(page, describeStep(words, step), paint(page, 'green', '✓'))
      : entry(page, describeStep(words, step), '·')
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
  const same = look.measured.find(unit =>
    ['measure', 'value', 'outOf'].every(name => unit.values[name] === step.values[name]),
  )
  const met = step.code === 'condition-met' || step.code === 'tier-reached'
  const mark = met ? paint(page, 'green', '✓') : paint(page, 'red', '✗')
  return entry(page, `${describeStep(words, step, same && measuredLabel(words, same))}${citations(step, scheme)}`, mark)
}

function calculation(words: Words, page: Page, step: Step, look: Look, scheme: Scheme, purse: Purse): string[] {
  if (step.code !== 'formula') return entry(page, `${describeStep(words, step)}${citations(step, scheme)}`, '·')
  const term = termOf(step, scheme)
  const text = term === null ? String(step.values['formula']) : workOut(words, counted(term, look, scheme), purse)
  return entry(page, words.sentence(text), '=')
}

/** The factor taken apart into how often and how much, where the head pays a share for each of what was counted. */
function counted(term: Term, look: Look, scheme: Scheme): Term {
  if (term.op === 'rounded') return { ...term, of: counted(term.of, look, scheme) }
  const pays = scheme.heads.find(head => head.id === look.head)?.pays
  if (term.op !== 'times' || term.of.op !== 'base' || !pays || !('times' in pays)) return term
  const { pay, times } = pays
  // A length over a period is a share of its own, and what is taken off before counting is not in what was measured.
  if (!('share' in pay) || !countable.has(times.measure) || 'over' in times || 'less' in times) return term
  const units = look.measured.filter(unit => unit.values['measure'] === times.measure)
  const [unit] = units
  const count = Number(unit?.values['value'])
  const isWhole = unit?.values['outOf'] === 1 && Number.isSafeInteger(count) && count > 1
  return units.length === 1 && isWhole ? { ...term, count: BigInt(count) } : term
}

const countable = new Set<string>(['calendar-days', 'working-days', 'activation-days', 'blocks', 'windows'])

/** Several events or heads: how they come together, and the rounding at the end if it changes something. */
function togetherLines(
  words: Words,
  page: Page,
  line: Line,
  looks: readonly Look[],
  scheme: Scheme,
  purse: Purse,
): string[] {
  const heads = totalsOf(looks, scheme, purse)
  if (heads === null) return []
  const shown = (minor: Ratio) => amountText(words, minor, purse.currency).text
  const sums = heads.flatMap(({ parts, sum }) =>
    parts.length > 1 ? [words.phrase('work.together', { sum: `${parts.map(shown).join(' + ')} = ${shown(sum)}` })] : [],
  )
  const all = heads.map(head => head.sum)
  const isSum = scheme.combine === 'sum'
  const total = isSum ? all.reduce(add) : all.reduce((a, b) => (compare(a, b) >= 0 ? a : b))
  const joined = isSum
    ? words.phrase('work.together', { sum: `${all.map(shown).join(' + ')} = ${shown(total)}` })
    : words.phrase('work.greatest', { amounts: words.list(all.map(shown)), value: shown(total) })
  const texts = [...sums, ...(heads.length > 1 ? [joined] : []), ...roundingTexts(words, line, scheme, total, purse)]
  return texts.flatMap(text => entry(page, words.sentence(text), '='))
}

/** What stacking took away is no rounding and is said among the remarks. */
function roundingTexts(words: Words, line: Line, scheme: Scheme, total: Ratio, { currency }: Purse): string[] {
  const isReduced = line.because.some(step => step.code === 'yields-to' || step.code === 'paid-once')
  const paid = ratio(parseMinor(line.amount, currency) ?? 0n)
  if (isReduced || compare(total, paid) === 0) return []
  const values = { from: amountText(words, total, currency).text, to: amountText(words, paid, currency).text }
  const unit = parseMinor(scheme.rounding.to ?? '', currency) ?? 1n
  if (scheme.cap && compare(paid, ratio(round(total, scheme.rounding.mode, unit))) < 0)
    return [words.phrase('work.capped', values)]
  if (scheme.floor && compare(paid, ratio(round(total, scheme.rounding.mode, unit))) > 0)
    return [words.phrase('work.raised', values)]
  return [`${words.phrase('work.final-rounding', values)} (${words.word('rounding', scheme.rounding.mode)})`]
}

interface HeadTotal {
  readonly parts: readonly Ratio[]
  readonly sum: Ratio
}

/** What each head comes to; null when a formula cannot be read, or there is none. */
function totalsOf(looks: readonly Look[], scheme: Scheme, purse: Purse): HeadTotal[] | null {
  const heads = new Map<string | null, Ratio[]>()
  for (const look of looks) {
    for (const step of look.results.filter(each => each.code === 'formula')) {
      const term = termOf(step, scheme)
      if (term === null) return null
      const value = valueOf(term, base => purse.base(base))
      heads.set(look.head, [...(heads.get(look.head) ?? []), value])
    }
  }
  const totals = [...heads.values()].map(parts => ({ parts, sum: parts.reduce(add) }))
  return totals.length === 0 ? null : totals
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
  const places = (step.cites ?? []).map(
    ({ source, article }) => article ?? scheme.sources.find(known => known.id === source)?.cite ?? source,
  )
  return places.length === 0 ? '' : ` [${[...new Set(places)].join('; ')}]`
}
