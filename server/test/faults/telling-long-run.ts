import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../src/platform/index.ts'
import { openTellingHouse } from './telling-house.ts'
import { bringPeople } from './telling-people.ts'
import { openTellingApplication } from './telling-application.ts'
import { bringCrowd } from './telling-crowd.ts'
import { playDeaths } from './telling-deaths.ts'
import { playTelling, type TellingReport } from './telling-scenario.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    /** Ends earlier than the seeds do. */
    minutes: { type: 'string', default: '600' },
    /** Scenarios at once, each in a database of its own. */
    lanes: { type: 'string', default: '2' },
    /** `statements`: senders of this process meet faults at statements; `deaths`: processes are killed. */
    kind: { type: 'string', default: 'statements' },
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

const kinds: Readonly<Record<string, () => Promise<void>>> = { statements: playStatements, deaths: playProcesses }
const play = Object.hasOwn(kinds, values.kind) ? kinds[values.kind] : undefined
if (!play) throw new Error(`--kind is one of ${Object.keys(kinds).join(', ')}`)

const begun = performance.now()
const sum = { handed: 0, delivered: 0, doubtful: 0, kills: 0 }
let [next, played, failed] = [from, 0, 0]
await play()
say()
process.exitCode = failed > 0 ? 1 : 0

/** Scenarios in this process, over one server that keeps nothing. */
async function playStatements(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-telling-faults-'))
  const server = await startEmbedded({ folder, throwAway: true })
  try {
    await Promise.all(Array.from({ length: lanes }, () => lane(server.url)))
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after the other: an API and workers as processes, over a server that keeps its promises. */
async function playProcesses(): Promise<void> {
  while (isMore()) {
    const application = await openTellingApplication()
    try {
      await application.startWorker()
      await bringCrowd(application)
      for (let left = perHouse; left > 0 && isMore(); left--) count(await playDeaths(application, next++))
    } finally {
      await application.close()
    }
  }
}

function isMore(): boolean {
  return next < from + seeds && performance.now() - begun < minutes * 60_000
}

async function lane(url: string): Promise<void> {
  while (isMore()) {
    const house = await openTellingHouse(url)
    await bringPeople(house)
    for (let left = perHouse; left > 0 && isMore(); left--) count(await playTelling(house, next++))
    await house.close()
  }
}

function count({ seed, mistakes, ...counts }: TellingReport): void {
  played++
  for (const name of ['handed', 'delivered', 'doubtful', 'kills'] as const) sum[name] += counts[name]
  if (mistakes.length > 0) console.log(`seed ${seed} (failure ${++failed}):\n  ${mistakes.slice(0, 12).join('\n  ')}`)
  if (played % 250 === 0) say()
}

function say(): void {
  const seconds = (performance.now() - begun) / 1_000
  console.log(
    `${played} seeds of ${values.kind} from ${from}, ${failed} failed, ${sum.handed} hand-overs, ${sum.delivered} delivered, ${sum.doubtful} doubts, ${sum.kills} killed, ${seconds.toFixed(0)} s`,
  )
}
