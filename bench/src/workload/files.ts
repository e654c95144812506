import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { buildNetwork, networkCsv } from './network.ts'
import { buildOutages, outagesCsv } from './outages.ts'
import { writeServices } from './services.ts'

/** Part of the folder's name: files made by an older generator are never taken for today's. */
const version = 'workload-1'

export type Variant = 'shared' | 'own'

export interface WorkloadFiles {
  readonly network: string
  readonly outages: string
  readonly services: string
}

/** Makes what is missing and names the files. `own` is the variant in which every service has its own restoration time. */
export function prepareWorkload(folder: string, rows: number, variant: Variant): WorkloadFiles {
  const files = workloadFiles(folder, rows, variant)
  mkdirSync(join(folder, version), { recursive: true })
  const network = buildNetwork()
  const outages = buildOutages(network)
  writeFileSync(files.network, networkCsv(network))
  writeFileSync(files.outages, outagesCsv(outages))
  if (!existsSync(files.services)) {
    console.log(`making ${files.services}`)
    writeServices(files.services, rows, network, variant === 'own' ? outages : null)
  }
  return files
}

/** The same services as Parquet (zstd, the row groups that DuckDB makes by itself). */
export async function prepareParquet(files: WorkloadFiles): Promise<WorkloadFiles> {
  const services = files.services.replace(/\.csv$/, '.parquet')
  if (!existsSync(services)) {
    console.log(`making ${services}`)
    const connection = await (await DuckDBInstance.create()).connect()
    const types = `{'service': 'varchar', 'element': 'varchar', 'kind': 'varchar', 'customer': 'varchar',
      'monthly_fee': 'decimal(18,2)', 'cycle_day': 'tinyint'}`
    await connection.run(`copy (from read_csv('${files.services}', columns = ${types}, header = true))
      to '${services}.unfinished' (format parquet, compression zstd)`)
    connection.closeSync()
    renameSync(`${services}.unfinished`, services)
  }
  return { ...files, services }
}

function workloadFiles(folder: string, rows: number, variant: Variant): WorkloadFiles {
  const inFolder = (name: string) => join(folder, version, name)
  return {
    network: inFolder('network.csv'),
    outages: inFolder('outages.csv'),
    services: inFolder(`services-${variant === 'own' ? 'own-' : ''}${rows}.csv`),
  }
}
