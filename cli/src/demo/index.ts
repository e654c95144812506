import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { rulebookFolder } from '@pulih/rulebooks'
import { generateOperator, realOutages, replay, writeOutageFacts } from '@pulih/seed'
import { assess } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { summaryText } from '../assess/summary-text.ts'
import { Failure } from '../failure.ts'
import { checkOperatorFolder } from '../generate/index.ts'
import { checkOutputs, hasMark } from '../outputs.ts'
import { whyCommand } from '../why/index.ts'
import { findLines } from '../why/find-line.ts'

const month = '2026-09'

/**
 * The main job on real input: an invented operator, real outages replayed in one month, every affected service's compensation
 * out, one of them explained.
 */
export async function demoCommand({
  services,
  out,
  force = false,
}: {
  readonly services: number
  readonly out: string
  readonly force?: boolean
}): Promise<void> {
  if (!Number.isSafeInteger(services) || services < 1000 || services > 10_000_000)
    throw new Failure('--services must be a whole number from 1,000 to 10,000,000.')
  const operator = join(out, 'operator')
  const outagesFile = join(out, 'outages.csv')
  checkOperatorFolder(operator, force)
  checkOutputs({
    inputs: [],
    beside: [outagesFile],
    areOurs: hasMark(operator, 'operator.json', ['seed', 'counts']),
    force,
  })
  await mkdir(out, { recursive: true })
  say(`An invented Indonesian operator with ${services.toLocaleString('en-GB')} services …`)
  await generateOperator({ operator: 'id-telco', services, seed: 7, out: operator })

  const outages = replay(realOutages(), `${month}-01`, 'ID')
  await writeFile(outagesFile, writeOutageFacts(outages))
  say(
    `${outages.length} real outages, moved by whole weeks into September 2026, their lengths and times of day as they were:`,
  )
  for (const { place, start, end, cause } of longest(outages))
    say(`  ${place.split(/;| [(]replay/)[0]}: ${hours(start, end)} h, ${cause}`)
  say('')

  const policies = ['bill-10-20.json', 'prepaid-pulsa-and-data.json'].map(name =>
    join(rulebookFolder, 'policies', name),
  )
  const credits = join(out, 'result', 'credits.csv')
  const options = {
    services: join(operator, 'services.csv'),
    network: join(operator, 'network.csv'),
    outages: outagesFile,
    period: month,
    jurisdiction: 'ID',
    policy: policies,
    out: credits,
    force,
  }
  const report = await assess({ ...options, quiet: true }, loadRulebookFor(options))
  process.stdout.write(`${summaryText(report.summary)}\n`)

  const [example] = await findLines(
    credits,
    fields => fields['scheme'] === 'policy/bill-10-20' && Number(fields['recommended']) > 0,
    1,
  )
  if (example?.['service']) {
    say(`Why service ${example['service']} gets what it gets:\n`)
    const { text } = await whyCommand({
      service: example['service'],
      run: join(out, 'result'),
      lang: 'en',
      colour: process.stdout.isTTY,
    })
    process.stdout.write(`${text}\n`)
  }
  const shown = (file: string) => relative('.', file)
  say(`Files
  ${shown(operator)}/                the operator: network.csv, services.csv, bills.csv, plans.csv
  ${shown(outagesFile)}      the outages, with place and source of each
  ${shown(report.files.credits)}   one line per service and scheme
  ${shown(report.files.exposures)}  why, once for all services that share the reason
  ${shown(report.files.summary)}

Next
  npx pulih rules --jurisdiction ID
  npx pulih why ${example?.['service'] ?? 'S0000001'} --run ${shown(join(out, 'result'))} --lang id
  npx pulih explain rulebooks/nl/cases/telecommunicatiewet-7.1a/30-hours.json`)
}

function longest<Fact extends { readonly start: string; readonly end: string }>(outages: readonly Fact[]): Fact[] {
  return outages.toSorted((a, b) => hours(b.start, b.end) - hours(a.start, a.end)).slice(0, 5)
}

function hours(start: string, end: string): number {
  return Math.round(Temporal.Instant.from(start).until(Temporal.Instant.from(end)).total('hours') * 10) / 10
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
