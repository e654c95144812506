import type { Command } from 'commander'
import { withJson } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih import`: the operator's files, into the server. */
export function importCommand(program: Command): void {
  const imports = withJson(program.command('import <kind> <file>'))
    .description(
      'import a file into the server: areas, elements, customers, contacts, consents, services, terms, bills, top-ups, sessions',
    )
    .option('--dry-run', 'try everything and take it back')
    .option('--wait', 'until it is in, and print the rows that were refused')
    .option('--rejected <file>', 'save the refused rows here (with --wait)')
    .option('--currency <code>', 'of new services that name none in a column, for example PLN')
    .option('--time-zone <zone>', 'IANA zone of instants without an offset')
    .action((kind, file, options) =>
      tell(options, async client => (await import('./import-file.ts')).importFile(client, kind, file, options)),
    )
  withJson(imports.command('stop <import>'))
    .description('stop an import that is under way; nothing of it is taken')
    .action((id, options) => tell(options, async client => (await import('./stop-import.ts')).stopAnImport(client, id)))
}
