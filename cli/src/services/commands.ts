import { serviceKinds } from '@pulih/engine'
import type { Command } from 'commander'
import { withLimit, wordOption } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih services`: what customers have. */
export function servicesCommand(services: Command): void {
  withLimit(services)
    .option('--element <key>', 'only those that this element alone cuts off')
    .option('--customer <key>', 'only those of this customer')
    .option('--area <key>', 'only in this area; 32 covers 32.73')
    .option('--segment <name>', 'only of this segment')
    .addOption(wordOption('--kind <kind>', 'only of this kind', serviceKinds))
    .option('--text <text>', 'the beginning of a key')
    .action(options =>
      tell(options, async client => (await import('./list-services.ts')).listServices(client, options)),
    )
}
