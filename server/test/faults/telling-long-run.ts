import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../src/platform/index.ts'
import { openTellingHouse } from './telling-house.ts'
import { bringPeople } from './telling-people.ts'
import { playTelling } from './telling-scenario.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    /** Ends earlier than the seeds do. */
    minutes: { type: 'string', default: '600' },
    /** Scenarios at once, each in a database of its own. */
    lanes: { type: 'string', default: '2' },
  },
})
const [seeds, from, minutes, lanes] = [
  Number(values.seeds),
  Number(values.from),
  Number(values.minutes),
  Number(values.lanes),
]
/** After so many a new database is opened, because deleted rows make an old one slow. */
const perHouse = 250

const folder = mkdtempSync(join(tmpdir(), 'pulih-telling-faults-'))
const server = await startEmbedded({ folder, throwAway: true })
const begun = performance.now()
const sum = { handed: 0, delivered: 0, doubtful: 0, kills: 0 }
let [next, played, failed] = [from, 0, 0]
try {
  await Promise.all(Array.from({ length: lanes }, lane))
  say()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed > 0 ? 1 : 0

function isMore(): boolean {
  return next < from + seeds && performance.now() - begun < minutes * 60_000
}

async function lane(): Promise<void> {
  while (isMore()) {
    const house = await openTellingHouse(server.url)
    await bringPeople(house)
    for (let left = perHouse; left > 0 && isMore(); left--) {
      const { seed, mistakes, ...counts } = await playTelling(house, next++)
      played++
      for (const name of ['handed', 'delivered', 'doubtful', 'kills'] as const) sum[name] += counts[name]
      if (mistakes.length > 0)
        console.log(`seed ${seed} (failure ${++failed}):\n  ${mistakes.slice(0, 12).join('\n  ')}`)
      if (played % 250 === 0) say()
    }
    await house.close()
  }
}

function say(): void {
  const seconds = (performance.now() - begun) / 1_000
  console.log(
    `${played} seeds from ${from}, ${failed} failed, ${sum.handed} hand-overs, ${sum.delivered} delivered, ${sum.doubtful} doubts, ${sum.kills} killed, ${seconds.toFixed(0)} s`,
  )
}
