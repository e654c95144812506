import type { BatchPlan } from '../plan.ts'

/** One scheme: a thirtieth of the monthly fee times three, for everything that hangs on `hit`. */
export function smallPlan(changes: Partial<BatchPlan> = {}): BatchPlan {
  const figure = {
    shapes: [
      {
        tree: {
          op: 'round',
          mode: 'half-away',
          unit: 1,
          divisorSlot: 1,
          of: { op: 'scale', of: { op: 'base', base: 'monthly_fee' }, slot: 0 },
        } as const,
        slotCount: 2,
        slots: BigInt64Array.of(3n, 30n),
      },
    ],
  }
  return {
    currency: 'PLN',
    currencyDigits: 2,
    largestBase: 10n ** 12n,
    elements: ['idle', 'hit'],
    areas: null,
    elementSignature: Int32Array.of(0, 1),
    areaSignature: new Int32Array(0),
    signaturePair: null,
    listed: null,
    elementArea: Int32Array.of(-1, 0),
    areaNames: ['32'],
    bases: ['monthly_fee'],
    profileColumns: [{ name: 'kind', values: ['internet', 'tv'], fallback: -1, open: false }],
    profileSegment: Int32Array.of(0, 0),
    profileSchemes: Uint32Array.of(1, 1),
    segments: 1,
    exposureOf: Int32Array.from({ length: 56 }, (_, cell) => (cell < 28 ? -1 : 0)),
    exposures: 1,
    lineOf: Int32Array.of(0),
    lines: 1,
    schemes: [{ id: 'xx/third', minimum: figure, recommended: figure, maximum: figure, figuresAgree: true }],
    stacking: [],
    ...changes,
  }
}

export const smallHeader = 'service,element,kind,monthly_fee'
