import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { InvalidInput } from '@pulih/kernel'
import { Failure } from './failure.ts'
import { importCommand } from './import/commands.ts'
import { signInCommands } from './sign-in/commands.ts'
import type { AssessOptions } from './assess/index.ts'
import type { SimulateOptions } from './simulate/index.ts'

const program = new Command('pulih')
  .description(
    'Finds every service hit by an outage and what law and contract owe for it, with the reason for every cent.',
  )
  .version('0.1.0')
  .enablePositionalOptions()
  .showHelpAfterError('("pulih --help" lists the commands)')
  // What was typed wrong ends with the code of every refusal; commands that are added below inherit this.
  .exitOverride()

const language = () =>
  new Option('--lang <language>', 'language of the answer').choices(['en', 'id', 'pl']).default('en')
const threads = (value: string) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError('It must be a whole number from 1 to 64.')
  return number
}
const force = () => new Option('--force', 'replace files that have the names of results, whoever made them')
const many = (value: string, before: readonly string[] = []) => [...before, value]

const rules = program
  .command('rules')
  .description('list the schemes that are known')
  .option('--jurisdiction <code>', 'only one jurisdiction, for example PL')
  .option('--json', 'as JSON')
  .addOption(language())
  .action(async options => {
    const { rulesCommand } = await import('./rules/index.ts')
    finish(rulesCommand({ ...options, colour: process.stdout.isTTY }), options.json)
  })

rules
  .command('show <id>')
  .description('print one scheme for a person, or "causes" for the list of causes')
  .option('--json', 'as JSON')
  .addOption(language())
  .action(async (id, options) => {
    const { rulesShowCommand } = await import('./rules/index.ts')
    finish(rulesShowCommand({ ...options, id, colour: process.stdout.isTTY }), options.json)
  })

program
  .command('explain <case>')
  .description('answer one case: three figures, each line with its derivation ("-" reads standard input)')
  .option('--json', 'as JSON')
  .option('--check', "fail if the answer differs from the case's expectation")
  .addOption(language())
  .action(async (file, options) => {
    const { explainCommand } = await import('./explain/index.ts')
    finish(await explainCommand({ file, ...options, colour: process.stdout.isTTY }), options.json)
  })

assessing(program.command('assess'))
  .description('assess every service of a file: credits, exposures, refused rows and a summary')
  .requiredOption('--out <file>', 'credits, .csv or .parquet; the other files go beside it')
  .option('--policy <file>', "an operator's own promise; may be given several times", many)
  .addOption(
    new Option('--only <rows>', 'write only rows with something owed, or every scheme of every service hit')
      .choices(['owed', 'hit'])
      .default('hit'),
  )
  .option('--facts <folder>', 'also write the fact tables for the SQL that "pulih sql" prints')
  .option('--workers <number>', 'threads; by default one for each core', threads)
  .action(async (options: AssessOptions) => {
    const [{ assess, writeRunFacts }, { loadRulebookFor }, { summaryText }] = await Promise.all([
      import('./assess/index.ts'),
      import('./assess/load-rulebook.ts'),
      import('./assess/summary-text.ts'),
    ])
    const report = await assess(options, loadRulebookFor(options))
    const facts = options.facts === undefined ? [] : await writeRunFacts(report, options.facts)
    if (report.summary.refusals.length > 0) process.exitCode = 1
    if (options.quiet) return
    const { credits, exposures, rejected, summary } = report.files
    process.stdout.write(
      `${summaryText(report.summary)}\nWritten: ${credits}\n         ${exposures}\n         ${rejected}\n         ${summary}\n${facts.map(file => `         ${file}\n`).join('')}`,
    )
  })

program
  .command('why <service>')
  .description('explain what a run gave one service, and prove that it follows again')
  .requiredOption('--run <folder>', 'folder with the results of "pulih assess"')
  .option('--json', 'the case and its answer as JSON')
  .addOption(language())
  .action(async (service, options) => {
    const { whyCommand } = await import('./why/index.ts')
    finish(await whyCommand({ service, ...options, colour: process.stdout.isTTY }), options.json)
  })

assessing(program.command('simulate'))
  .description('compare what policies, and the law alone, would have cost on the same outages')
  .option('--policy <file>', 'a policy, or several in one file, to compare; may be given several times', many)
  .option('--alone', 'try the policies without the law')
  .requiredOption('--out <folder>', 'where comparison.csv, .json and .svg go')
  .option('--workers <number>', 'threads; by default one for each core', threads)
  .action(async (options: SimulateOptions) => {
    const { simulateCommand } = await import('./simulate/index.ts')
    await simulateCommand(options)
  })

program
  .command('correct')
  .description('compute again what corrected outages change in a run, and nothing else')
  .requiredOption('--run <folder>', 'folder with the results of "pulih assess"')
  .requiredOption('--outages <file>', 'all outages as they are known now, .csv or .json')
  .requiredOption('--out <folder>', 'where corrections.csv and the other files go')
  .option('--snapshot <file>', 'services sorted by place; by default beside the run, made on first use')
  .addOption(force())
  .option('--quiet', 'print nothing but mistakes')
  .action(async options => {
    const [{ correct }, { correctionText }] = await Promise.all([
      import('./correct/index.ts'),
      import('./correct/correction-text.ts'),
    ])
    const summary = await correct(options)
    if (summary.refused > 0) process.exitCode = 1
    if (!options.quiet) process.stdout.write(`${correctionText(summary)}\nWritten to ${options.out}\n`)
  })

program
  .command('snapshot')
  .description("sort a run's services by place, so that corrections read only what they touch")
  .requiredOption('--run <folder>', 'folder with the results of "pulih assess"')
  .option('--out <file>', 'by default services.snapshot.csv beside the run')
  .action(async options => {
    const { snapshot } = await import('./correct/index.ts')
    process.stdout.write(`Written: ${await snapshot(options)}\n`)
  })

program
  .command('sql')
  .description("print a scheme's batch step as SQL, to be run where the data is")
  .requiredOption('--scheme <id>', 'which scheme')
  .addOption(
    new Option('--dialect <dialect>', 'whose SQL').choices(['duckdb', 'postgres', 'spark']).makeOptionMandatory(),
  )
  .option('--currency <code>', 'for schemes that fix nothing in money')
  .option('--time-zone <zone>', 'IANA zone of the services')
  .action(async options => {
    const { sqlCommand } = await import('./sql/index.ts')
    finish(sqlCommand(options))
  })

program
  .command('generate')
  .description('write a believable operator: network, areas, plans, services, bills')
  .addOption(new Option('--operator <kind>', 'which operator').choices(['id-telco', 'pl-isp']).makeOptionMandatory())
  .option('--services <number>', 'how many services', Number, 100_000)
  .option('--seed <number>', 'same seed, same bytes', Number, 7)
  .requiredOption('--out <folder>', 'where the files go')
  .addOption(force())
  .action(async options => {
    const { generateCommand } = await import('./generate/index.ts')
    await generateCommand(options)
  })

program
  .command('demo')
  .description('generate an operator, replay real outages on it and assess them')
  .option('--services <number>', 'how many services', Number, 100_000)
  .option('--out <folder>', 'where the files go', 'out/demo')
  .addOption(force())
  .action(async options => {
    const { demoCommand } = await import('./demo/index.ts')
    await demoCommand(options)
  })

// From here on a server is asked: PULIH_URL says which.
signInCommands(program)
importCommand(program)

/** Each group is loaded only when it is called: what they share takes longer to load than others take to answer. */
const groups: readonly (readonly [string, string, () => Promise<(group: Command) => void>])[] = [
  [
    'outages',
    'report, follow, correct and count outages',
    async () => (await import('./outages/commands.ts')).outagesCommands,
  ],
  [
    'network',
    'the elements that services hang on',
    async () => (await import('./network/commands.ts')).networkCommands,
  ],
  ['services', 'the services of customers', async () => (await import('./services/commands.ts')).servicesCommand],
  [
    'compensation',
    'start, look at, approve, post and explain compensation runs',
    async () => (await import('./compensation/commands.ts')).compensationCommands,
  ],
  [
    'ledger',
    'verify and read the ledger, reverse, give goodwill',
    async () => (await import('./ledger/commands.ts')).ledgerCommands,
  ],
  [
    'payouts',
    'what was sent to billers: list, reconcile, resolve',
    async () => (await import('./payouts/commands.ts')).payoutsCommands,
  ],
  [
    'status',
    'the public status page: show it, take history along, sign links',
    async () => (await import('./status/commands.ts')).statusCommands,
  ],
  ['audit', 'export and verify the audit trail', async () => (await import('./audit/commands.ts')).auditCommands],
]
for (const [name, description, load] of groups) {
  const group = program.command(name).description(description)
  if (process.argv.includes(name)) (await load())(group)
}

/** The options that say what is assessed; simulations share them. */
function assessing(command: Command): Command {
  return command
    .requiredOption('--services <file>', 'services, .csv or .parquet')
    .requiredOption('--outages <file>', 'outages, .csv or .json')
    .option('--network <file>', 'network tree, .csv')
    .requiredOption('--period <month>', 'month in which the billing periods begin, for example 2026-09')
    .option('--jurisdiction <code>', 'apply every scheme in force there')
    .option('--schemes <ids>', 'apply these schemes, separated by commas')
    .option('--currency <code>', 'currency of the fees; by default that of the country')
    .option('--time-zone <zone>', 'IANA zone of the services; by default that of the capital')
    .option('--designated', 'the provider is designated for universal service')
    .option('--signatory <code>', 'a code that the provider signed; may be given several times', many)
    .option('--set <name=value>', 'a value that the operator sets; may be given several times', many)
    .addOption(force())
    .option('--quiet', 'print nothing but mistakes')
}

function finish({ text, exitCode }: { readonly text: string; readonly exitCode: number }, json = false): void {
  const stream = exitCode === 2 && !json ? process.stderr : process.stdout
  stream.write(text.endsWith('\n') ? text : `${text}\n`)
  process.exitCode = exitCode
}

/** A refusal is shown as its text; anything else is a bug and keeps its stack. */
async function main(): Promise<void> {
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = 2
    if (error instanceof CommanderError) {
      // It has said so already; help and version that were asked for are no mistake.
      if (error.exitCode === 0) process.exitCode = 0
    } else if (error instanceof InvalidInput) {
      const [{ mistakesText }, { wordsFor }] = await Promise.all([import('./problems.ts'), import('@pulih/phrases')])
      process.stderr.write(mistakesText(wordsFor('en'), error.input, error.mistakes))
    } else if (
      error instanceof Failure ||
      (error instanceof Error && ['InputError', 'RangeError'].includes(error.name))
    ) {
      process.stderr.write(`${error.message}\n`)
    } else if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(String(error.code))
    ) {
      process.stderr.write(`${fileText(error)}\n`)
    } else throw error
  }
}

/** What the system says of a file, for whoever named it. */
function fileText(error: Error & { readonly code?: unknown; readonly path?: unknown }): string {
  if (typeof error.path !== 'string') return error.message
  switch (error.code) {
    case 'ENOENT':
      return `There is no file ${error.path}.`
    case 'EACCES':
      return `${error.path} may not be read or written by you.`
    case 'EISDIR':
      return `${error.path} is a folder; name a file.`
    default:
      return error.message
  }
}

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

await main()
