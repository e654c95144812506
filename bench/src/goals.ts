import { million } from './cases.ts'
import { median, ratio } from './measure/statistics.ts'
import type { Measured } from './rounds.ts'

export interface Goal {
  readonly name: string
  readonly target: string
  /** Null while one of its two sides was not measured. */
  readonly reached: number | null
  readonly unit: string
  readonly met: boolean | null
}

export interface Measurements {
  readonly rows: number
  readonly cases: ReadonlyMap<string, Measured>
  readonly postgres: ReadonlyMap<string, readonly number[]>
}

export function judgeGoals({ rows, cases, postgres }: Measurements): Goal[] {
  const seconds = (id: string) => cases.get(id)?.samples.map(sample => sample.seconds) ?? postgres.get(id) ?? null
  const peak = (id: string) => cases.get(id)?.samples.map(sample => sample.peakBytes) ?? null
  const against = (over: readonly number[] | null, under: readonly number[] | null) =>
    over && under && over.length === under.length ? ratio(over, under) : null
  const faster = (name: string, peer: string, times: number, pulih = 'pulih') =>
    goal(name, '≥', times, against(seconds(peer), seconds(pulih)), '×')
  const within = (name: string, pulih: string, reference: string, times: number) =>
    goal(name, '≤', times, against(seconds(pulih), seconds(reference)), '×')

  const peaks = peak('pulih')
  const explain = cases.get('pulih-explain')
  return [
    faster('Faster than objects in TypeScript', 'objects', 30),
    faster('Faster than DuckDB as a person writes it', 'duckdb-plain', 20),
    faster('Faster than the best DuckDB plan', 'duckdb-grouped', 3),
    faster('Faster than the decision alone in zen-engine (extrapolated)', 'zen', 150),
    faster('Faster than the decision alone in json-rules-engine (extrapolated)', 'json-rules', 500),
    faster('Nothing shared: faster than objects', 'objects-own', 5, 'pulih-own'),
    goal('Peak memory', '≤', 160, peaks && Math.max(...peaks) / 1e6, 'MB'),
    goal('Memory for 100 million over 1 million', '≤', 1.1, against(peak('pulih-100m'), peak('pulih-1m')), '×'),
    // These two compare with ten million services, so they say nothing at another size.
    ...(rows === 10 * million
      ? [
          within('Time for 100 million over 10 million', 'pulih-100m', 'pulih', 10.5),
          within('100 million, against plain DuckDB for 10 million', 'pulih-100m', 'duckdb-plain', 1),
        ]
      : []),
    goal(
      'One outage corrected, against the full run in the same process',
      '≤',
      1 / 20,
      against(seconds('pulih-correction'), cases.get('pulih-correction')?.fullSeconds ?? null),
      '×',
    ),
    within('Into PostgreSQL, against its own COPY FROM file', 'postgres-pulih', 'postgres-copy', 1.25),
    goal('One decision explained', '≤', 50, explain ? median(explain.secondsPerDecision) * 1e6 : null, 'µs'),
    goal('Stored per credit for its explanation', '≤', 16, explain?.bytesPerCredit ?? null, 'bytes'),
    within('CSV → CSV, against scanning and writing the same bytes on one thread', 'pulih', 'floor', 2),
    within('Parquet → CSV, against the scan alone in DuckDB', 'pulih-parquet', 'parquet-scan', 2),
  ]
}

function goal(name: string, relation: '≥' | '≤', limit: number, reached: number | null, unit: string): Goal {
  const met = reached === null ? null : relation === '≥' ? reached >= limit : reached <= limit
  return { name, target: `${relation} ${limit} ${unit}`, reached, unit, met }
}
