/**
 * The differential test for as long as somebody wants it:
 * `node batch/src/differential/long-run.ts --cases 1000000 --seed 7`, or one world again with `--seed 7 --world 12`.
 */
import { parseArgs } from 'node:util'
import { openDuckDb, openPostgres } from './database.ts'
import { anyWorld } from './random-world.ts'
import { report, troubleWith } from './report.ts'
import { everyCalendar, everyScheme } from './rulebook-files.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    world: { type: 'string' },
    services: { type: 'string', default: '60' },
    'no-sql': { type: 'boolean', default: false },
    'keep-going': { type: 'boolean', default: false },
  },
})
const databases = values['no-sql'] ? [] : [await openDuckDb(), await openPostgres()]
const [rulebook, calendars] = [everyScheme(), everyCalendar()]
const started = performance.now()
let [decisions, owed, failures] = [0, 0, 0]

for (let number = Number(values.world ?? 0); decisions < Number(values.cases); number++) {
  const world = anyWorld({ seed: Number(values.seed), number, rulebook, calendars, services: Number(values.services) })
  const trouble = await troubleWith(world, databases, found => {
    decisions += found.decisions
    owed += found.owed
  })
  if (trouble) {
    failures++
    console.error(await report(world, trouble, databases))
  }
  if (failures > 0 && !values['keep-going']) break
  if (values.world !== undefined) break
  if (number % 20 === 19)
    console.error(`${decisions} decisions, ${owed} owed, ${((performance.now() - started) / 1000).toFixed(0)} s`)
}
console.log(
  `${decisions} decisions compared, ${owed} of them owed, in ${((performance.now() - started) / 1000).toFixed(1)} s; ${failures} worlds differ.`,
)
await Promise.all(databases.map(database => database.close()))
process.exitCode = failures > 0 ? 1 : 0
