import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anyFile, anyPlan } from './testing/arbitrary.ts'
import { expectedOf } from './testing/oracle.ts'
import { runText } from './testing/run-text.ts'

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
