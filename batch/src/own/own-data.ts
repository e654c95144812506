import type { HolidayCalendar, Overrides, Scheme, ServiceKind } from '@pulih/engine'
import type { BenefitColumn } from '../planning/benefits.ts'
import type { Planned, PlanQuestion } from '../planning/make-plan.ts'
import { shapeKey } from './lacks.ts'
import type { SceneOutage } from './scene.ts'

/** What the threads must know to judge rows with facts of their own: plain data, because it is sent to them. */
export interface OwnData {
  readonly schemes: readonly Scheme[]
  readonly benefits: readonly BenefitColumn[]
  readonly calendars: readonly HolidayCalendar[]
  readonly overrides: Overrides
  readonly currency: string
  readonly currencyDigits: number
  readonly month: string
  readonly mode: 'owed' | 'hit'
  readonly segments: readonly OwnSegment[]
  readonly profileSegment: Int32Array
  readonly profileSchemes: Uint32Array
  /** Outages of each signature, as indices. */
  readonly sets: readonly (readonly number[])[]
  readonly outages: readonly SceneOutage[]
  /** `shapes[scheme][figure]`: the keys of the shapes that the plan has, in its order. */
  readonly shapes: readonly (readonly (readonly string[])[])[]
  readonly largestBase: bigint
}

export interface OwnSegment {
  readonly zone: string
  readonly region: string | null
  readonly kind: ServiceKind
  readonly billCount: number
  /** By scheme: the heads that apply, or null. */
  readonly heads: readonly (readonly string[] | null)[]
}

export function ownDataOf(
  planned: Planned,
  question: Pick<PlanQuestion, 'holidays' | 'overrides' | 'month'>,
  mode: OwnData['mode'],
): OwnData {
  const { plan, schemes, benefits, segments, signatures, outages } = planned
  return {
    schemes,
    benefits,
    calendars: question.holidays.list(),
    overrides: question.overrides,
    currency: plan.currency,
    currencyDigits: plan.currencyDigits,
    month: question.month,
    mode,
    segments: segments.map(({ zone, region, kind, billCount, programs }) => ({
      zone,
      region,
      kind,
      billCount,
      heads: programs.map(program => program && program.programs.recommended.scheme.heads.map(head => head.id)),
    })),
    profileSegment: plan.profileSegment,
    profileSchemes: plan.profileSchemes,
    sets: signatures.sets,
    outages: outages.map(({ id, interruption, kinds }) => ({ id, interruption, kinds })),
    shapes: plan.schemes.map(({ minimum, recommended, maximum }) =>
      [minimum, recommended, maximum].map(({ shapes }) => shapes.map(({ tree }) => shapeKey(tree))),
    ),
    largestBase: plan.largestBase,
  }
}
