import { createHash } from 'node:crypto'
import type { Figure } from '@pulih/engine'
import type { BaseColumn, BatchPlan, ProfileColumn, SchemePlan, StackingStep } from '../plan.ts'
import { nameShape, type NamedShape } from './shapes.ts'

/** Tables and statements of one run: what both the writer of the facts and the printer of the SQL have to agree on. */
export interface Layout {
  readonly currency: string
  readonly currencyDigits: number
  /** The column of the services that finds the place. */
  readonly place: 'element' | 'area'
  readonly profile: readonly ProfileColumn[]
  readonly bases: readonly BaseColumn[]
  readonly schemes: readonly SchemeLayout[]
  readonly stacking: readonly StackingStep[]
}

export interface SchemeLayout {
  readonly id: string
  /** The id as a part of SQL names. */
  readonly name: string
  /** For each figure the shapes that the statement can calculate. */
  readonly shapes: Readonly<Record<Figure, readonly NamedShape[]>>
  /** How many columns of numbers each figure has in the table. */
  readonly width: number
}

export function layoutOf(plan: BatchPlan): Layout {
  if (plan.signaturePair)
    throw new RangeError('SQL is printed for services that hang on elements or lie in areas, not for both at once')
  if (plan.listed)
    throw new RangeError('SQL is printed for outages of elements or areas, not for those that list services')
  const names = sqlNames(plan.schemes.map(scheme => scheme.id))
  return {
    currency: plan.currency,
    currencyDigits: plan.currencyDigits,
    place: plan.elements ? 'element' : 'area',
    profile: plan.profileColumns,
    bases: plan.bases,
    schemes: plan.schemes.map((scheme, index) => schemeLayout(scheme, names[index] ?? '')),
    stacking: plan.stacking,
  }
}

function schemeLayout(scheme: SchemePlan, name: string): SchemeLayout {
  const shapes = (figure: Figure) => scheme[figure].shapes.map(nameShape)
  const all = { minimum: shapes('minimum'), recommended: shapes('recommended'), maximum: shapes('maximum') }
  const widest = Math.max(0, ...Object.values(all).flatMap(list => list.map(shape => shape.slotCount)))
  return { id: scheme.id, name, shapes: all, width: widthFor(widest) }
}

/** In steps, so that facts and statements that were made apart usually have the same columns. */
function widthFor(slots: number): number {
  return Math.max(16, Math.ceil(slots / 8) * 8)
}

/** PostgreSQL cuts names after 63 bytes; what is longer, or would be met twice, ends in a hash. */
function sqlNames(ids: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return ids.map(id => {
    const plain = id.toLowerCase().replace(/[^a-z0-9]+/g, '_')
    const short =
      plain.length <= 40 ? plain : `${plain.slice(0, 33)}_${createHash('sha256').update(id).digest('hex').slice(0, 6)}`
    const times = (seen.get(short) ?? 0) + 1
    seen.set(short, times)
    return times === 1 ? short : `${short}_${times}`
  })
}

/** The columns of a figure's numbers. */
export function slotColumn(figure: Figure, slot: number): string {
  return `${figure}_${slot + 1}`
}
