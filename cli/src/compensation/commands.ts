import { runStatuses } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { Option, type Command } from 'commander'
import { several, withJson, withLimit, wordOption } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** 'pulih compensation …': what is owed for outages, approved and posted. */
export function compensationCommands(compensation: Command): void {
  compensation.addHelpText('after', '\nA run is called by its number, by its UUID, or "latest".')
  lookingCommands(compensation)
  stepCommands(compensation)
  exclusionCommands(compensation)
}

function lookingCommands(compensation: Command): void {
  withLimit(compensation.command('runs'), 20)
    .description('runs, newest first')
    .addOption(wordOption('--status <status>', 'only in this state', runStatuses))
    .option('--month <month>', 'only of this month, for example 2026-09')
    .option('--outage <outage>', 'only about this outage')
    .action(options => tell(options, async client => (await import('./list-runs.ts')).listRuns(client, options)))

  withJson(compensation.command('run'))
    .description('start a run for a month of billing periods, or for one outage')
    .option('--month <month>', 'in which the billing periods begin, for example 2026-09')
    .option('--outage <outage>', 'number or UUID')
    .option('--budget <amount>', 'more than this is not approved')
    .option('--note <text>', 'for whoever looks at it')
    .option('--wait', 'until it is computed, and print the summary')
    .action(options => tell(options, async client => (await import('./start-run.ts')).startRun(client, options)))

  withJson(compensation.command('show [run]'))
    .description('the summary that is looked at before money moves')
    .action((run = 'latest', options) =>
      tell(options, async client => (await import('./show-run.ts')).showRun(client, run)),
    )

  withLimit(compensation.command('credits <run>'))
    .description('what each service gets in a run')
    .option('--service <key>', 'only this service')
    .option('--due', 'only where something is to be posted')
    .option('--csv', 'all of them as CSV')
    .action((run, options) =>
      tell(options, async client => (await import('./list-credits.ts')).listCredits(client, run, options)),
    )

  withJson(compensation.command('explain <run> <service>'))
    .description('why a service gets what it gets, each step with its article')
    .addOption(new Option('--lang, --language <language>', 'of the answer').choices([...languages]).default('en'))
    .option('--period <day>', 'the billing period that begins on this day, if there are several')
    .action((run, service, options) =>
      tell(options, async client => (await import('./explain-credit.ts')).explainCredit(client, run, service, options)),
    )
}

function stepCommands(compensation: Command): void {
  const steps = [
    ['recompute', 'assess again, from the facts of now'],
    ['review', 'say that the figures were looked at'],
    ['approve', 'approve the run for posting'],
    ['withdraw', 'take an approval back'],
    ['post', 'post the credits to the ledger'],
    ['stop', 'stop posting after the batch that is under way'],
    ['resume', 'go on with a stopped run'],
    ['cancel', 'give up what a run has not posted; what it has posted stays'],
  ] as const
  for (const [step, description] of steps) {
    const command = withJson(compensation.command(`${step} <run>`))
      .description(description)
      .option('--reason <text>', 'for the audit trail')
    if (step === 'post' || step === 'resume' || step === 'recompute') command.option('--wait', 'until it is done')
    command.action((run, options) =>
      tell(options, async client => (await import('./step-run.ts')).stepRun(client, step, run, options)),
    )
  }
}

function exclusionCommands(compensation: Command): void {
  withJson(compensation.command('exclude <outage>'))
    .description('rely on an external cause: it stands in the explanation of every customer it concerns')
    .requiredOption('--cause <cause>', '"pulih rules show causes" lists them')
    .requiredOption('--decided-by <name>', 'who decided it')
    .requiredOption('--reason <text>', 'why it is relied on')
    .requiredOption('--evidence <text>', 'what proves it, for example a document and its number')
    .option('--service <keys>', 'only for these services; otherwise for all that the outage hit', several)
    .action((outage, options) =>
      tell(options, async client => (await import('./exclusions.ts')).exclude(client, outage, options)),
    )

  const exclusions = withLimit(compensation.command('exclusions'))
    .description('external causes that somebody relied on')
    .option('--outage <outage>', 'only about this outage')
    .action(options => tell(options, async client => (await import('./exclusions.ts')).listExclusions(client, options)))

  withJson(exclusions.command('withdraw <exclusion>'))
    .description('no longer rely on an external cause')
    .action((exclusion, options) =>
      tell(options, async client => (await import('./exclusions.ts')).withdraw(client, exclusion)),
    )
}
