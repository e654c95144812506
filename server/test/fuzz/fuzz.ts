import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../src/platform/index.ts'
import type { Known } from './from-schema.ts'
import { judge, type Finding, type Memory } from './judge.ts'
import { operationsOf } from './operations.ts'
import { requestsFor } from './requests.ts'

export interface FuzzOptions {
  readonly seed: number
  /** Requests to each operation. */
  readonly requests: number
  /** What exists, asked anew before each operation. */
  readonly known: () => Promise<Known>
  /** Called after each operation, to do what it queued. */
  readonly afterwards?: (operation: string) => Promise<void>
  readonly found?: (finding: Finding) => void
  /** Part of the names of operations, to look at these alone. */
  readonly only?: string
}

export interface FuzzReport {
  readonly operations: number
  readonly requests: number
  readonly findings: readonly Finding[]
  /** Operations that refused everything: what lies behind their door was not tried. */
  readonly neverAccepted: readonly string[]
}

/** Sends made-up requests to every operation of the published document. The same seed sends the same requests. */
export async function fuzz(
  app: FastifyInstance,
  db: Db,
  { seed, requests, known, afterwards, found, only = '' }: FuzzOptions,
): Promise<FuzzReport> {
  const operations = await operationsOf(app)
  const findings: Finding[] = []
  const neverAccepted: string[] = []
  let sent = 0
  for (const [index, operation] of operations.entries()) {
    if (!operation.id.includes(only)) continue
    const arbitrary = requestsFor(operation, await known())
    let accepted = 0
    const memory: Memory = { state: null }
    for (const request of fc.sample(arbitrary, { seed: seed + index, numRuns: requests })) {
      const { finding, accepted: yes } = await judge(app, db, operation.id, request, memory)
      sent++
      if (yes) accepted++
      if (
        finding === null ||
        findings.some(other => other.operation === finding.operation && other.says === finding.says)
      )
        continue
      findings.push(finding)
      found?.(finding)
    }
    if (accepted === 0) neverAccepted.push(operation.id)
    await afterwards?.(operation.id)
  }
  return { operations: operations.length, requests: sent, findings, neverAccepted }
}
