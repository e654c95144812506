import { type Command } from 'commander'
import { withLimit } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih network …`: what services hang on. */
export function networkCommands(network: Command): void {
  withLimit(network.command('elements'))
    .description('elements by their keys, which outages name')
    .option('--below <key>', 'only those that hang on this element')
    .option('--text <text>', 'the beginning of a key')
    .option('--kind <kind>', 'only of this kind, for example olt')
    .option('--area <key>', 'only in this area')
    .action(options =>
      tell(options, async client => (await import('./list-elements.ts')).listElements(client, options)),
    )
}
