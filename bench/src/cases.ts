import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { assessCommand, correctionCommand, explainCommand } from './pulih.ts'
import { prepareParquet, prepareWorkload, type Variant, type WorkloadFiles } from './workload/files.ts'

/** One thing that is run as a process of its own, once per round. */
export interface Case {
  readonly id: string
  readonly title: string
  /** Null: Pulih cannot do this yet. */
  readonly command: () => readonly string[] | null
  /** The results file, in a folder that is emptied before; cases with the same `sameAs` must agree on every credit. */
  readonly out: string | null
  readonly sameAs: string | null
  /** Measures itself and prints what it found. */
  readonly tells: boolean
  /** Prints how long a number of decisions took; its time is extrapolated from them to this many services. */
  readonly extrapolateTo: number | null
}

export interface CaseOptions {
  readonly folder: string
  readonly rows: number
  readonly with100m: boolean
}

export const million = 1_000_000
const peerFolder = join(import.meta.dirname, 'peers')

/** Every run writes into a folder of its own, because Pulih puts more files beside its credits. */
export function creditsPath(folder: string, id: string): string {
  return join(folder, 'runs', id, 'credits.csv')
}

/** All cases in the order in which a round runs them. Makes the files that are missing. */
export async function buildCases({ folder, rows, with100m }: CaseOptions): Promise<Case[]> {
  const shared = prepareWorkload(folder, rows, 'shared')
  const own = prepareWorkload(folder, rows, 'own')
  const parquet = await prepareParquet(shared)
  const one = prepareWorkload(folder, million, 'shared')
  const outOf = (id: string) => creditsPath(folder, id)

  const pulih = (id: string, title: string, files: WorkloadFiles, sameAs: string): Case => {
    const out = outOf(id)
    return { id, title, command: () => assessCommand(files, out), out, sameAs, tells: false, extrapolateTo: null }
  }
  const peer = (id: string, title: string, name: string, files: WorkloadFiles, variant: Variant): Case => {
    const out = outOf(id)
    const own = variant === 'own' && name === 'duckdb-plain' ? ['--own'] : []
    const command = () => [...peerCommand(name, files), '--out', out, ...own]
    return { id, title, command, out, sameAs: `${variant}-${rows}`, tells: false, extrapolateTo: null }
  }
  const decision = (id: string, title: string): Case => {
    return { ...telling(id, title, () => peerCommand(id, shared)), extrapolateTo: rows }
  }

  const cases = [
    pulih('pulih', 'Pulih, CSV → CSV', shared, `shared-${rows}`),
    pulih('pulih-own', 'Pulih, nothing shared, CSV → CSV', own, `own-${rows}`),
    pulih('pulih-parquet', 'Pulih, Parquet → CSV', parquet, `shared-${rows}`),
    pulih('pulih-1m', 'Pulih, 1 million services', one, `shared-${million}`),
    telling('pulih-correction', 'Pulih, one outage corrected, in process', () => correctionCommand(shared)),
    telling('pulih-explain', 'Pulih, decisions explained, in process', () => explainCommand(shared, outOf('pulih'))),
    peer('objects', 'Objects in TypeScript, CSV → CSV', 'objects', shared, 'shared'),
    peer('objects-own', 'Objects in TypeScript, nothing shared', 'objects', own, 'own'),
    peer('duckdb-plain', 'DuckDB as a person writes it, CSV → CSV', 'duckdb-plain', shared, 'shared'),
    peer('duckdb-plain-own', 'DuckDB as a person writes it, nothing shared', 'duckdb-plain', own, 'own'),
    peer('duckdb-plain-parquet', 'DuckDB as a person writes it, Parquet → CSV', 'duckdb-plain', parquet, 'shared'),
    peer('duckdb-grouped', 'DuckDB, best plan, CSV → CSV', 'duckdb-grouped', shared, 'shared'),
    peer('duckdb-grouped-parquet', 'DuckDB, best plan, Parquet → CSV', 'duckdb-grouped', parquet, 'shared'),
    silent('parquet-scan', 'DuckDB scans all columns of the Parquet file', () => peerCommand('parquet-scan', parquet)),
    silent('floor', 'Floor: scan and write the same bytes, one thread', () => {
      const written = [outOf('pulih'), outOf('objects'), outOf('duckdb-grouped')].find(path => existsSync(path))
      if (written === undefined)
        throw new Error('the floor writes as much as the results: run pulih, objects or duckdb-grouped too')
      return [
        ...peerCommand('floor', shared),
        '--out',
        join(folder, 'runs', 'floor.csv'),
        '--bytes',
        String(statSync(written).size),
      ]
    }),
    decision('zen', '@gorules/zen-engine, the decision alone'),
    decision('json-rules', 'json-rules-engine, the decision alone'),
  ]
  if (!with100m) return cases

  const hundred = prepareWorkload(folder, 100 * million, 'shared')
  const grouped = peer(
    'duckdb-grouped-100m',
    'DuckDB, best plan, 100 million services',
    'duckdb-grouped',
    hundred,
    'shared',
  )
  return [
    ...cases,
    pulih('pulih-100m', 'Pulih, 100 million services', hundred, 'shared-100m'),
    { ...grouped, sameAs: 'shared-100m' },
  ]
}

function silent(id: string, title: string, command: Case['command']): Case {
  return { id, title, command, out: null, sameAs: null, tells: false, extrapolateTo: null }
}

function telling(id: string, title: string, command: Case['command']): Case {
  return { ...silent(id, title, command), tells: true }
}

function peerCommand(name: string, files: WorkloadFiles): string[] {
  const { network, outages, services } = files
  const inputs = name === 'floor' || name === 'parquet-scan' ? [] : ['--network', network, '--outages', outages]
  return [join(peerFolder, `${name}.ts`), ...inputs, '--services', services]
}
