import fc from 'fast-check'

import type { AmountNode, AmountShape, BaseColumn, BatchPlan, FigurePlan, SchemePlan, StackingStep } from '../plan.ts'

/** Plans of every shape, small enough that all of their corners are met. */
export const anyPlan: fc.Arbitrary<BatchPlan> = fc
  .record({
    currencyDigits: fc.integer({ min: 0, max: 3 }),
    places: fc.constantFrom('elements', 'areas', 'both'),
    elements: fc.integer({ min: 1, max: 12 }),
    areas: fc.integer({ min: 1, max: 5 }),
    signatures: fc.integer({ min: 1, max: 4 }),
    exposures: fc.integer({ min: 1, max: 9 }),
    lines: fc.integer({ min: 1, max: 9 }),
    segments: fc.integer({ min: 1, max: 2 }),
    schemes: fc.integer({ min: 1, max: 4 }),
    bases: fc.subarray<BaseColumn>(['monthly_fee', 'previous_bill', 'bill_sum_3'], { minLength: 1 }),
    open: fc.boolean(),
    fallback: fc.integer({ min: -1, max: 2 }),
    seed: fc.infiniteStream(fc.nat()),
  })
  .chain(shape =>
    fc.record({
      schemes: fc.array(anyScheme(shape.lines, shape.bases), {
        minLength: shape.schemes,
        maxLength: shape.schemes,
      }),
      stacking: fc.array(anyStep(shape.schemes), { maxLength: 3 }),
      shape: fc.constant(shape),
    }),
  )
  .map(({ schemes, stacking, shape }) => {
    const numbers = shape.seed[Symbol.iterator]()
    const below = (limit: number): number => Number(numbers.next().value) % limit
    const list = (length: number, limit: number, least = 0): Int32Array =>
      Int32Array.from({ length }, () => below(limit - least) + least)
    const elements = Array.from(
      { length: shape.elements },
      (_, at) =>
        ['x', 'core', 'a-longer-element', `the-longest-element-name-number-${at}-of-them-all`][at % 4] + String(at),
    )
    const areas = Array.from({ length: shape.areas }, (_, at) => `32.${at}`)
    const isBoth = shape.places === 'both'
    const profileColumns = [
      { name: 'kind', values: ['internet', 'tv', 'leased-line'], fallback: -1, open: false },
      {
        name: 'customer',
        values: ['consumer', 'small-business', 'business'],
        fallback: shape.fallback,
        open: shape.open,
      },
    ]
    const { signatures } = shape
    return {
      currency: 'PLN',
      currencyDigits: shape.currencyDigits,
      largestBase: 2_900_000n,
      elements: shape.places === 'areas' ? null : elements,
      areas: shape.places === 'elements' ? null : areas,
      elementSignature: list(elements.length, signatures),
      areaSignature: list(areas.length, signatures),
      signaturePair: isBoth ? { areaSignatures: signatures, table: list(signatures * signatures, signatures) } : null,
      listed: null,
      elementArea: list(elements.length, areas.length, -1),
      areaNames: areas,
      bases: shape.bases,
      profileColumns,
      profileSegment: list(9, shape.segments),
      profileSchemes: Uint32Array.from({ length: 9 }, () => below(1 << shape.schemes)),
      segments: shape.segments,
      exposureOf: list(signatures * 28 * shape.segments, shape.exposures, -1),
      exposures: shape.exposures,
      lineOf: list(shape.exposures, shape.lines),
      lines: shape.lines,
      schemes: schemes.map((scheme, at) => ({
        ...scheme,
        id: ['pl/loss', 'a,"b"', 'x', 'a-scheme-with-a-long-name'][at] ?? 'y',
      })),
      stacking,
    }
  })

const slotCount = 4

function anyScheme(lines: number, bases: readonly BaseColumn[]): fc.Arbitrary<SchemePlan> {
  const shape: fc.Arbitrary<AmountShape> = fc.record({
    tree: anyTree(bases),
    slotCount: fc.constant(slotCount),
    slots: fc
      .array(fc.bigInt(1n, 12n), { minLength: lines * slotCount, maxLength: lines * slotCount })
      .map(list => BigInt64Array.from(list)),
  })
  const figure: fc.Arbitrary<FigurePlan> = fc.record({ shapes: fc.array(shape, { maxLength: 2 }) })
  return fc.oneof(
    figure.map(one => ({ id: '', minimum: one, recommended: one, maximum: one, figuresAgree: true })),
    fc
      .tuple(figure, figure, figure)
      .map(([minimum, recommended, maximum]) => ({ id: '', minimum, recommended, maximum, figuresAgree: false })),
    fc
      .tuple(figure, figure)
      .map(([one, other]) => ({ id: '', minimum: one, recommended: other, maximum: one, figuresAgree: false })),
  )
}

function anyTree(bases: readonly BaseColumn[]): fc.Arbitrary<AmountNode> {
  const slot = fc.integer({ min: 0, max: slotCount - 1 })
  return fc.letrec<{ node: AmountNode }>(tie => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      slot.map((at): AmountNode => ({ op: 'slot', slot: at })),
      fc.constantFrom(...bases).map((base): AmountNode => ({ op: 'base', base })),
      fc.tuple(tie('node'), slot).map(([of, at]): AmountNode => ({ op: 'scale', of, slot: at })),
      fc
        .tuple(
          fc.constantFrom('sum' as const, 'max' as const, 'min' as const),
          fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        )
        .map(([op, of]): AmountNode => ({ op, of })),
      fc.record({
        op: fc.constant('round' as const),
        of: tie('node'),
        divisorSlot: slot,
        mode: fc.constantFrom('half-away' as const, 'half-even' as const, 'up' as const, 'down' as const),
        unit: fc.constantFrom(1, 5, 100, 2 ** 32, 2 ** 32 + 1, 7_000_000_000),
      }),
    ),
  })).node
}

function anyStep(schemes: number): fc.Arbitrary<StackingStep> {
  const scheme = fc.integer({ min: 0, max: schemes - 1 })
  const several = fc.uniqueArray(scheme, { minLength: 1, maxLength: schemes })
  return fc.oneof(
    several.map((list): StackingStep => ({ kind: 'greatest', schemes: list })),
    several.map(([first = 0, ...others]): StackingStep => ({ kind: 'subsidiary', scheme: first, to: others })),
    fc
      .tuple(scheme, scheme)
      .filter(([a, b]) => a !== b || schemes === 1)
      .map(([a, b]): StackingStep =>
        a === b ? { kind: 'greatest', schemes: [a] } : { kind: 'set-off', scheme: a, by: b },
      ),
  )
}

const oddFields = [
  '',
  '-1',
  '-2.50',
  '12',
  '0',
  '1.5',
  '3.5000',
  '7.125',
  '9999999999',
  '9999999999999999',
  '1e3',
  '.5',
  '5.',
  'abc',
  '12345678',
  '123456.78',
  '+1',
  '1 2',
]

/** A whole services file for a plan: mostly good rows, and every kind of bad one. */
export function anyFile(plan: BatchPlan): fc.Arbitrary<{ text: string; separator: string }> {
  const columns = [
    'service',
    'monthly_fee',
    'kind',
    'customer',
    'previous_bill',
    'cycle_day',
    'currency',
    'notes',
    ...(plan.elements ? ['element'] : []),
    ...(plan.areas ? ['area'] : []),
  ]
  const usually = (good: fc.Arbitrary<string>, ...odd: string[]): fc.Arbitrary<string> =>
    fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
  const amount = fc.integer({ min: 0, max: 3_000_000 }).map(minor => decimalOf(minor, plan.currencyDigits))
  const cell = (name: string): fc.Arbitrary<string> => {
    switch (name) {
      case 'service':
        return usually(
          fc.nat(500).map(String),
          '',
          'a,b',
          'q"uote',
          'żółć',
          'x'.repeat(128),
          'y'.repeat(129),
          'id;semi',
          'a-rather-long-service-id-1',
          'a-rather-long-service-id-2',
        )
      case 'monthly_fee':
      case 'previous_bill':
        return usually(amount, ...oddFields)
      case 'kind':
        return usually(fc.constantFrom('internet', 'tv', 'leased-line'), '', 'radio', 'internet2')
      case 'customer':
        return usually(
          fc.constantFrom('consumer', 'small-business', 'business', ''),
          'someone',
          'small',
          'consumer-1',
          'consumer.x-2',
          'small-business-x.y',
          'consumers-1',
        )
      case 'cycle_day':
        return usually(fc.integer({ min: 1, max: 28 }).map(String), '', '0', '29', '07', 'x', '100', '-3')
      case 'currency':
        return usually(fc.constantFrom('', 'PLN'), 'EUR', 'PLNX')
      case 'element':
        return usually(
          fc.constantFrom(...(plan.elements ?? [])),
          '',
          'nowhere',
          'the-longest-element-name-number-9-of-them-al!',
        )
      case 'area':
        return usually(fc.constantFrom(...(plan.areas ?? [])), '', '99')
      default:
        return fc.constantFrom('', 'note', 'a longer note that fills the line, with a comma')
    }
  }
  return fc
    .record({
      separator: fc.constantFrom(',', ';', '\t'),
      order: fc.shuffledSubarray(columns, { minLength: columns.length }),
      crlf: fc.boolean(),
      lastFeed: fc.boolean(),
      sorted: fc.boolean(),
      alwaysQuote: fc.boolean(),
      rows: fc.integer({ min: 0, max: 60 }),
    })
    .chain(style => {
      const row = fc.tuple(
        fc.tuple(...style.order.map(cell)),
        fc.oneof(
          { weight: 40, arbitrary: fc.constant('good') },
          { weight: 1, arbitrary: fc.constantFrom('few', 'many', 'open', 'stray', 'blank', 'late') },
        ),
      )
      return fc.array(row, { minLength: style.rows, maxLength: style.rows }).map(rows => {
        const end = style.crlf ? '\r\n' : '\n'
        const lines = rows.map(([cells, fate], at) => {
          const named = cells.map((text, column) =>
            style.sorted && style.order[column] === 'service' ? String(1000 + at) : text,
          )
          const fields = named.map(text =>
            style.alwaysQuote || /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
          )
          switch (fate) {
            case 'few':
              return fields.slice(1).join(style.separator)
            case 'many':
              return [...fields, 'more'].join(style.separator)
            case 'open':
              return `"${fields.join(style.separator)}`
            case 'stray':
              return [`a"b`, ...fields.slice(1)].join(style.separator)
            case 'late':
              return [`"a"b`, ...fields.slice(1)].join(style.separator)
            case 'blank':
              return ''
            default:
              return fields.join(style.separator)
          }
        })
        const text = [style.order.join(style.separator), ...lines].join(end) + (style.lastFeed ? end : '')
        return { text, separator: style.separator }
      })
    })
}

function decimalOf(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
