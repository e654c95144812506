import type { Command } from 'commander'
import { withJson } from '../api/options.ts'
import { tell } from '../api/tell.ts'

export function statusCommands(status: Command): void {
  withJson(status.command('show').description('where the public page is and what it shows')).action(options =>
    tell(options, async client => (await import('./show-status.ts')).showStatus(client)),
  )

  withJson(status.command('import <file>'))
    .description('take along the history of another status page: its incidents.json or scheduled-maintenances.json')
    .option('--dry-run', 'only say what would happen')
    .action((file, options) =>
      tell(options, async client => (await import('./import-history.ts')).importHistory(client, file, options)),
    )

  withJson(status.command('link <service>'))
    .description('sign a link that tells one subscriber whether his service is hit')
    .option('--days <number>', 'for how long it answers', Number, 30)
    .action((service, options) =>
      tell(options, async client => (await import('./show-status.ts')).signLink(client, service, options.days)),
    )
}
