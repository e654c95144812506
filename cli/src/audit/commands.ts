import type { Command } from 'commander'
import { withJson, wholeNumber } from '../api/options.ts'
import { say, tell } from '../api/tell.ts'

/** `pulih audit …`: who did what, and the proof that nobody changed it afterwards. */
export function auditCommands(audit: Command): void {
  audit
    .command('export')
    .description('the audit trail as JSON lines, which can be verified without a server')
    .option('--after <number>', 'only the rows after this one', wholeNumber)
    .option('--out <file>', 'by default standard output')
    .action(options => tell({}, async client => (await import('./export-audit.ts')).exportAudit(client, options)))

  withJson(audit.command('verify [file]'))
    .description('verify the trail at the server, or offline in a file of "pulih audit export" ("-": standard input)')
    .option('--witness <number:digest>', 'what was noted of the trail earlier and kept elsewhere')
    .option('--after <number>', 'the row after which the export was asked to begin', wholeNumber)
    .action(async (file, options) => {
      const { verifyFile, verifyServer } = await import('./verify-audit.ts')
      if (file === undefined) await tell(options, client => verifyServer(client, options.witness))
      else await say(options, () => verifyFile(file, options))
    })
}
