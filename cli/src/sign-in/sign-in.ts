import { changePassword, readMe, signIn as route, signInWithCode, type ReplyOf } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import { openClient, type Client } from '../api/client.ts'
import { showInstant } from '../api/instants.ts'
import { keepSession, sessionsFile } from '../api/sessions-file.ts'
import type { Said } from '../api/tell.ts'
import { openAsker, type Asker } from './ask-person.ts'

type SignedIn = ReplyOf<typeof signInWithCode>

/** Signs in and keeps the session where only the user can read it. Nothing that was typed is kept. */
export async function signIn(client: Client, given?: string): Promise<Said> {
  const { url } = client.connection
  // Whoever signs in is nobody yet, whatever token there was.
  const nobody = openClient({ url, token: null, from: 'nowhere' })
  const asker = openAsker()
  try {
    const login = given ?? (await asker.ask(`Login at ${url}: `))
    const password = await asker.askSecret('Password: ')
    const entered = await enter(nobody, asker, login, password)
    const { passwordTemporary, expiresAt } = entered
    const token = passwordTemporary ? await replacePassword(url, asker, tokenOf(entered), password) : tokenOf(entered)
    keepSession(url, { token, login, expiresAt })
    const me = await openClient({ url, token, from: 'sign-in' }).ask(readMe, {})
    return {
      value: { url, login, name: me.name, roles: me.roles, expiresAt },
      lines: () => [
        `Signed in at ${url} as ${me.name} (${me.roles.join(', ') || 'without a role'}).`,
        `The session is kept in ${sessionsFile()} until ${showInstant(expiresAt)}; "pulih sign-out" ends it.`,
        ...(process.env['PULIH_TOKEN']
          ? ['PULIH_TOKEN is set and goes before this session; unset it to use the session.']
          : []),
      ],
    }
  } finally {
    asker.close()
  }
}

async function enter(client: Client, asker: Asker, login: string, password: string): Promise<SignedIn> {
  const answer = await client.ask(route, { body: { login, password, deliver: 'token' } })
  if (answer.status === 'signed-in') return answer
  const code = (await asker.askSecret('Code of your device, or a recovery code: ')).replaceAll(/\s/g, '')
  return client.ask(signInWithCode, { body: { challenge: answer.challenge, code, deliver: 'token' } })
}

/** With a temporary password nothing is allowed before it is changed. */
async function replacePassword(url: string, asker: Asker, token: string, present: string): Promise<string> {
  process.stderr.write('Your password is temporary: choose one of your own, with at least 12 characters.\n')
  const next = await asker.askSecret('New password: ')
  if ((await asker.askSecret('Once more: ')) !== next)
    throw new Failure('The two are not the same; nothing was changed. Sign in again.')
  const changed = await openClient({ url, token, from: 'sign-in' }).ask(changePassword, { body: { present, next } })
  return changed.token ?? token
}

function tokenOf({ token }: SignedIn): string {
  if (token === null) throw new Failure('The server gave no token. Is it of the same version as this program?')
  return token
}
