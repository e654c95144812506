import { currencyDigits } from '@pulih/kernel'
import {
  isNothing,
  stackingSteps,
  type Decision,
  type Figure,
  type HolidayCalendars,
  type Overrides,
  type Provider,
  type Scheme,
} from '@pulih/engine'
import { greatestAmount } from '../limits.ts'
import {
  baseColumns,
  type AmountShape,
  type BaseColumn,
  type BatchPlan,
  type FigurePlan,
  type SchemePlan,
} from '../plan.ts'
import { lacksNothing, mergeLacks, shapeKey, type LackingShape, type Lacks } from '../own/lacks.ts'
import { benefitColumns, benefitName, quantityMinor, type BenefitColumn } from './benefits.ts'
import { decideExposures, decisionColumns, type Exposure, type Line } from './decide-exposures.ts'
import { ProgramCache, type Segment } from './decisions.ts'
import { baseLookup, columnsOf, integerForm, widest, type IntegerForm } from './integer-form.ts'
import { signListed } from './listed.ts'
import type { Network } from './network.ts'
import type { Outage } from './outages.ts'
import { periodOf, type Period } from './period.ts'
import { probeOwnRows } from './probe-own-rows.ts'
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
  /** What rows were found to need in an earlier pass. */
  readonly lacks?: Lacks
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

/** The columns that give a row facts of its own. */
export const ownColumns = ['reported_at', 'restored_at']

const mostSchemes = 31

/** Everything about calendars, outages and law, decided once per exposure. Throws a RangeError for a question no file can answer. */
export function makePlan(question: PlanQuestion): Planned {
  const { schemes, currency, outages } = question
  const benefits = benefitColumns(schemes)
  if (schemes.length + benefits.length > mostSchemes)
    throw new RangeError(`at most ${mostSchemes} schemes and benefits fit into one run; name fewer with --schemes`)
  const cache = new ProgramCache(currency, question.overrides)
  const profiles = profilesOf(question, cache)
  const signatures = new Signatures()
  const network = 'network' in question.place ? question.place.network : null
  const areas = 'areas' in question.place ? question.place.areas : null
  const elementSignature = network ? signElements(network, outages, signatures) : new Int32Array(0)
  const areaSignature = areas ? signAreas(areas, outages, signatures) : new Int32Array(0)

  const listed = signListed(outages, signatures, question.lacks?.pairs ?? [])

  const decided = decideExposures(question, profiles.segments, signatures)
  const { exposures, exposureOf, lineOf, lines, distinct } = decided
  const hasOwnRows = ownColumns.some(column => question.columns.includes(column))
  const extra = hasOwnRows
    ? mergeLacks([probeOwnRows(question, profiles.segments, signatures), question.lacks ?? lacksNothing])
    : lacksNothing
  const forms = new FormTable(distinct, extra)
  const areaNames = [...new Set(network ? network.area : (areas ?? []))].toSorted()
  const areaIndex = new Map(areaNames.map((area, index) => [area, index]))

  const money = schemes.map((scheme, index) => {
    // Facts of a row's own may part figures that agree for all others.
    const mayPart = hasOwnRows && profiles.segments.some(({ programs }) => programs[index]?.agree === false)
    const shapes = extra.shapes.filter(shape => shape.scheme === index)
    return schemePlan(scheme.id, index, lines, forms, shapes, mayPart)
  })
  const inKind = benefits.map(column => benefitPlan(column, schemes, lines, distinct, currency))
  const largestBase = forms.largestBase()
  const masks = profiles.schemesOf.map(
    mask =>
      benefits.reduce(
        (all, column, index) => (mask & (1 << column.scheme) ? all | (1 << (schemes.length + index)) : all),
        mask,
      ) >>> 0,
  )

  const plan: BatchPlan = {
    currency,
    currencyDigits: currencyDigits(currency),
    largestBase,
    elements: network ? network.elements : null,
    areas,
    elementSignature,
    areaSignature,
    signaturePair: null,
    listed,
    elementArea: network ? Int32Array.from(network.area, area => areaIndex.get(area) ?? 0) : new Int32Array(0),
    areaNames,
    bases: forms.bases(),
    profileColumns: profiles.columns,
    profileSegment: profiles.segmentOf,
    profileSchemes: masks,
    segments: profiles.segments.length,
    exposureOf,
    exposures: exposures.length,
    lineOf,
    lines: lines.length,
    schemes: [...money, ...inKind],
    stacking: stackingSteps(schemes),
  }
  return {
    plan,
    schemes,
    benefits,
    exposures,
    segments: profiles.segments,
    signatures,
    outages,
    decisions: decisionColumns(lineOf, lines, schemes.length),
    distinct,
    periodOf: cycleDay => periodOf(question.month, cycleDay),
  }
}

/** Integer forms of formulas, made once per formula and bill count. */
class FormTable {
  readonly #distinct: readonly Decision[]
  readonly #known: (IntegerForm | null)[][] = []
  #factor = 1n
  #constant = 0n
  readonly #bases = new Set<BaseColumn>(['monthly_fee'])

  constructor(distinct: readonly Decision[], extra: Lacks) {
    this.#distinct = distinct
    this.#widen(extra)
    for (const { tree } of extra.shapes) for (const column of columnsOf(tree)) this.#bases.add(column)
  }

  /** Null where nothing is owed, and where the scheme is not for the segment (-1). */
  form(decision: number, billCount: number): IntegerForm | null {
    if (decision < 0) return null
    const row = (this.#known[billCount] ??= [])
    const known = row[decision]
    if (known !== undefined) return known
    const { formula } = this.#distinct[decision] as Decision
    const form = isNothing(formula) ? null : integerForm(formula, baseLookup(billCount))
    row[decision] = form
    if (form) {
      this.#widen(form)
      for (const column of columnsOf(form.tree)) this.#bases.add(column)
    }
    return form
  }

  #widen({ factor, constant }: Pick<Lacks, 'factor' | 'constant'>): void {
    if (factor > this.#factor) this.#factor = factor
    if (constant > this.#constant) this.#constant = constant
  }

  /** The greatest base for which no product of this plan leaves 62 bits. */
  largestBase(): bigint {
    if (this.#constant > widest || this.#factor > widest)
      throw new RangeError('some scheme divides amounts into parts that are too fine; use rounder fractions')
    const fits = (widest - this.#constant) / this.#factor
    return fits < greatestAmount ? fits : greatestAmount
  }

  bases(): BaseColumn[] {
    return baseColumns.filter(column => this.#bases.has(column))
  }
}

function schemePlan(
  id: string,
  index: number,
  lines: readonly Line[],
  forms: FormTable,
  extra: readonly LackingShape[],
  mayPart: boolean,
): SchemePlan {
  const agrees = (figure: Figure) => lines.every(line => line[figure][index] === line.recommended[index])
  const plan = (figure: Figure) =>
    figurePlan(
      lines.map(line => forms.form(line[figure][index] ?? -1, line.billCount)),
      extra,
    )
  const middle = plan('recommended')
  if (!mayPart && agrees('minimum') && agrees('maximum'))
    return { id, minimum: middle, recommended: middle, maximum: middle, figuresAgree: true }
  return { id, minimum: plan('minimum'), recommended: middle, maximum: plan('maximum'), figuresAgree: false }
}

function figurePlan(forms: readonly (IntegerForm | null)[], extra: readonly LackingShape[]): FigurePlan {
  const shapes = new Map<string, AmountShape>()
  const admit = (key: string, tree: AmountShape['tree'], slotCount: number): AmountShape => {
    let shape = shapes.get(key)
    if (!shape) shapes.set(key, (shape = { tree, slotCount, slots: blankSlots(tree, slotCount, forms.length) }))
    return shape
  }
  forms.forEach((form, line) => {
    if (form) admit(form.shape, form.tree, form.slots.length).slots.set(form.slots, line * form.slots.length)
  })
  for (const { tree, slotCount } of extra) admit(shapeKey(tree), tree, slotCount)
  return { shapes: [...shapes.values()] }
}

/** Zeros, and ones where a slot divides, so that a line of another shape is worth nothing here. */
function blankSlots(tree: IntegerForm['tree'], slotCount: number, lines: number): BigInt64Array {
  const slots = new BigInt64Array(lines * slotCount)
  for (const divisor of divisorSlots(tree)) {
    for (let line = 0; line < lines; line++) slots[line * slotCount + divisor] = 1n
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

/** Quantities travel through the same columns as money, with the currency's digits behind the point. */
function benefitPlan(
  column: BenefitColumn,
  schemes: readonly Scheme[],
  lines: readonly Line[],
  distinct: readonly Decision[],
  currency: string,
): SchemePlan {
  const unit = 10n ** BigInt(currencyDigits(currency))
  const figure = (name: Figure): FigurePlan => {
    const slots = new BigInt64Array(lines.length)
    lines.forEach((line, number) => {
      const decision = line[name][column.scheme] ?? -1
      const due =
        decision < 0
          ? undefined
          : (distinct[decision] as Decision).benefits.find(benefit => benefit.head === column.head)
      if (due) slots[number] = quantityMinor(due, unit)
    })
    return { shapes: [{ tree: { op: 'slot', slot: 0 }, slotCount: 1, slots }] }
  }
  const recommended = figure('recommended')
  return {
    id: benefitName(schemes[column.scheme] as Scheme, column),
    minimum: figure('minimum'),
    recommended,
    maximum: figure('maximum'),
    figuresAgree: false,
  }
}
