import { formatMinor } from '@pulih/kernel'
import { whole, type Database } from './database.ts'
import type { Distribution } from './comparison.ts'

/** What a service gets in money. */
export const creditOf = '(recommended + goodwill)'

const mostBins = 20n

export interface Spread {
  readonly paid: number
  readonly inKind: number
  readonly reached: number
  /** Minor units: all that the services of a scenario get. */
  readonly sum: bigint
  readonly credit: Distribution | null
}

/** How the credits of one scenario lie. Quantiles are credits that some service really gets, never something between two. */
export async function spreadOf(database: Database, scenario: number, currency: string): Promise<Spread> {
  const paid = `filter (${creditOf} > 0)`
  const [row] = await database.rows(`
    select count(*) ${paid} as paid, count(*) filter (in_kind > 0) as in_kind, count(*) filter (${creditOf} > 0 or in_kind > 0) as reached,
      coalesce(sum(${creditOf}), 0)::hugeint as sum, max(${creditOf}) as greatest,
      quantile_disc(${creditOf}, 0.1) ${paid} as p10, quantile_disc(${creditOf}, 0.5) ${paid} as median, quantile_disc(${creditOf}, 0.9) ${paid} as p90
    from credit where scenario = ${scenario}`)
  const count = whole(row, 'paid')
  const sum = whole(row, 'sum')
  const amount = (name: string) => formatMinor(whole(row, name), currency)
  return {
    paid: Number(count),
    inKind: Number(whole(row, 'in_kind')),
    reached: Number(whole(row, 'reached')),
    sum,
    // Half a minor unit goes up.
    credit:
      count === 0n
        ? null
        : {
            average: formatMinor((2n * sum + count) / (2n * count), currency),
            p10: amount('p10'),
            median: amount('median'),
            p90: amount('p90'),
            greatest: amount('greatest'),
          },
  }
}

export interface Histograms {
  /** Lower ends of the bins in minor units. */
  readonly bins: readonly bigint[]
  readonly counts: readonly (readonly number[])[]
}

/** Bins of one width for all scenarios. They cover 95 of 100 credits; the last one takes the few great ones. */
export async function histograms(database: Database, scenarios: number): Promise<Histograms> {
  const [range] = await database.rows(
    `select quantile_disc(${creditOf}, 0.95) as most, max(${creditOf}) as greatest from credit where ${creditOf} > 0`,
  )
  const step = roundStep(whole(range, 'most') / (mostBins - 4n) + 1n)
  const needed = whole(range, 'greatest') / step + 1n
  const length = Number(needed < mostBins ? needed : mostBins)
  const counts = Array.from({ length: scenarios }, () => Array.from({ length }, () => 0))
  const rows = await database.rows(`
    select scenario, least(${creditOf} // ${step}, ${length - 1}) as bin, count(*) as services
    from credit where ${creditOf} > 0 group by scenario, bin`)
  for (const row of rows) {
    const line = counts[Number(whole(row, 'scenario'))]
    if (line) line[Number(whole(row, 'bin'))] = Number(whole(row, 'services'))
  }
  return { bins: Array.from({ length }, (_, bin) => BigInt(bin) * step), counts }
}

/** The next width that people like to read: 1, 2 or 5 with zeros. */
export function roundStep(atLeast: bigint): bigint {
  for (let power = 1n; ; power *= 10n) {
    for (const digit of [1n, 2n, 5n]) if (digit * power >= atLeast) return digit * power
  }
}
