import { csvField } from '@pulih/kernel'
import type { Arena, Views } from './arena.ts'
import type { Kernel } from './kernel.ts'
import type { AmountShape, BatchPlan } from './plan.ts'
import type { JoinedColumns } from './profile-words.ts'
import { fillWords, reserveWords, type WordTable } from './word-table.ts'

/** The plan's numbers in the shared memory: once for all threads. All fields but the counts are addresses. */
export interface Tables {
  readonly elements: WordTable | null
  readonly areas: WordTable | null
  readonly listed: WordTable | null
  readonly profiles: readonly WordTable[]
  readonly joined: readonly WordTable[]
  readonly elementSignature: number
  readonly areaSignature: number
  readonly pair: number
  /** Element → area of the sums, and code of the area column → area of the sums. */
  readonly elementArea: number
  readonly areaArea: number
  readonly segmentOf: number
  readonly schemesOf: number
  /** Profile → class. The masks of schemes that there are make the classes. */
  readonly classOf: number
  readonly classes: readonly number[]
  readonly exposureOf: number
  /** The lines of slots, all shapes side by side: a row finds them in one place of the cache. */
  readonly slots: number
  readonly slotLine: number
  /** Lines behind those of the plan, for rows with facts of their own. */
  readonly ownSlots: number
  /** Exposure → address of its line, the rows' own ones included. */
  readonly slotsOf: number
  readonly ownExposures: number
  /** Where in the line each of the `distinctShapes` begins. */
  readonly shapeOffsets: readonly number[]
  /** Address and length of `,scheme,` for each scheme. */
  readonly names: number
  readonly nameTexts: readonly { readonly at: number; readonly text: string }[]
  readonly currency: number
}

/** Shapes that are the same object share their numbers. */
export function distinctShapes(plan: BatchPlan): AmountShape[] {
  const figures = plan.schemes.flatMap(scheme =>
    scheme.figuresAgree ? [scheme.recommended] : [scheme.minimum, scheme.recommended, scheme.maximum],
  )
  return [...new Set(figures.flatMap(figure => figure.shapes))]
}

/** `ownExposures` are kept free behind the plan's own, for rows with facts of their own. */
export function reserveTables(
  arena: Arena,
  plan: BatchPlan,
  joined: readonly JoinedColumns[],
  ownExposures: number,
): Tables {
  const words32 = (list: { length: number }): number => arena.reserve(list.length * 4)
  const slotCounts = distinctShapes(plan).map(({ slotCount }) => slotCount)
  const shapeOffsets = slotCounts.map((_, at) => slotCounts.slice(0, at).reduce((sum, count) => sum + count, 0))
  const slotLine = slotCounts.reduce((sum, count) => sum + count, 0)
  const slots = arena.reserve((plan.lines + ownExposures) * slotLine * 8)
  return {
    elements: plan.elements && reserveWords(arena, plan.elements),
    areas: plan.areas && reserveWords(arena, plan.areas),
    listed: plan.listed && reserveWords(arena, plan.listed.services),
    profiles: plan.profileColumns.map(({ values }) => reserveWords(arena, values)),
    joined: joined.map(({ words }) => reserveWords(arena, words)),
    elementSignature: words32(plan.elementSignature),
    areaSignature: words32(plan.areaSignature),
    pair: words32(plan.signaturePair?.table ?? []),
    elementArea: words32(plan.elementArea),
    areaArea: words32(plan.areas ?? []),
    segmentOf: words32(plan.profileSegment),
    schemesOf: words32(plan.profileSchemes),
    classOf: words32(plan.profileSchemes),
    classes: [...new Set(plan.profileSchemes)],
    exposureOf: words32(plan.exposureOf),
    slots,
    slotLine,
    ownSlots: slots + plan.lines * slotLine * 8,
    slotsOf: arena.reserve((plan.exposures + ownExposures) * 4),
    ownExposures,
    shapeOffsets,
    names: arena.reserve(plan.schemes.length * 8),
    nameTexts: plan.schemes.map(({ id }) => {
      const text = `,${csvField(id)},`
      return { at: arena.reserve(Buffer.byteLength(text)), text }
    }),
    currency: arena.reserve(Buffer.byteLength(plan.currency)),
  }
}

export function fillTables(
  views: Views,
  kernel: Kernel,
  tables: Tables,
  plan: BatchPlan,
  joined: readonly JoinedColumns[],
): void {
  if (tables.elements && plan.elements) fillWords(views, kernel, tables.elements, plan.elements)
  if (tables.areas && plan.areas) fillWords(views, kernel, tables.areas, plan.areas)
  if (tables.listed && plan.listed) fillWords(views, kernel, tables.listed, plan.listed.services)
  for (const [column, table] of tables.profiles.entries()) {
    const { values = [], fallback = -1, open = false } = plan.profileColumns[column] ?? {}
    fillWords(views, kernel, table, values, fallback, undefined, open)
  }
  for (const [at, table] of tables.joined.entries()) {
    const { words = [], numbers = [] } = joined[at] ?? {}
    fillWords(views, kernel, table, words, -1, numbers)
  }
  views.i32.set(plan.elementSignature, tables.elementSignature / 4)
  views.i32.set(plan.areaSignature, tables.areaSignature / 4)
  if (plan.signaturePair) views.i32.set(plan.signaturePair.table, tables.pair / 4)
  views.i32.set(plan.elementArea, tables.elementArea / 4)
  const areaNumbers = new Map(plan.areaNames.map((name, number) => [name, number]))
  views.i32.set(
    (plan.areas ?? []).map(code => areaNumbers.get(code) ?? -1),
    tables.areaArea / 4,
  )
  views.i32.set(plan.profileSegment, tables.segmentOf / 4)
  views.u32.set(plan.profileSchemes, tables.schemesOf / 4)
  views.u32.set(
    plan.profileSchemes.map(mask => tables.classes.indexOf(mask)),
    tables.classOf / 4,
  )
  views.i32.set(plan.exposureOf, tables.exposureOf / 4)
  for (const [number, { slots, slotCount }] of distinctShapes(plan).entries()) {
    const first = tables.slots / 8 + (tables.shapeOffsets[number] ?? 0)
    for (let line = 0; line < plan.lines; line++) {
      views.i64.set(slots.subarray(line * slotCount, (line + 1) * slotCount), first + line * tables.slotLine)
    }
  }
  for (const [exposure, line] of plan.lineOf.entries()) {
    views.u32[tables.slotsOf / 4 + exposure] = tables.slots + line * tables.slotLine * 8
  }
  for (let own = 0; own < tables.ownExposures; own++) {
    views.u32[tables.slotsOf / 4 + plan.exposures + own] = tables.ownSlots + own * tables.slotLine * 8
  }
  for (const [number, { at, text }] of tables.nameTexts.entries()) {
    views.u32[tables.names / 4 + number * 2] = at
    views.u32[tables.names / 4 + number * 2 + 1] = views.bytes.write(text, at, 'utf8')
  }
  views.bytes.write(plan.currency, tables.currency, 'utf8')
}
