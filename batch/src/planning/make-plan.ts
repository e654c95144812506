import { addMonths, currencyDigits, isIsoDate, round, type IsoDate } from '@pulih/kernel'
import {
  figures,
  isNothing,
  stackingSteps,
  type BenefitDue,
  type Decision,
  type Figure,
  type HolidayCalendars,
  type Overrides,
  type Provider,
  type Scheme,
} from '@pulih/engine'
import { baseColumns, type AmountShape, type BaseColumn, type BatchPlan, type FigurePlan, type SchemePlan } from '../plan.ts'
import { Decider, onlyCuts, ProgramCache, type Period, type SchemeDecisions, type Segment } from './decisions.ts'
import { baseLookup, columnsOf, integerForm, type IntegerForm } from './integer-form.ts'
import type { Network } from './network.ts'
import type { Outage } from './outages.ts'
import { profilesOf } from './profiles.ts'
import { signAreas, signElements, Signatures } from './signatures.ts'

export interface PlanQuestion {
  readonly schemes: readonly Scheme[]
  readonly holidays: HolidayCalendars
  readonly provider: Provider
  readonly overrides: Overrides
  readonly currency: string
  readonly timeZone: string
  readonly timeZones: readonly string[]
  /** The month in which the billing periods begin, `2026-09`. */
  readonly month: string
  readonly outages: readonly Outage[]
  /** Where services hang: a tree of elements, or area codes. */
  readonly place: { readonly network: Network } | { readonly areas: readonly string[] }
  /** The columns that the services file has. */
  readonly columns: readonly string[]
}

/** One line of the exposure table per scheme is made from this. */
export interface Exposure {
  readonly signature: number
  readonly cycleDay: number
  readonly segment: number
  readonly secondsDown: number
}

/** What is counted besides money: one column of results for each benefit head of each scheme. */
export interface BenefitColumn {
  readonly scheme: number
  readonly head: string
  readonly kind: string
  readonly unit: string
}

export interface Planned {
  readonly plan: BatchPlan
  readonly schemes: readonly Scheme[]
  readonly benefits: readonly BenefitColumn[]
  readonly exposures: readonly Exposure[]
  readonly segments: readonly Segment[]
  readonly signatures: Signatures
  readonly outages: readonly Outage[]
  /** `decisions[exposure * schemes + scheme]`, an index into `distinct`; -1 where the scheme is not for the segment. */
  readonly decisions: Readonly<Record<Figure, Int32Array>>
  readonly distinct: readonly Decision[]
  periodOf(cycleDay: number): Period
}

const mostSchemes = 31
/** Amounts beyond this are no monthly fee; what does not overflow below it is proved for each plan. */
const greatestBase = 10n ** 13n
const widest = 2n ** 62n

/** Everything about calendars, outages and law, decided once per exposure. Throws a RangeError for a question no file can answer. */
export function makePlan(question: PlanQuestion): Planned {
  const { schemes, currency, outages } = question
  const benefits = benefitColumns(schemes)
  if (schemes.length + benefits.length > mostSchemes) throw new RangeError(`at most ${mostSchemes} schemes and benefits fit into one run; name fewer with --schemes`)
  const cache = new ProgramCache(currency, question.overrides)
  const profiles = profilesOf(question, cache)
  const signatures = new Signatures()
  const network = 'network' in question.place ? question.place.network : null
  const areas = 'areas' in question.place ? question.place.areas : null
  const elementSignature = network ? signElements(network, outages, signatures) : new Int32Array(0)
  const areaSignature = areas ? signAreas(areas, outages, signatures) : new Int32Array(0)

  const decided = decideExposures(question, profiles.segments, signatures)
  const { exposures, exposureOf, decisions, distinct } = decided
  const forms = new FormTable(distinct, decided.billCountOf)
  const areaNames = [...new Set(network ? network.area : (areas ?? []))].toSorted()
  const areaIndex = new Map(areaNames.map((area, index) => [area, index]))

  const money = schemes.map((scheme, index) => schemePlan(scheme.id, index, schemes.length, decisions, exposures, forms))
  const inKind = benefits.map(column => benefitPlan(column, schemes, decisions, distinct, exposures, currency))
  const largestBase = forms.largestBase()
  const masks = profiles.schemesOf.map(mask => benefits.reduce((all, column, index) => (mask & (1 << column.scheme) ? all | (1 << (schemes.length + index)) : all), mask) >>> 0)

  const plan: BatchPlan = {
    currency,
    currencyDigits: currencyDigits(currency),
    largestBase,
    elements: network ? network.elements : null,
    areas,
    elementSignature,
    areaSignature,
    signaturePair: null,
    elementArea: network ? Int32Array.from(network.area, area => areaIndex.get(area) ?? 0) : new Int32Array(0),
    areaNames,
    bases: forms.bases(),
    profileColumns: profiles.columns,
    profileSegment: profiles.segmentOf,
    profileSchemes: masks,
    segments: profiles.segments.length,
    exposureOf,
    exposures: exposures.length,
    schemes: [...money, ...inKind],
    stacking: stackingSteps(schemes),
  }
  return { plan, schemes, benefits, exposures, segments: profiles.segments, signatures, outages, decisions, distinct, periodOf: cycleDay => periodOf(question.month, cycleDay) }
}

/** The billing period that begins on this day of the month. */
export function periodOf(month: string, cycleDay: number): Period {
  const from: IsoDate = `${month}-${String(cycleDay).padStart(2, '0')}`
  if (!isIsoDate(from)) throw new RangeError(`"${month}" is no month; write it like 2026-09`)
  return { from, to: addMonths(from, 1) }
}

interface Decided {
  readonly exposures: Exposure[]
  readonly exposureOf: Int32Array
  readonly decisions: Record<Figure, Int32Array>
  readonly distinct: Decision[]
  /** How many bills the customers of an exposure have: a share of an average is another share for two bills than for three. */
  readonly billCountOf: (exposure: number) => number
}

function decideExposures(question: PlanQuestion, segments: readonly Segment[], signatures: Signatures): Decided {
  const { schemes, outages, month } = question
  const decider = new Decider(question.holidays)
  const cycleDays = question.columns.includes('cycle_day') ? Array.from({ length: 28 }, (_, index) => index + 1) : [1]
  const periods = cycleDays.map(day => periodOf(month, day))
  const shareable = schemes.every(scheme => onlyCuts(scheme, `${month}-01`, `${month}-28`))
  const exposureOf = new Int32Array(signatures.sets.length * 28 * segments.length).fill(-1)
  const exposures: Exposure[] = []
  const table = new DecisionTable(schemes.length)

  for (let signature = 1; signature < signatures.sets.length; signature++) {
    const hit = (signatures.sets[signature] as readonly number[]).map(index => outages[index] as Outage)
    segments.forEach((segment, segmentIndex) => {
      const interruptions = hit.filter(outage => outage.kinds.length === 0 || outage.kinds.includes(segment.kind)).map(outage => outage.interruption)
      if (interruptions.length === 0) return
      const seen = new Map<string, { readonly secondsDown: number; readonly row: DecisionRow | null }>()
      periods.forEach((period, position) => {
        const cycleDay = cycleDays[position] as number
        const facts = decider.facts(interruptions, period, segment)
        const sight = shareable ? decider.sight(facts) : period.from
        let view = seen.get(sight)
        if (!view) {
          const secondsDown = decider.secondsDown(facts)
          seen.set(sight, (view = { secondsDown, row: table.row(segment.programs.map(programs => programs && decider.decide(programs, facts)), secondsDown) }))
        }
        if (!view.row) return
        exposureOf[(signature * 28 + cycleDay - 1) * segments.length + segmentIndex] = exposures.length
        exposures.push({ signature, cycleDay, segment: segmentIndex, secondsDown: view.secondsDown })
        table.add(view.row)
      })
    })
  }
  if (exposures.length * schemes.length > 2 ** 27) throw new RangeError('there are too many different exposures for one run; name fewer schemes')
  return { exposures, exposureOf, ...table.columns(), billCountOf: exposure => (segments[(exposures[exposure] as Exposure).segment] as Segment).billCount }
}

/** The decisions of one exposure: for each figure one number per scheme. */
type DecisionRow = Readonly<Record<Figure, readonly number[]>>

/** Numbers the different decisions and lists which one each exposure has. */
class DecisionTable {
  readonly #schemes: number
  readonly #distinct: Decision[] = []
  readonly #numbers = new Map<Decision, number>()
  readonly #rows: DecisionRow[] = []

  constructor(schemes: number) {
    this.#schemes = schemes
  }

  /** Null if a period has nothing to say: no time in it, and nothing owed for what ended in it. */
  row(decisions: readonly SchemeDecisions[], secondsDown: number): DecisionRow | null {
    const silent = decisions.every(decision => decision === null || figures.every(figure => decision[figure].outcome === 'not-owed'))
    if (secondsDown === 0 && silent) return null
    const numbers = (figure: Figure) => decisions.map(decision => (decision ? this.#number(decision[figure]) : -1))
    return { minimum: numbers('minimum'), recommended: numbers('recommended'), maximum: numbers('maximum') }
  }

  add(row: DecisionRow): void {
    this.#rows.push(row)
  }

  columns(): Pick<Decided, 'decisions' | 'distinct'> {
    const column = (figure: Figure) => {
      const all = new Int32Array(this.#rows.length * this.#schemes)
      this.#rows.forEach((row, index) => all.set(row[figure], index * this.#schemes))
      return all
    }
    return { decisions: { minimum: column('minimum'), recommended: column('recommended'), maximum: column('maximum') }, distinct: this.#distinct }
  }

  #number(decision: Decision): number {
    let number = this.#numbers.get(decision)
    if (number === undefined) this.#numbers.set(decision, (number = this.#distinct.push(decision) - 1))
    return number
  }
}

/** Integer forms of formulas, made once per formula and bill count. */
class FormTable {
  readonly #distinct: readonly Decision[]
  readonly #billCountOf: (exposure: number) => number
  readonly #known: (IntegerForm | null)[][] = []
  #factor = 1n
  #constant = 0n
  readonly #bases = new Set<BaseColumn>(['monthly_fee'])

  constructor(distinct: readonly Decision[], billCountOf: (exposure: number) => number) {
    this.#distinct = distinct
    this.#billCountOf = billCountOf
  }

  /** Null where nothing is owed. */
  form(decision: number, exposure: number): IntegerForm | null {
    const billCount = this.#billCountOf(exposure)
    const row = (this.#known[billCount] ??= [])
    const known = row[decision]
    if (known !== undefined) return known
    const { formula } = this.#distinct[decision] as Decision
    const form = isNothing(formula) ? null : integerForm(formula, baseLookup(billCount))
    row[decision] = form
    if (form) {
      if (form.factor > this.#factor) this.#factor = form.factor
      if (form.constant > this.#constant) this.#constant = form.constant
      for (const column of columnsOf(form.tree)) this.#bases.add(column)
    }
    return form
  }

  /** The greatest base for which no product of this plan leaves 62 bits. */
  largestBase(): bigint {
    const fits = (widest - this.#constant) / this.#factor
    return fits < greatestBase ? fits : greatestBase
  }

  bases(): BaseColumn[] {
    return baseColumns.filter(column => this.#bases.has(column))
  }
}

function schemePlan(id: string, index: number, schemes: number, decisions: Decided['decisions'], exposures: readonly Exposure[], forms: FormTable): SchemePlan {
  const numbers = (figure: Figure) => {
    const column = new Int32Array(exposures.length)
    for (let exposure = 0; exposure < column.length; exposure++) column[exposure] = decisions[figure][exposure * schemes + index] as number
    return column
  }
  const recommended = numbers('recommended')
  const agrees = (figure: Figure) => {
    const other = numbers(figure)
    return recommended.every((decision, exposure) => other[exposure] === decision)
  }
  const middle = figurePlan(recommended, forms)
  if (agrees('minimum') && agrees('maximum')) return { id, minimum: middle, recommended: middle, maximum: middle, figuresAgree: true }
  return { id, minimum: figurePlan(numbers('minimum'), forms), recommended: middle, maximum: figurePlan(numbers('maximum'), forms), figuresAgree: false }
}

function figurePlan(decisions: Int32Array, forms: FormTable): FigurePlan {
  const shapes = new Map<string, { form: IntegerForm; slots: BigInt64Array }>()
  decisions.forEach((decision, exposure) => {
    const form = decision < 0 ? null : forms.form(decision, exposure)
    if (!form) return
    let shape = shapes.get(form.shape)
    if (!shape) shapes.set(form.shape, (shape = { form, slots: blankSlots(form, decisions.length) }))
    form.slots.forEach((value, slot) => (shape.slots[exposure * form.slots.length + slot] = value))
  })
  return { shapes: [...shapes.values()].map(({ form, slots }): AmountShape => ({ tree: form.tree, slotCount: form.slots.length, slots })) }
}

/** Zeros, and ones where a slot divides, so that an exposure of another shape is worth nothing here. */
function blankSlots(form: IntegerForm, exposures: number): BigInt64Array {
  const slots = new BigInt64Array(exposures * form.slots.length)
  for (const divisor of divisorSlots(form.tree)) {
    for (let exposure = 0; exposure < exposures; exposure++) slots[exposure * form.slots.length + divisor] = 1n
  }
  return slots
}

function divisorSlots(tree: IntegerForm['tree']): number[] {
  switch (tree.op) {
    case 'slot':
    case 'base':
      return []
    case 'scale':
      return divisorSlots(tree.of)
    case 'round':
      return [tree.divisorSlot, ...divisorSlots(tree.of)]
    case 'sum':
    case 'max':
    case 'min':
      return tree.of.flatMap(divisorSlots)
  }
}

function benefitColumns(schemes: readonly Scheme[]): BenefitColumn[] {
  return schemes.flatMap((scheme, index) =>
    scheme.heads.flatMap(head => (head.benefit ? [{ scheme: index, head: head.id, kind: head.benefit.kind, unit: head.benefit.unit }] : [])),
  )
}

/** The name under which a benefit stands in the results: `policy/x#data:GB`. */
export function benefitName(scheme: Scheme, column: BenefitColumn): string {
  return `${scheme.id}#${column.kind}:${column.unit}`
}

/** Quantities travel through the same columns as money, with the currency's digits behind the point. */
function benefitPlan(column: BenefitColumn, schemes: readonly Scheme[], decisions: Decided['decisions'], distinct: readonly Decision[], exposures: readonly Exposure[], currency: string): SchemePlan {
  const unit = 10n ** BigInt(currencyDigits(currency))
  const figure = (name: Figure): FigurePlan => {
    const slots = new BigInt64Array(exposures.length)
    exposures.forEach((_, exposure) => {
      const decision = decisions[name][exposure * schemes.length + column.scheme] as number
      const due = decision < 0 ? undefined : (distinct[decision] as Decision).benefits.find(benefit => benefit.head === column.head)
      if (due) slots[exposure] = quantityMinor(due, unit)
    })
    return { shapes: [{ tree: { op: 'slot', slot: 0 }, slotCount: 1, slots }] }
  }
  const recommended = figure('recommended')
  return { id: benefitName(schemes[column.scheme] as Scheme, column), minimum: figure('minimum'), recommended, maximum: figure('maximum'), figuresAgree: false }
}

function quantityMinor(due: BenefitDue, unit: bigint): bigint {
  return round({ numerator: due.hundredths.numerator * unit, denominator: due.hundredths.denominator * 100n }, 'half-away')
}

