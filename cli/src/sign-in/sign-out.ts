import { signOut as route } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import { openClient, type Client } from '../api/client.ts'
import { Refusal } from '../api/refusal.ts'
import { forgetSession, readSession } from '../api/sessions-file.ts'
import type { Said } from '../api/tell.ts'

/** Ends the session at the server and forgets it here. One that is over already only needs to be forgotten. */
export async function signOut({ connection: { url } }: Client): Promise<Said> {
  const kept = readSession(url)
  if (!kept) throw new Failure(`Nobody is signed in at ${url}.`)
  try {
    await openClient({ url, token: kept.token, from: 'sign-in' }).ask(route, {})
  } catch (reason) {
    if (!(reason instanceof Refusal) || reason.problem.code !== 'access.unauthenticated') throw reason
  }
  forgetSession(url)
  return { value: { url, login: kept.login }, lines: () => [`${kept.login} is signed out at ${url}.`] }
}
