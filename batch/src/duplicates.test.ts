import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { runText } from './testing/run-text.ts'
import { smallHeader, smallPlan } from './testing/small-plan.ts'

const linesOf = (ids: readonly string[]): string => [smallHeader, ...ids.map(id => `${id},hit,tv,10.00`)].join('\n')

describe('repeated services', () => {
  test(
    'are refused from the second on, wherever they stand and however many threads look',
    { timeout: 60_000 },
    async () => {
      const anyIds = fc.array(
        fc.oneof(
          fc.nat(300).map(String),
          fc.nat(20).map(n => `a-service-with-a-longer-name-${n}-and-an-end`),
        ),
        { maxLength: 200 },
      )
      await fc.assert(
        fc.asyncProperty(anyIds, fc.constantFrom(1, 2), async (ids, workers) => {
          const { out, rejected, result } = await runText(smallPlan(), linesOf(ids), { workers, chunkBytes: 300 })

          const repeated = ids.flatMap((id, at) => (ids.indexOf(id) < at ? [at + 2] : []))
          expect(
            rejected
              .split('\n')
              .slice(1, -1)
              .map(line => Number(line.split(',')[1])),
          ).toEqual(repeated)
          expect(
            out
              .split('\n')
              .slice(1, -1)
              .map(line => line.split(',')[0]),
          ).toEqual([...new Set(ids)])
          expect(result.duplicates).toBe(repeated.length)
        }),
        { numRuns: 60 },
      )
    },
  )

  test('are found across the end of a chunk when the ids rise but for one', async () => {
    const ids = Array.from({ length: 2000 }, (_, at) => String(10_000 + at))
    const { rejected } = await runText(smallPlan(), linesOf([...ids, '11999', ...ids.slice(0, 1)]), {
      workers: 2,
      chunkBytes: 1000,
    })

    expect(
      rejected
        .split('\n')
        .slice(1, -1)
        .map(line => line.split(',').slice(1, 5).join(',')),
    ).toEqual(['2002,service,duplicate,"11999"', '2003,service,duplicate,"10000"'])
  })

  test('count only when the earlier row was good', async () => {
    const { out, rejected } = await runText(
      smallPlan(),
      `${smallHeader}\n5,hit,tv,much\n5,hit,tv,10.00\n5,hit,tv,20.00`,
    )

    expect(out).toContain('5,xx/third,0,1.00')
    expect(
      rejected
        .split('\n')
        .slice(1, -1)
        .map(line => line.split(',')[3]),
    ).toEqual(['not-a-number', 'duplicate'])
  })

  test('leave nothing behind but the results', async () => {
    const { files } = await runText(smallPlan(), linesOf(['2', '1', '2']), { workers: 2, chunkBytes: 20 })

    expect(files).toEqual(['out.csv', 'rejected.csv', 'services.csv'])
  })
})
