import { goodwillReasons, reversalReasons, transferKinds } from '@pulih/contracts'
import type { Command } from 'commander'
import { withJson, withLimit, wordOption } from '../api/options.ts'
import { say, tell } from '../api/tell.ts'

/** `pulih ledger …`: what was posted, and the proof that nobody changed it. */
export function ledgerCommands(ledger: Command): void {
  withJson(ledger.command('verify'))
    .description('work out every digest again; with --export offline, over a file of "pulih ledger export"')
    .option('--export <file>', 'verify this file without a server ("-" reads standard input)')
    .option('--anchor <page:digest>', 'what was noted of the chain earlier and kept elsewhere')
    .action(async options => {
      const { verifyFile, verifyServer } = await import('./verify-ledger.ts')
      if (options.export === undefined) await tell(options, client => verifyServer(client, options.anchor))
      else await say(options, () => verifyFile(options.export, options.anchor))
    })

  ledger
    .command('export')
    .description('the whole ledger as JSON lines, which can be verified without a server')
    .option('--out <file>', 'by default standard output')
    .action(options => tell({}, async client => (await import('./export-ledger.ts')).exportLedger(client, options.out)))

  withLimit(ledger.command('statement <service>'))
    .description('all transfers of one service with its balance after each, newest first')
    .action((service, options) =>
      tell(options, async client => (await import('./read-ledger.ts')).statement(client, service, options.limit)),
    )

  withJson(ledger.command('balances'))
    .description('trial balance: every account in every unit, which sum to nothing')
    .action(options => tell(options, async client => (await import('./read-ledger.ts')).balances(client)))

  withLimit(ledger.command('transfers'))
    .description('transfers, newest first')
    .option('--service <key>', 'only of this service')
    .option('--run <run>', 'only of this run (a number, a UUID, or latest)')
    .addOption(wordOption('--kind <kind>', 'only of this kind', transferKinds))
    .option('--unit <unit>', 'only in this unit, for example PLN or data:MB')
    .option('--scheme <id>', 'only of this scheme')
    .option('--since <instant>', 'ISO 8601 with offset, or -30m, -2d')
    .option('--until <instant>', 'not itself included')
    .option('--csv', 'all of them as CSV, oldest first')
    .action(options =>
      tell(options, async client => (await import('./list-transfers.ts')).listTransfers(client, options)),
    )

  withJson(ledger.command('reverse <transfer>'))
    .description('take back one transfer by its exact opposite')
    .addOption(wordOption('--reason <word>', 'why', reversalReasons).makeOptionMandatory())
    .action((transfer, options) =>
      tell(options, async client => (await import('./post-by-hand.ts')).reverse(client, transfer, options.reason)),
    )

  withJson(ledger.command('goodwill <service> <amount> <unit>'))
    .description('give one service something that it could not demand, for example: goodwill S-1 20.00 PLN')
    .addOption(wordOption('--reason <word>', 'why', goodwillReasons).makeOptionMandatory())
    .requiredOption('--reference <number>', 'number of the ticket or complaint; no names')
    .option('--claim-until <day>', 'until when it can be claimed')
    .option('--expires-on <day>', 'when a benefit lapses')
    .action((service, amount, unit, options) =>
      tell(options, async client =>
        (await import('./post-by-hand.ts')).goodwill(client, { service, amount, unit }, options),
      ),
    )
}
