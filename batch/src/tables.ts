import type { Arena, Views } from './arena.ts'
import type { Kernel } from './kernel.ts'
import type { AmountShape, BatchPlan } from './plan.ts'
import { fillWords, reserveWords, type WordTable } from './word-table.ts'

/** The plan's numbers in the shared memory: once for all threads. All fields but the counts are addresses. */
export interface Tables {
  readonly elements: WordTable | null
  readonly areas: WordTable | null
  readonly profiles: readonly WordTable[]
  readonly elementSignature: number
  readonly areaSignature: number
  readonly pair: number
  /** Element → area of the sums, and code of the area column → area of the sums. */
  readonly elementArea: number
  readonly areaArea: number
  readonly segmentOf: number
  readonly schemesOf: number
  readonly exposureOf: number
  /** One line of slots for each exposure, all shapes side by side: a row finds them in one place of the cache. */
  readonly slots: number
  readonly slotLine: number
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
export function reserveTables(arena: Arena, plan: BatchPlan, ownExposures: number): Tables {
  const words32 = (list: { length: number }): number => arena.reserve(list.length * 4)
  const slotCounts = distinctShapes(plan).map(({ slotCount }) => slotCount)
  const shapeOffsets = slotCounts.map((_, at) => slotCounts.slice(0, at).reduce((sum, count) => sum + count, 0))
  const slotLine = slotCounts.reduce((sum, count) => sum + count, 0)
  return {
    elements: plan.elements && reserveWords(arena, plan.elements),
    areas: plan.areas && reserveWords(arena, plan.areas),
    profiles: plan.profileColumns.map(({ values }) => reserveWords(arena, values)),
    elementSignature: words32(plan.elementSignature),
    areaSignature: words32(plan.areaSignature),
    pair: words32(plan.signaturePair?.table ?? []),
    elementArea: words32(plan.elementArea),
    areaArea: words32(plan.areas ?? []),
    segmentOf: words32(plan.profileSegment),
    schemesOf: words32(plan.profileSchemes),
    exposureOf: words32(plan.exposureOf),
    slots: arena.reserve((plan.exposures + ownExposures) * slotLine * 8),
    slotLine,
    shapeOffsets,
    names: arena.reserve(plan.schemes.length * 8),
    nameTexts: plan.schemes.map(({ id }) => {
      const text = `,${/[",\r\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id},`
      return { at: arena.reserve(Buffer.byteLength(text)), text }
    }),
    currency: arena.reserve(Buffer.byteLength(plan.currency)),
  }
}

export function fillTables(views: Views, kernel: Kernel, tables: Tables, plan: BatchPlan): void {
  if (tables.elements && plan.elements) fillWords(views, kernel, tables.elements, plan.elements)
  if (tables.areas && plan.areas) fillWords(views, kernel, tables.areas, plan.areas)
  for (const [column, table] of tables.profiles.entries()) {
    const { values = [], fallback = -1 } = plan.profileColumns[column] ?? {}
    fillWords(views, kernel, table, values, fallback)
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
  views.i32.set(plan.exposureOf, tables.exposureOf / 4)
  for (const [number, { slots, slotCount }] of distinctShapes(plan).entries()) {
    const first = tables.slots / 8 + (tables.shapeOffsets[number] ?? 0)
    for (let exposure = 0; exposure < plan.exposures; exposure++) {
      for (let slot = 0; slot < slotCount; slot++) {
        views.i64[first + exposure * tables.slotLine + slot] = slots[exposure * slotCount + slot] ?? 0n
      }
    }
  }
  for (const [number, { at, text }] of tables.nameTexts.entries()) {
    views.u32[tables.names / 4 + number * 2] = at
    views.u32[tables.names / 4 + number * 2 + 1] = views.bytes.write(text, at, 'utf8')
  }
  views.bytes.write(plan.currency, tables.currency, 'utf8')
}
