import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface ProcessRun {
  /** From the moment before the process is started until it has ended. */
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakBytes: number
  readonly printed: string
}

const reportUsage = new URL('./report-usage.ts', import.meta.url).href
const decoder = new TextDecoder()

/** Runs `node …arguments` as a process of its own and measures all of it. `consume` takes what it prints, if that is its result. */
export async function runProcess(
  nodeArguments: readonly string[],
  consume?: (printed: Readable) => Promise<void>,
): Promise<ProcessRun> {
  const usagePath = join(tmpdir(), `pulih-bench-${process.pid}.json`)
  rmSync(usagePath, { force: true })
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', reportUsage, ...nodeArguments], {
    env: { ...process.env, PULIH_BENCH_USAGE: usagePath },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let printed = ''
  if (consume) await consume(child.stdout)
  else for await (const chunk of child.stdout) printed += decoder.decode(chunk)
  const [code] = await ended
  const wallSeconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`node ${nodeArguments.join(' ')} ended with ${String(code)}`)
  const usage: { cpuSeconds: number; peakBytes: number } = JSON.parse(readFileSync(usagePath, 'utf8'))
  return { wallSeconds, ...usage, printed }
}
