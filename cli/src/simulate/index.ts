import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Summary } from '@pulih/batch'
import { formatMinor, parseMinor } from '@pulih/kernel'
import { figures, type Figure, type Rulebook } from '@pulih/engine'
import { assess, inputsOf } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { checkOutputs, hasMark } from '../outputs.ts'
import { changeOf } from './changes.ts'
import { comparisonCsv } from './comparison-csv.ts'
import { comparisonText } from './comparison-text.ts'
import type { Comparison, Figures, ScenarioResult } from './comparison.ts'
import { Database } from './database.ts'
import { histograms, spreadOf } from './distribution.ts'
import { fairnessOf } from './fairness.ts'
import { groupsOf } from './groups.ts'
import { createTables, loadCredits, loadServices } from './load.ts'
import { drawComparison } from './plot.ts'
import { scenariosOf, type Scenario, type SimulateOptions } from './scenarios.ts'
import { withWorkFolder } from './work-folder.ts'

export type { Comparison } from './comparison.ts'
export type { SimulateOptions } from './scenarios.ts'

/** In the order in which they move into place; whoever sees the last one sees a whole result. */
const resultFiles = ['comparison.csv', 'comparison.svg', 'comparison-narrow.svg', 'comparison.json'] as const

/** Compares, writes the results and prints the main numbers. */
export async function simulateCommand(options: SimulateOptions): Promise<void> {
  const comparison = await simulate(options, loadRulebookFor(options))
  if (comparison.refusals.length > 0) process.exitCode = 1
  if (options.quiet) return
  process.stdout.write(
    `${comparisonText(comparison)}\nWritten: ${resultFiles.map(name => join(options.out, name)).join('\n         ')}\n`,
  )
}

/**
 * What several policies, and the law alone, would have cost on the same outages. Each scenario is one ordinary assessment; its
 * credits are compared service by service and then thrown away. Throws `Failure`, `InvalidInput` or `InputError` for what the user
 * can mend, and then leaves nothing behind.
 */
export async function simulate(options: SimulateOptions, rulebook: Rulebook): Promise<Comparison> {
  const { scenarios, notes } = scenariosOf(options, rulebook)
  checkOutputs({
    inputs: inputsOf(options),
    beside: resultFiles.map(name => join(options.out, name)),
    areOurs: hasMark(options.out, 'comparison.json', ['period', 'scenarios', 'changes']),
    force: options.force ?? false,
  })
  return await withWorkFolder(options.out, async work => {
    const compared = await compare(work, scenarios, options, rulebook)
    const comparison = { ...compared, notes: [...notes, ...compared.notes] }
    const contents: Record<(typeof resultFiles)[number], string> = {
      'comparison.csv': comparisonCsv(comparison),
      'comparison.svg': drawComparison(comparison, 960),
      'comparison-narrow.svg': drawComparison(comparison, 360),
      'comparison.json': `${JSON.stringify(comparison, null, 2)}\n`,
    }
    for (const name of resultFiles) await writeFile(join(work, name), contents[name])
    await rm(join(options.out, 'comparison.json'), { force: true })
    for (const name of resultFiles) await rename(join(work, name), join(options.out, name))
    return comparison
  })
}

async function compare(
  work: string,
  scenarios: readonly Scenario[],
  options: SimulateOptions,
  rulebook: Rulebook,
): Promise<Comparison> {
  const database = await Database.open(join(work, 'comparison.duckdb'))
  try {
    await createTables(database)
    const summaries: Summary[] = []
    for (const [index, scenario] of scenarios.entries()) {
      if (!options.quiet) process.stderr.write(`scenario ${index + 1} of ${scenarios.length}: ${scenario.id}\n`)
      summaries.push(await assessInto(work, database, index, scenario, rulebook))
    }
    await loadServices(database, options.services, options.network)
    return await comparisonOf(database, scenarios, summaries)
  } finally {
    database.close()
  }
}

/** Assesses one scenario and keeps its credits in the database only. */
async function assessInto(
  work: string,
  database: Database,
  index: number,
  scenario: Scenario,
  rulebook: Rulebook,
): Promise<Summary> {
  const folder = join(work, String(index))
  const { summary, files } = await assess({ ...scenario.options, out: join(folder, 'credits.csv') }, rulebook)
  await loadCredits(database, index, files.credits, scenario.schemes, summary.currency)
  await rm(folder, { recursive: true })
  return summary
}

async function comparisonOf(
  database: Database,
  scenarios: readonly Scenario[],
  summaries: readonly Summary[],
): Promise<Comparison> {
  const [first] = summaries
  if (!first) throw new RangeError('there is nothing to compare')
  const { currency } = first
  const ids = scenarios.map(({ id }) => id)
  const { bins, counts } = await histograms(database, scenarios.length)
  const results: ScenarioResult[] = []
  for (const [index, summary] of summaries.entries())
    results.push(await resultOf(database, index, scenarios[index], summary, counts[index] ?? []))
  const changes = []
  for (const index of scenarios.keys()) if (index > 0) changes.push(await changeOf(database, ids, index, currency))
  return {
    period: first.period,
    currency,
    outages: first.outages,
    services: { read: first.services.read, refused: first.services.refused },
    refusals: first.refusals,
    bins: bins.map(bin => formatMinor(bin, currency)),
    scenarios: results,
    changes,
    notes: [...new Set(summaries.flatMap(({ notes }) => notes))],
  }
}

async function resultOf(
  database: Database,
  index: number,
  scenario: Scenario | undefined,
  summary: Summary,
  histogram: readonly number[],
): Promise<ScenarioResult> {
  const { currency, owed, goodwill, services } = summary
  const { sum, credit, ...reached } = await spreadOf(database, index, currency)
  const cost = add(owed, goodwill, currency)
  if (cost.recommended !== formatMinor(sum, currency))
    throw new Error(
      `the credits of ${scenario?.id} add up to ${formatMinor(sum, currency)}, not to the total of ${cost.recommended}`,
    )
  return {
    scenario: scenario?.id ?? '',
    title: scenario?.title ?? '',
    schemes: scenario?.schemes.map(({ id }) => id) ?? [],
    owed,
    goodwill,
    cost,
    services: { hit: services.hit, ...reached },
    credit,
    histogram,
    groups: await groupsOf(database, index, currency),
    benefits: summary.benefits,
    fairness: await fairnessOf(database, index, services.hit, reached.reached, currency),
  }
}

function add(a: Figures, b: Figures, currency: string): Figures {
  const minor = (text: string) => parseMinor(text, currency) ?? 0n
  const sum = (figure: Figure) => formatMinor(minor(a[figure]) + minor(b[figure]), currency)
  return Object.fromEntries(figures.map(figure => [figure, sum(figure)])) as Record<Figure, string>
}
