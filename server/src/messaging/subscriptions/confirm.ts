import type { BodyOf, confirmContact, ReplyOf } from '@pulih/contracts'
import { outageById } from '../../outages/index.ts'
import { problem, systemActor, type Platform, type Work } from '../../platform/index.ts'
import { addOwnContact, setWanted } from '../../subscribers/index.ts'
import { beginningOf, lockNotices } from '../notice-store.ts'
import { isGoingOn, laneOf } from '../notice.ts'
import { outageNotices } from '../purpose.ts'
import { sendJob } from '../send-job.ts'
import { addressIn, maskedAddress } from './address.ts'
import { isByCode } from './ask.ts'
import { allowed, count } from './attempts.ts'
import { addSubscribers } from './audience.ts'
import { spendTry, takeProof, type Proof } from './proof-store.ts'
import { upsertSubscription } from './store.ts'
import { liftStop } from './stops.ts'
import { isCode, openToken, tokenOf } from './token.ts'
import { tokenKey } from './token-key.ts'

/** Who says yes before it is known who it is. */
export const someReader = systemActor('subscriptions')

export type Confirmed = ReplyOf<typeof confirmContact>

/** Somebody shows that he reads an address. A try is spent before its code is looked at, whatever comes of it. */
export async function confirm(
  platform: Platform,
  given: BodyOf<typeof confirmContact>,
  from: string,
): Promise<Confirmed> {
  const key = await tokenKey(platform)
  const id = 'token' in given ? proofIn(key, given.token) : await proofByCode(platform, key, given, from)
  return platform.work(someReader, async work => {
    const proof = await takeProof(work.tx, id, false, work.now)
    if (proof?.address === undefined || proof.address === null) throw problem('messaging.wrong-code')
    return accept(work, key, { ...proof, address: proof.address })
  })
}

/** The same from a chat, whose address comes with the answer; null: the token is none, or is not for this channel. */
export async function confirmFromChat(
  platform: Platform,
  work: Work,
  { token, channel, address }: { readonly token: string; readonly channel: 'telegram'; readonly address: string },
): Promise<Confirmed | null> {
  const key = await tokenKey(platform)
  const opened = openToken(key, token)
  const written = addressIn(channel, address)
  if (opened?.kind !== 'proof' || written === null) return null
  const proof = await takeProof(work.tx, opened.id, true, work.now)
  if (proof === null) return null
  return accept(work, key, { ...proof, address: written })
}

function proofIn(key: Buffer, token: string): string {
  const opened = openToken(key, token)
  if (opened?.kind !== 'proof') throw problem('messaging.wrong-code')
  return opened.id
}

async function proofByCode(
  platform: Platform,
  key: Buffer,
  { proof: id, code }: { readonly proof: string; readonly code: string },
  from: string,
): Promise<string> {
  const proof = await platform.work(someReader, async ({ tx, now }) => {
    await count(tx, `tries:${from}`, allowed.triesOfPlace, now)
    return spendTry(tx, id, now)
  })
  const isRight = isCode(key, id.toLowerCase(), code)
  // Where a link was sent no code was, and nobody can know one.
  if (!proof || !isRight || !isByCode(proof)) throw problem('messaging.wrong-code')
  return proof.id
}

/** Who asks to be told wants it, whatever he wanted before. */
async function accept(work: Work, key: Buffer, proof: Proof & { readonly address: string }): Promise<Confirmed> {
  const { customerId, channel, address, place, language, timeZone, askedAt } = proof
  const shown = { channel, address: maskedAddress(channel, address) }
  if (place === null || channel === 'webhook') {
    if (customerId === null || channel === 'webhook') throw new Error(`the proof ${proof.id} proves nothing`)
    await liftStop(work, { channel, address }, `customer:${customerId}`)
    await addOwnContact(work, customerId, { channel, address })
    await setWanted(work, customerId, { purpose: outageNotices, channel, isWanted: true })
    return { ...shown, token: null }
  }
  const given = { ...place, channel, address, language, timeZone, askedAt, format: null, drafted: false, actor: null }
  const id = await upsertSubscription(work.tx, given, work.now)
  await liftStop(work, { channel, address }, `subscription:${id}`)
  work.audit('messaging.subscription-made', `subscription:${id}`, { scope: place.scope, channel })
  if (place.scope === 'outage' && place.key !== null) await tellHowItBegan(work, place.key, id)
  return { ...shown, token: tokenOf(key, { kind: 'subscription', id }) }
}

/** Of one outage its end is told to those who heard its beginning: who asks later hears that first. */
async function tellHowItBegan(work: Work, outage: string, only: string): Promise<void> {
  // Whoever ends it in this moment is waited for.
  await lockNotices(work.tx, outage)
  const beginning = await beginningOf(work.tx, outage)
  if (beginning === null || !isGoingOn(await outageById(work.tx, outage))) return
  const { id: notice, kind } = beginning
  await addSubscribers(work.tx, { notice, lane: laneOf(kind), outage, only, now: work.now })
  await work.enqueue(sendJob, {}, { key: sendJob })
}
