import type { Command } from 'commander'
import { withJson } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih sign-in` and `pulih sign-out`. */
export function signInCommands(program: Command): void {
  withJson(program.command('sign-in'))
    .description('sign in at the server (PULIH_URL); asks for login, password and, where wanted, a code')
    .option('--login <login>', 'then only the rest is asked for')
    .action(options => tell(options, async client => (await import('./sign-in.ts')).signIn(client, options.login)))

  withJson(program.command('sign-out'))
    .description('end the session and forget it')
    .action(options => tell(options, async client => (await import('./sign-out.ts')).signOut(client)))
}
