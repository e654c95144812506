import type { Language } from '@pulih/kernel'
import { phrase } from '@pulih/phrases'
import { placeOf } from '../identity/index.ts'
import { defineJob, problem, systemActor, type Platform } from '../platform/index.ts'
import { customersByContact } from '../subscribers/index.ts'
import { carriesTo, carryCode, carryingNow, type MadeCode } from './carry-codes.ts'
import { insertChallenge, insertCodes, spendTry, takeChallenge, takeContact } from './challenge-store.ts'
import { allowed, contactSubject, count } from './attempts.ts'
import { digestOf, isSame, newCode, newSalt, newToken, slowDigestOf } from './secret.ts'
import { openSession, type OpenedSession } from './session.ts'
import { actorOf } from './subscriber.ts'

/** Who asks for codes and tries them before it is known who it is. */
export const someoneAtThePortal = systemActor('portal')

export interface Visitor {
  readonly address: string
  readonly agent: string
}

const codeMinutes = 10
const mostTries = 5
/** A family that shares a telephone gets a code for each of its contracts, and no more than fit into a message. */
const mostCustomers = 3

/**
 * Notes that somebody wants a code. Whom the contact reaches is looked up afterwards, in a job, so that neither the answer nor the time
 * it takes says whether anybody is known under it.
 */
export async function askForCode(
  platform: Platform,
  { contact, language }: { readonly contact: string; readonly language: Language },
  visitor: Visitor,
): Promise<{ challenge: string; expiresAt: Temporal.Instant }> {
  if (!carriesTo(await carryingNow(platform.db), contact)) throw problem('portal.no-codes')
  const challenge = newToken('challenge')
  return platform.work(someoneAtThePortal, async work => {
    const { tx, now } = work
    const [place, wanted] = [placeOf(visitor.address), contactSubject(contact)]
    await count(tx, `asks:${place}`, allowed.asksOfAddress, now)
    await count(tx, `${wanted} ${place}`, allowed.asksForContactFromAddress, now)
    await count(tx, wanted, allowed.asksForContact, now)
    const expiresAt = now.add({ minutes: codeMinutes })
    await insertChallenge(tx, digestOf(challenge), { contact, language, salt: newSalt(), expiresAt }, now)
    await work.enqueue(sendCodes.name, { challenge: digestOf(challenge).toString('hex') })
    return { challenge, expiresAt }
  })
}

/** Makes the codes of a challenge and sends them. */
export const sendCodes = defineJob('portal.send-codes', async (payload, platform) => {
  const { challenge } = payload as { challenge: string }
  const carrying = await carryingNow(platform.db)
  const kept = await platform.work(someoneAtThePortal, async work => {
    const { tx, now } = work
    const digest = Buffer.from(challenge, 'hex')
    const asked = await takeContact(tx, digest, now)
    if (asked?.contact === null || asked?.contact === undefined) return []
    const reached = await customersByContact(tx, asked.contact, mostCustomers)
    const codes = distinctCodes(reached.length)
    const unsent: MadeCode[] = []
    for (const [index, holder] of reached.entries()) {
      const code = codes[index] ?? newCode()
      await insertCodes(tx, digest, [{ customerId: holder.id, digest: await slowDigestOf(code, asked.salt) }])
      const { language, expiresAt } = asked
      const text = phrase(language, 'portal.code-message', { code, customer: holder.key, minutes: codeMinutes })
      const made = { id: `${challenge.slice(0, 32)}:${holder.id}`, holder, language, text, expiresAt }
      if ((await carryCode(work, carrying, made)) === 'kept') unsent.push(made)
    }
    return unsent
  })
  // Only in a demonstration, where nobody else could tell the code.
  if (carrying.outbox === 'kept-and-logged')
    for (const { holder, text } of kept)
      platform.log.info(`Not sent, because no channel is connected (${holder.channel}): ${text}`)
})

/** Which customer signs in is said by the code, so that no two are alike. */
function distinctCodes(many: number): string[] {
  const codes = new Set<string>()
  while (codes.size < many) codes.add(newCode())
  return [...codes]
}

/** Lets in whoever has the code that was sent for his challenge. A try is spent before it is looked at, whatever comes of it. */
export async function enterCode(
  platform: Platform,
  given: { readonly challenge: string; readonly code: string },
  visitor: Visitor,
): Promise<OpenedSession> {
  const digest = digestOf(given.challenge)
  const tried = await platform.work(someoneAtThePortal, async ({ tx, now }) => {
    await count(tx, `tries:${placeOf(visitor.address)}`, allowed.triesOfAddress, now)
    return spendTry(tx, digest, mostTries, now)
  })
  // The same work for a challenge that nobody gave out, or that reached nobody.
  const typed = await slowDigestOf(given.code, tried?.salt ?? nobodysSalt)
  const matching = (tried?.codes ?? []).filter(code => isSame(code.digest, typed))
  const [found] = matching
  if (!found) throw problem('portal.wrong-code')
  const actor = actorOf({ id: found.customerId, key: String(found.customerId) })
  return platform.work(actor, async work => {
    if (!(await takeChallenge(work.tx, digest))) throw problem('portal.wrong-code')
    return openSession(work, found.customerId, 'code', visitor.agent)
  })
}

const nobodysSalt = newSalt()
