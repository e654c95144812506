import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anyFile, anyPlan } from './testing/arbitrary.ts'
import { expectedOf } from './testing/oracle.ts'
import type { AmountNode, BatchPlan } from './plan.ts'
import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

const anyCase = anyPlan.chain(plan =>
  fc.record({
    plan: fc.constant(plan),
    file: anyFile(plan),
    mode: fc.constantFrom('owed' as const, 'hit' as const),
    chunkBytes: fc.constantFrom(1, 7, 64, 300, 4096, 262144),
  }),
)

/** `row,column,reason` of each refused row; the file name and the value contain no separator that could confuse this. */
function reasonsIn(rejected: string): string[] {
  return rejected
    .split('\n')
    .slice(1, -1)
    .map(line => line.split(',').slice(1, 4).join(','))
}

describe('a code of a place', () => {
  const column = { name: 'region', values: ['GB', 'GB-SCT', 'a-place-with-a-long-name', '(elsewhere)'], open: true }
  const schemes = Array.from({ length: 4 }, (_, at) => ({
    ...smallPlan().schemes[0],
    id: `xx/${column.values[at] ?? ''}`,
  }))

  test.each([
    ['GB', 'GB'],
    ['GB-SCT', 'GB-SCT'],
    ['GB-SCT-HLD', 'GB-SCT'],
    ['GB-SCT.1-2', 'GB-SCT'],
    ['GB-SCTX', 'GB'],
    ['GB.NIR', 'GB'],
    ['GBR', '(elsewhere)'],
    ['-GB', '(elsewhere)'],
    ['', '(elsewhere)'],
    ['a-place-with-a-long-name.of-streets', 'a-place-with-a-long-name'],
    ['a-place-with-a-long', '(elsewhere)'],
  ])('%s counts as %s', async (code, counted) => {
    const plan = smallPlan({
      profileColumns: [{ ...column, fallback: 3 }],
      profileSegment: new Int32Array(4),
      profileSchemes: Uint32Array.of(1, 2, 4, 8),
      schemes: schemes as BatchPlan['schemes'],
    })

    const { out } = await runText(plan, `service,element,region,monthly_fee\n1,hit,${code},30.00\n`)

    expect(out.split('\n')[1]).toBe(`1,xx/${counted},0,3.00,3.00,3.00`)
  })
})

test('a unit of rounding may be wider than 32 bits', async () => {
  const unit = 2 ** 32 + 500
  const [scheme] = smallPlan().schemes
  const round = (of: AmountNode): AmountNode => ({ op: 'round', mode: 'up', unit, divisorSlot: 1, of })
  const trees: AmountNode[] = [
    round({ op: 'base', base: 'monthly_fee' }),
    round({ op: 'scale', of: { op: 'base', base: 'monthly_fee' }, slot: 0 }),
  ]
  const plan = smallPlan({
    schemes: trees.flatMap((tree, at) => {
      const figure = { shapes: [{ tree, slotCount: 2, slots: BigInt64Array.of(3n, 30n) }] }
      return scheme ? [{ ...scheme, id: `xx/${at}`, minimum: figure, recommended: figure, maximum: figure }] : []
    }),
    profileSchemes: Uint32Array.of(3, 3),
  })

  const { out } = await runText(plan, `${smallHeader}\n1,hit,internet,1.00\n`)

  expect(out.split('\n').slice(1, -1)).toEqual([
    '1,xx/0,0,42949677.96,42949677.96,42949677.96',
    '1,xx/1,0,42949677.96,42949677.96,42949677.96',
  ])
})

describe('a run over the services', () => {
  test('gives for every plan and file what the plain evaluation gives', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ plan, file, mode, chunkBytes }) => {
        const expected = expectedOf(plan, file.text, file.separator, mode)

        const { out, rejected, result } = await runText(plan, file.text, { mode, chunkBytes })

        expect(out.split('\n').slice(1, -1)).toEqual(expected.out)
        expect(reasonsIn(rejected)).toEqual(expected.rejected)
        expect(result.rows).toEqual({
          read: expected.ok + expected.rejected.length,
          ok: expected.ok,
          refused: expected.rejected.length,
          hit: expected.hit,
        })
        expect(
          result.schemes.map(scheme => [scheme.minimum.total, scheme.recommended.total, scheme.maximum.total]),
        ).toEqual(expected.totals)
        expect(result.schemes.map(scheme => scheme.owed)).toEqual(expected.owed)
        expect(result.areas.map(area => area.services)).toEqual(expected.areaServices)
        expect([...result.exposureServices]).toEqual(expected.exposureServices)
      }),
      { numRuns: 400 },
    )
  })

  test('gives the same with one, two and three threads, wherever the chunks end', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ plan, file, mode }) => {
        const runs = await Promise.all([
          runText(plan, file.text, { mode, workers: 1 }),
          runText(plan, file.text, { mode, workers: 2, chunkBytes: 101 }),
          runText(plan, file.text, { mode, workers: 3, chunkBytes: 53 }),
        ])

        const withoutPaths = runs.map(({ result, out, rejected }) => ({ result, out, reasons: reasonsIn(rejected) }))
        expect(withoutPaths[1]).toEqual(withoutPaths[0])
        expect(withoutPaths[2]).toEqual(withoutPaths[0])
      }),
      { numRuns: 20 },
    )
  })
})
