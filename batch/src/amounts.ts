import type { Kernel } from './kernel.ts'
import type { AmountNode, BaseColumn, BatchPlan, FigurePlan, StackingStep } from './plan.ts'
import type { Views } from './arena.ts'
import type { Region } from './region.ts'
import { distinctShapes, type Tables } from './tables.ts'
import { wideRows } from './wide-rows.ts'

/** What is to be computed for each scheme, with shapes by their number, so that it can be sent to a thread. */
export interface Amounts {
  readonly schemes: readonly {
    readonly figures: readonly FigureProgram[]
    /** The figures come from different readings and are put in order before anything is stacked. */
    readonly isOrdered: boolean
  }[]
  readonly stacking: readonly {
    readonly step: StackingStep
    readonly figures: readonly number[]
    readonly columns: number
  }[]
  /** How many columns of intermediate results the deepest tree needs. */
  readonly depth: number
  readonly bases: readonly BaseColumn[]
}

type FigureProgram = readonly { readonly tree: AmountNode; readonly shape: number }[]

export function planAmounts(plan: BatchPlan): Amounts {
  const threefold = schemesWithThreeFigures(plan)
  const numbers = new Map(distinctShapes(plan).map((shape, number) => [shape, number]))
  const program = (figure: FigurePlan): FigureProgram =>
    figure.shapes.map(shape => ({ tree: shape.tree, shape: numbers.get(shape) ?? 0 }))
  const schemes = plan.schemes.map((scheme, at) => {
    const { minimum, recommended, maximum } = scheme
    if (!threefold.has(at)) return { figures: [program(recommended)], isOrdered: false }
    return {
      isOrdered: !scheme.figuresAgree,
      figures: (scheme.figuresAgree ? [recommended, recommended, recommended] : [minimum, recommended, maximum]).map(
        program,
      ),
    }
  })
  return {
    schemes,
    stacking: plan.stacking.map(step => ({
      step,
      figures: schemesOf(step).some(scheme => threefold.has(scheme)) ? [0, 1, 2] : [0],
      columns: schemesOf(step).length,
    })),
    depth: Math.max(1, ...schemes.flatMap(({ figures }) => figures.flat().map(({ tree }) => depthOf(tree)))),
    bases: plan.bases,
  }
}

/** A scheme whose figures agree is computed once, unless stacking ties it to one whose figures do not. */
function schemesWithThreeFigures(plan: BatchPlan): Set<number> {
  const threefold = new Set(plan.schemes.flatMap(({ figuresAgree }, at) => (figuresAgree ? [] : [at])))
  for (let before = -1; before !== threefold.size;) {
    before = threefold.size
    for (const tied of plan.stacking.map(schemesOf)) {
      if (tied.some(scheme => threefold.has(scheme))) tied.forEach(scheme => threefold.add(scheme))
    }
  }
  return threefold
}

function schemesOf(step: StackingStep): readonly number[] {
  switch (step.kind) {
    case 'greatest':
      return step.schemes
    case 'set-off':
      return [step.scheme, step.by]
    case 'subsidiary':
      return [step.scheme, ...step.to]
  }
}

function depthOf(node: AmountNode): number {
  if (node.op === 'slot' || node.op === 'base') return 1
  if (node.op === 'scale' || node.op === 'round') return depthOf(node.of)
  return 1 + Math.max(0, ...node.of.map(depthOf))
}

const combining = { sum: 0, max: 1, min: 2 } as const
const rounding = { 'half-away': 0, 'half-even': 1, up: 2, down: 3 } as const

/** Fills the amount columns of a slice: every tree over all its rows, then masks, then stacking. */
export function amountsOf(
  kernel: Kernel,
  views: Views,
  amounts: Amounts,
  tables: Tables,
  region: Region,
  largestBase: bigint,
): (rows: number) => void {
  const { hitSlots, hitMasks } = region
  const wide = wideRows(views, amounts, tables, region, largestBase)
  linkColumns(views, amounts, region)

  return rows => {
    for (const [scheme, { figures, isOrdered }] of amounts.schemes.entries()) {
      const columns = region.amounts[scheme] ?? []
      for (const [figure, program] of figures.entries()) {
        const column = columns[figure] ?? 0
        addShapes(program, column, rows)
        kernel.applyMask(hitMasks, rows, scheme, column)
      }
      if (isOrdered) orderFigures(columns, rows)
    }
    for (const row of wide.find(rows)) wide.calculate(row)
    for (const [number, { step, columns }] of amounts.stacking.entries()) {
      for (const list of region.stacking[number] ?? []) {
        const first = views.u32[list / 4] ?? 0
        if (step.kind === 'greatest' && columns > 1) kernel.keepGreatest(list, columns, rows)
        else if (step.kind === 'set-off') kernel.setOff(first, views.u32[list / 4 + 1] ?? 0, rows)
        else if (step.kind === 'subsidiary') kernel.subsidiary(first, list + 4, columns - 1, rows)
      }
    }
  }

  /** A reading may help one customer and hurt another: the minimum is the least that any reading gives, the maximum the most. */
  function orderFigures([low = 0, middle = 0, high = 0]: readonly number[], rows: number): void {
    const before = region.scratch[0] ?? 0
    copy(low, before, rows)
    for (const other of [middle, high]) kernel.addOrLess(combining.min, other, rows, low)
    for (const other of [middle, before]) kernel.addOrLess(combining.max, other, rows, high)
  }

  function addShapes(program: FigureProgram, column: number, rows: number): void {
    if (program.length === 0) views.i64.fill(0n, column / 8, column / 8 + rows)
    for (const [at, { tree, shape }] of program.entries()) {
      const slots = (tables.shapeOffsets[shape] ?? 0) * 8
      const target = at === 0 ? column : (region.scratch[0] ?? 0)
      const value = evaluate(tree, slots, target, 1, rows)
      if (at > 0) kernel.addOrLess(combining.sum, value, rows, column)
      else if (value !== column) copy(value, column, rows)
    }
  }

  /** `slots` is the offset of the shape within a line. Returns where the values are: in `target`, or in a column of the file that needed no copy. */
  function evaluate(node: AmountNode, slots: number, target: number, depth: number, rows: number): number {
    switch (node.op) {
      case 'base':
        return region.hitBases[amounts.bases.indexOf(node.base)] ?? 0
      case 'slot':
        kernel.loadSlots(hitSlots, rows, slots + node.slot * 8, target)
        return target
      case 'scale': {
        const value = evaluate(node.of, slots, target, depth, rows)
        kernel.scaleBy(value, hitSlots, rows, slots + node.slot * 8, target)
        return target
      }
      case 'round': {
        const { of } = node
        const unit = BigInt(node.unit)
        const mode = rounding[node.mode]
        const divisor = slots + node.divisorSlot * 8
        if (of.op === 'scale') {
          const value = evaluate(of.of, slots, target, depth, rows)
          kernel.roundShare(mode, value, hitSlots, rows, slots + of.slot * 8, divisor, unit, target)
        } else {
          const value = evaluate(of, slots, target, depth, rows)
          kernel.roundTo(mode, value, hitSlots, rows, divisor, unit, target)
        }
        return target
      }
      case 'sum':
      case 'max':
      case 'min': {
        if (node.of.length === 0) views.i64.fill(0n, target / 8, target / 8 + rows)
        for (const [at, part] of node.of.entries()) {
          const value = evaluate(part, slots, at === 0 ? target : (region.scratch[depth] ?? 0), depth + 1, rows)
          if (at > 0) kernel.addOrLess(combining[node.op], value, rows, target)
          else if (value !== target) copy(value, target, rows)
        }
        return target
      }
    }
  }

  function copy(from: number, to: number, rows: number): void {
    views.bytes.copyWithin(to, from, from + rows * 8)
  }
}

/** Tells the kernel where the columns of each scheme, and of each stacking step, lie. */
function linkColumns(views: Views, amounts: Amounts, region: Region): void {
  for (const [scheme, columns] of region.amounts.entries()) {
    for (let figure = 0; figure < 3; figure++) {
      views.u32[region.columns / 4 + scheme * 3 + figure] = columns[figure] ?? columns[0] ?? 0
    }
  }
  for (const [number, { step, figures }] of amounts.stacking.entries()) {
    for (const figure of figures) {
      const list = region.stacking[number]?.[figure] ?? 0
      for (const [at, scheme] of schemesOf(step).entries()) {
        views.u32[list / 4 + at] = region.amounts[scheme]?.[figure] ?? 0
      }
    }
  }
}
