import { breakKinds, payoutFindings, payoutStates } from '@pulih/contracts'
import { Option, type Command } from 'commander'
import { withJson, withLimit, wordOption } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih payouts …`: what was sent to billers, and whether it arrived. */
export function payoutsCommands(payouts: Command): void {
  withLimit(payouts.command('list'))
    .description('payouts, newest first')
    .addOption(wordOption('--state <state>', 'only in this state', payoutStates))
    .option('--channel <channel>', 'only through this channel')
    .option('--unit <unit>', 'only in this unit')
    .option('--run <run>', 'only of this run (a number, a UUID, or latest)')
    .option('--service <key>', 'only of this service')
    .action(options => tell(options, async client => (await import('./list-payouts.ts')).listPayouts(client, options)))

  withJson(payouts.command('show <payout>'))
    .description('one payout with everything that was tried')
    .action((payout, options) =>
      tell(options, async client => (await import('./list-payouts.ts')).showPayout(client, payout)),
    )

  const batches = withLimit(payouts.command('batches'))
    .description('files for billers, newest first, with what is still unanswered')
    .option('--channel <channel>', 'only of this channel')
    .action(options => tell(options, async client => (await import('./batches.ts')).listBatches(client, options)))

  batches
    .command('download <batch>')
    .description('the file itself, the same bytes each time')
    .option('--out <file>', 'by default standard output')
    .action((batch, options) =>
      tell({}, async client => (await import('./batches.ts')).downloadBatch(client, batch, options.out)),
    )

  withLimit(payouts.command('reconcile'))
    .description('requested, accepted and seen on bills, side by side, and what does not agree')
    .option('--channel <channel>', 'only of this channel')
    .option('--unit <unit>', 'only in this unit')
    .option('--run <run>', 'only of this run (a number, a UUID, or latest)')
    .addOption(wordOption('--kind <kind>', 'only breaks of this kind', breakKinds))
    .option('--csv', 'what does not agree, as CSV')
    .action(options => tell(options, async client => (await import('./reconcile.ts')).reconcile(client, options)))

  withJson(payouts.command('resolve <payout>'))
    .description('say what became of a payout that nobody can find out about')
    .addOption(
      new Option(
        '--finding <word>',
        'arrived; send-again under the same key; withdraw; or set-off against later credits',
      )
        .choices(payoutFindings)
        .makeOptionMandatory(),
    )
    .requiredOption('--note <text>', 'how you know')
    .option('--reference <text>', "the biller's own number of it")
    .option('--address <key>', 'send it again to another account')
    .action((payout, options) =>
      tell(options, async client => (await import('./resolve-payout.ts')).resolvePayout(client, payout, options)),
    )
}
