import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Case } from './cases.ts'
import { fingerprint, type Fingerprint } from './measure/fingerprint.ts'
import { runProcess } from './measure/run-process.ts'

/** What one case did in one round. `seconds` is the whole process, or what a case that measures itself said. */
export interface Sample {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakBytes: number
}

export interface Measured {
  readonly samples: readonly Sample[]
  readonly result: Fingerprint | null
  /** Only of cases that print it. */
  readonly bytesPerCredit: number | null
  readonly secondsPerDecision: readonly number[]
  /** The full run in the process that also corrected one outage, once per round. */
  readonly fullSeconds: readonly number[]
}

/**
 * Runs all cases in turn, round after round, so that whatever else the machine does meets them alike; the first round only warms
 * the page cache and is dropped. Stops at the first result that differs from another engine's.
 */
export async function runRounds(cases: readonly Case[], rounds: number): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>()
  const agreed = new Map<string, { readonly by: string; readonly result: Fingerprint }>()
  for (let round = 0; round <= rounds; round++) {
    for (const one of cases) {
      const command = one.command()
      if (command === null) continue
      if (one.out) makeEmpty(dirname(one.out))
      const run = await runProcess(command)
      const printed: Printed = one.tells ? JSON.parse(run.printed) : {}
      const perDecision = (printed.seconds ?? NaN) / (printed.decisions ?? NaN)
      const told = one.extrapolateTo ? perDecision * one.extrapolateTo : printed.seconds
      const seconds = told ?? run.wallSeconds
      const result = one.out && one.sameAs ? fingerprint(one.out) : null
      if (result && one.sameAs) mustAgree(one.sameAs, one.id, result)
      console.log(
        `round ${round} of ${rounds}  ${one.id.padEnd(24)} ${shown(seconds).padStart(9)} s ` +
          `${(run.peakBytes / 1e6).toFixed(0).padStart(6)} MB${round === 0 ? '  (warm-up)' : ''}`,
      )
      if (round === 0) continue
      const before = measured.get(one.id)
      measured.set(one.id, {
        samples: [...(before?.samples ?? []), { seconds, cpuSeconds: run.cpuSeconds, peakBytes: run.peakBytes }],
        result,
        bytesPerCredit: printed.bytesPerCredit ?? null,
        secondsPerDecision: [...(before?.secondsPerDecision ?? []), perDecision],
        fullSeconds: [...(before?.fullSeconds ?? []), printed.fullSeconds ?? NaN],
      })
    }
  }
  return measured

  function mustAgree(group: string, id: string, result: Fingerprint): void {
    const other = agreed.get(group)
    if (!other) agreed.set(group, { by: id, result })
    else if (other.result.hash !== result.hash || other.result.credits !== result.credits) {
      throw new Error(`${id} and ${other.by} disagree: ${describe(result)} against ${describe(other.result)}`)
    }
  }
}

interface Printed {
  readonly decisions?: number
  readonly seconds?: number
  readonly bytesPerCredit?: number
  readonly fullSeconds?: number
}

/** Two digits behind the point, more for what is done in milliseconds. */
export function shown(seconds: number): string {
  return seconds.toFixed(seconds < 0.1 ? 4 : 2)
}

function makeEmpty(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

function describe({ credits, totalMinor, hash }: Fingerprint): string {
  return `${credits} credits, ${totalMinor} minor units in all, hash ${hash}`
}
