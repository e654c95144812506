import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { answerCase, HolidayCalendars, type CaseInterruption } from '@pulih/engine'
import { parseInstant } from '@pulih/kernel'
import { expect } from 'vitest'
import { caseOf, rulebookOf } from '../differential/as-case.ts'
import { writeWorld, type WorldFiles } from '../differential/as-files.ts'
import type { World, WorldService } from '../differential/world.ts'
import { readNetwork } from '../planning/network.ts'
import { readOutages } from '../planning/outages.ts'
import type { RunResult } from '../result.ts'
import { planAndRun } from '../run/plan-and-run.ts'

export interface WorldRun {
  /** Lines of the results without the exposure. */
  readonly credits: readonly string[]
  readonly exposures: readonly string[]
  readonly refused: ReadonlySet<string>
  /** Lines of the exposure table that rows with facts of their own made, sorted. */
  readonly ownLines: readonly string[]
  readonly result: RunResult
  /** How often everything was done until the plan had what the rows need. */
  readonly passes: number
}

/** Runs a world over its files; `change` may do something to these first. */
export async function runWorld(
  world: World,
  options: { readonly workers?: number; readonly ownFactsModule?: URL } = {},
  change: (files: WorldFiles) => void = () => undefined,
): Promise<WorldRun> {
  const files = await writeWorld(world)
  try {
    change(files)
    const file = (name: string) => join(files.folder, name)
    const { outages } = await readOutages(files.outages)
    const areas = [...new Set(world.services.map(({ fields }) => fields['area'] ?? ''))].filter(
      area => area !== 'nowhere',
    )
    const place = files.network === null ? { areas } : { network: (await readNetwork(files.network)).network }
    let passes = 0
    const { result, hasOwnLines } = await planAndRun(
      { ...world, holidays: new HolidayCalendars(world.calendars), outages, place },
      {
        servicesFile: files.services,
        outFile: file('credits.csv'),
        rejectedFile: file('rejected.csv'),
        workers: 1,
        ...options,
        chunkBytes: 2000,
      },
      file('own.csv'),
      () => passes++,
    )
    const credits = linesOf(file('credits.csv')).map(
      line => line.match(/^((?:"(?:[^"]|"")*"|[^,]*),[^,]*),([^,]*),(.*)$/) ?? [],
    )
    const ofMoney = credits.filter(([line = '']) => world.schemes.some(({ id }) => line.includes(`,${id},`)))
    const rows = linesOf(file('rejected.csv')).map(line => Number(line.split(',')[1]))
    return {
      credits: ofMoney.map(([, start, , amounts]) => `${start},${amounts}`),
      exposures: ofMoney.map(([, , exposure = '']) => exposure),
      refused: new Set(rows.map(row => world.services[row - 2]?.fields['service'] ?? '')),
      ownLines: hasOwnLines ? linesOf(file('own.csv')).toSorted() : [],
      result,
      passes,
    }
  } finally {
    rmSync(files.folder, { recursive: true })
  }
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(1)
}

/** Expects of every service that is not refused what the single decision says. Returns how many credits there are. */
export function expectDecidedAlone(
  world: World,
  { credits, refused }: WorldRun,
  asSeenBy = (_: WorldService): World => world,
): number {
  const good = world.services.filter(({ fields }) => !refused.has(fields['service'] ?? ''))
  const expected = good.flatMap(service => decidedAlone(asSeenBy(service), service))
  expect(credits.toSorted(), `seed ${world.seed}, world ${world.number}`).toEqual(expected.toSorted())
  return expected.length
}

/** The lines that the engine's answer to the same question would make: outages cut where this service was restored, its own report. */
function decidedAlone(world: World, service: WorldService): string[] {
  const { restored_at: restored = '', reported_at: reported = '', service: id = '' } = service.fields
  const question = caseOf(world, service) as { readonly interruptions: readonly CaseInterruption[] }
  const cut = parseInstant(restored) ?? Infinity
  const interruptions = question.interruptions
    .filter(({ from }) => (parseInstant(from) ?? 0) < cut)
    .map(each => ((parseInstant(each.to) ?? 0) <= cut ? each : { ...each, to: restored }))
  const answer = answerCase(
    { ...question, interruptions, reports: reported === '' ? [] : [{ at: reported }] },
    rulebookOf(world),
  )
  return world.schemes.flatMap(scheme => {
    const amount = (reading: string) =>
      answer.lines.find(line => line.scheme === scheme.id && line.reading === reading)?.amount
    const recommended = amount('recommended') ?? '0'
    const amounts = [amount('undisputedMinimum') ?? recommended, recommended, amount('arguableMaximum') ?? recommended]
    return amounts.every(text => Number(text) === 0)
      ? []
      : [[/[",]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id, scheme.id, ...amounts].join(',')]
  })
}
