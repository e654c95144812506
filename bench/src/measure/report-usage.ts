/**
 * Loaded into every measured process with `--import`: at its end it leaves its processor time and peak memory in a file. On Linux
 * the peak is read from the kernel's `VmHWM`, because `maxRSS` of a child begins at the memory of the process that started it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const path = process.env['PULIH_BENCH_USAGE']
if (isMainThread && path) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
    writeFileSync(path, JSON.stringify({ cpuSeconds, peakBytes: highWaterMark() ?? maxRSS * 1024 }))
  })
}

function highWaterMark(): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}
