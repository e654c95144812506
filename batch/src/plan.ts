/**
 * What the planner hands to the data plane: everything about calendars, outages and law is decided here, once per exposure,
 * so that a row costs a look-up and a few integer operations.
 */

/** The money columns that an amount can be a share of; the names are those of the services file. */
export const baseColumns = [
  'monthly_fee',
  'fee_before_discount',
  'bill_sum_3',
  'previous_bill',
  'top_up_sum_3',
] as const
export type BaseColumn = (typeof baseColumns)[number]

/** How a whole number of minor units is made out of a fraction. All amounts are zero or more. */
export type RoundingMode = 'half-away' | 'half-even' | 'up' | 'down'

/**
 * The arithmetic of an amount once the calendar is decided: whole numbers only, over the row's bases and the exposure's slots.
 * `round` divides by a slot, rounds to a multiple of `unit` minor units and yields minor units.
 */
export type AmountNode =
  | { readonly op: 'slot'; readonly slot: number }
  | { readonly op: 'base'; readonly base: BaseColumn }
  | { readonly op: 'scale'; readonly of: AmountNode; readonly slot: number }
  | { readonly op: 'sum' | 'max' | 'min'; readonly of: readonly AmountNode[] }
  | {
      readonly op: 'round'
      readonly of: AmountNode
      readonly divisorSlot: number
      readonly mode: RoundingMode
      readonly unit: number
    }

/**
 * One shape of amount and its numbers. `slots` is row-major: `slots[line * slotCount + slot]`. A line that does not have this shape
 * holds zeros and divisors of one, so that its value is zero.
 */
export interface AmountShape {
  readonly tree: AmountNode
  readonly slotCount: number
  readonly slots: BigInt64Array
}

/** A figure is the sum of its shapes; most figures have one or two. */
export interface FigurePlan {
  readonly shapes: readonly AmountShape[]
}

/**
 * The figures as their readings give them. For one customer a reading may turn out the other way: before stacking, the least of the
 * three amounts becomes the minimum and the greatest the maximum.
 */
export interface SchemePlan {
  readonly id: string
  readonly minimum: FigurePlan
  readonly recommended: FigurePlan
  readonly maximum: FigurePlan
  /** True when the three figures are the same object for every exposure: the row is computed once and there is nothing to order. */
  readonly figuresAgree: boolean
}

/** What happens between schemes on one service, in order, each figure on its own. Indices are into `BatchPlan.schemes`. */
export type StackingStep =
  /** Only the greatest stays; on a tie the one named first. */
  | { readonly kind: 'greatest'; readonly schemes: readonly number[] }
  /** The first is reduced by the second, never below zero. */
  | { readonly kind: 'set-off'; readonly scheme: number; readonly by: number }
  /** The first is due only if none of the others is. */
  | { readonly kind: 'subsidiary'; readonly scheme: number; readonly to: readonly number[] }

/** Services that outages name one by one: these outages hit them besides those of their place. */
export interface ListedServices {
  readonly services: readonly string[]
  /** Service → signature of the outages that list it. */
  readonly signature: Int32Array
  /** `pairKey` of a place's signature and that of a list → signature of both. A pair that is missing ends the run with `PlanLacks`. */
  readonly together: ReadonlyMap<number, number>
}

/** A column with a small closed set of words, part of the profile of a service. */
export interface ProfileColumn {
  readonly name: string
  readonly values: readonly string[]
  /** Index into `values` when the field is empty or the column is missing; -1 refuses the row. */
  readonly fallback: number
  /**
   * True: the words are codes of places within places. A code stands for the longest of the values that covers it, which is the code
   * itself or what comes before one of its `-` or `.`; a code that none covers counts as the last value ("anything else").
   * False: a word outside `values` refuses the row.
   */
  readonly open: boolean
}

export interface BatchPlan {
  readonly currency: string
  /** Digits behind the decimal point, ISO 4217. */
  readonly currencyDigits: number
  /** The largest amount for which no product of the kernel overflows, in minor units; rows with more are calculated one by one. */
  readonly largestBase: bigint

  /** Which column finds the place: elements of the network, areas, or both. */
  readonly elements: readonly string[] | null
  readonly areas: readonly string[] | null
  /** Place → outage set; 0 means not hit. Same length as `elements` / `areas`. */
  readonly elementSignature: Int32Array
  readonly areaSignature: Int32Array
  /** elementSignature × areaSignature → signature, row-major by element; null when only one of the two is used. */
  readonly signaturePair: { readonly areaSignatures: number; readonly table: Int32Array } | null
  readonly listed: ListedServices | null
  /** Element → index into `areaNames`, for the sums by area when the file has no area column. */
  readonly elementArea: Int32Array
  readonly areaNames: readonly string[]

  readonly bases: readonly BaseColumn[]
  readonly profileColumns: readonly ProfileColumn[]
  /** Profile (mixed radix over `profileColumns`, first column slowest) → segment of the facts, and mask of schemes that apply. */
  readonly profileSegment: Int32Array
  readonly profileSchemes: Uint32Array
  readonly segments: number

  /** [signature][cycleDay - 1][segment] → exposure, or -1 where there is nothing to say. */
  readonly exposureOf: Int32Array
  readonly exposures: number
  /** Exposure → line of slots. Very many exposures share few lines, and those stay in the nearest cache. */
  readonly lineOf: Int32Array
  readonly lines: number
  readonly schemes: readonly SchemePlan[]
  readonly stacking: readonly StackingStep[]
}

/** Why a row was refused; with the column it makes the line in `rejected.csv`. */
export const refusalReasons = [
  'missing-value',
  'not-a-number',
  'negative',
  'too-many-decimals',
  'too-large',
  'unknown-word',
  'unknown-element',
  'unknown-area',
  'out-of-range',
  'too-long',
  'too-few-fields',
  'too-many-fields',
  'broken-quotes',
  'not-utf8',
  'not-an-instant',
  'duplicate',
  'wrong-currency',
] as const
export type RefusalReason = (typeof refusalReasons)[number]
