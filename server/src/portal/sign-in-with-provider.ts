import { placeOf } from '../identity/index.ts'
import { problem, type Platform } from '../platform/index.ts'
import { holderById, holderByKey } from '../subscribers/index.ts'
import { allowed, count } from './attempts.ts'
import { customerFrom, providerOf, randomNonce, randomState, randomVerifier, visitUrl } from './provider.ts'
import { digestOf, isSame, newToken } from './secret.ts'
import { openSession, type OpenedSession } from './session.ts'
import { someoneAtThePortal, type Visitor } from './sign-in-with-code.ts'
import { actorOf } from './subscriber.ts'
import { insertVisit, takeVisit } from './visit-store.ts'

/** How long a sign-in at the provider may take. */
export const visitMinutes = 10

/** Sends somebody to the operator's own sign-in. The browser keeps `browser` and has to show it when it comes back. */
export async function beginVisit(
  platform: Platform,
  visitor: Visitor,
): Promise<{ readonly location: string; readonly browser: string }> {
  const provider = await providerOf(platform)
  if (!provider) throw problem('portal.no-provider')
  const browser = newToken('visit')
  const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomVerifier() }
  const location = await visitUrl(platform, provider, secrets)
  await platform.work(someoneAtThePortal, async ({ tx, now }) => {
    await count(tx, `asks:${placeOf(visitor.address)}`, allowed.asksOfAddress, now)
    const visit = { ...secrets, browserDigest: digestOf(browser) }
    return insertVisit(tx, digestOf(secrets.state), visit, now.add({ minutes: visitMinutes }))
  })
  return { location: location.href, browser }
}

/** Lets in whom the provider sends back, if it is the browser that we sent there, and the first time that it comes. */
export async function finishVisit(
  platform: Platform,
  url: URL,
  browser: string | null,
  agent: string,
): Promise<OpenedSession> {
  const state = url.searchParams.get('state') ?? ''
  const visit = await platform.work(someoneAtThePortal, ({ tx, now }) => takeVisit(tx, digestOf(state), now))
  const provider = await providerOf(platform)
  if (!visit || !provider || browser === null || !isSame(visit.browserDigest, digestOf(browser)))
    throw problem('portal.provider-refused')
  const key = await customerFrom(platform, provider, url, { state, nonce: visit.nonce, verifier: visit.verifier })
  const known = key === null ? null : await holderByKey(platform.db, key)
  // Read again by number, because one who was erased is nobody any more.
  const holder = known && (await holderById(platform.db, known.id))
  if (!holder) throw problem('portal.provider-refused')
  return platform.work(actorOf(holder), work => openSession(work, holder.id, 'provider', agent))
}
