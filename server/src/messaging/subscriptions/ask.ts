import { randomUUID } from 'node:crypto'
import type { AskedChannel, AskedProof } from '@pulih/contracts'
import type { Language } from '@pulih/kernel'
import { phrase } from '@pulih/phrases'
import { problem, readSetting, type Db, type Platform, type Tx, type Work } from '../../platform/index.ts'
import { callingCodeOf, dialled } from '../../subscribers/index.ts'
import { openChannels } from '../channels/channel-store.ts'
import { tellDirectly } from '../tell-directly.ts'
import { tellingSetting } from '../telling-setting.ts'
import { addressIn } from './address.ts'
import { allowed, contactSubject, count, perDay } from './attempts.ts'
import { portalPage } from './links.ts'
import { insertProof, type Proof } from './proof-store.ts'
import { subscriptionsSetting } from './setting.ts'
import { isStopped } from './stops.ts'
import type { Place } from './subscription.ts'
import { codeOf, tokenOf } from './token.ts'
import { tokenKey } from './token-key.ts'

/** What is asked for, with the address as somebody typed it. */
export interface Wanted {
  readonly customerId: bigint | null
  readonly place: Place | null
  readonly channel: AskedChannel
  readonly address: string | null
  readonly language: Language
  readonly timeZone: string
  /** From where it is asked, as it is counted. */
  readonly from: string
}

const openHours = 24

/**
 * By what anybody can be told: channels that send, as far as the operator opened them. Meta lets nobody begin with a text that it did not approve:
 * without a template of codes nobody could show that a number of WhatsApp is his.
 */
export async function askableChannels(db: Db | Tx): Promise<readonly AskedChannel[]> {
  const { channels } = await readSetting(db, subscriptionsSetting)
  const sending = (await openChannels(db)).flatMap(({ kind, settings }) =>
    settings.adapter === 'whatsapp' && !settings.codeTemplate ? [] : [kind],
  )
  return channels.filter(channel => sending.includes(channel))
}

/** People leave the code of their country out of their numbers. */
async function typedAs(db: Tx, channel: AskedChannel, typed: string): Promise<string> {
  return channel === 'sms' || channel === 'whatsapp' ? dialled(typed, await callingCodeOf(db)) : typed
}

/**
 * Sends something to an address that only its reader can answer, and keeps what he wants until he does. Nothing is looked up about the
 * address, so that neither the answer nor the time it takes says whether it is known.
 */
export async function askForProof(platform: Platform, work: Work, wanted: Wanted): Promise<AskedProof> {
  const { tx, now } = work
  const { customerId, place, channel, language, timeZone, from } = wanted
  const { asksPerDay } = await readSetting(tx, subscriptionsSetting)
  const address = channel === 'telegram' ? null : addressIn(channel, await typedAs(tx, channel, wanted.address ?? ''))
  if (address === null && channel !== 'telegram') throw problem('messaging.bad-contact', { channel })
  await count(tx, `asks:${from}`, allowed.asksOfPlace, now)
  if (address !== null) {
    const contact = contactSubject(channel, address)
    await count(tx, `${contact} ${from}`, allowed.asksForContactFromPlace, now)
    await count(tx, contact, allowed.asksForContact, now)
  }
  await count(tx, `channel:${channel}`, perDay(asksPerDay), now)
  const expiresAt = now.add({ hours: openHours })
  const proof: Proof = {
    id: randomUUID(),
    customerId,
    place,
    channel,
    address,
    language,
    timeZone,
    askedAt: now,
    expiresAt,
  }
  await insertProof(tx, proof)
  const key = await tokenKey(platform)
  const token = tokenOf(key, { kind: 'proof', id: proof.id })
  if (address !== null) await send(platform, work, { ...proof, address }, { key, token })
  return { proof: proof.id, expiresAt: expiresAt.toString(), start: channel === 'telegram' ? token : null }
}

/** Whether the reader types a code; otherwise he follows a link, or his browser does. */
export function isByCode({ channel, customerId }: Pick<Proof, 'channel' | 'customerId'>): boolean {
  return channel === 'sms' || channel === 'whatsapp' || (channel === 'email' && customerId !== null)
}

async function send(
  platform: Platform,
  work: Work,
  proof: Proof & { readonly address: string },
  { key, token }: { readonly key: Buffer; readonly token: string },
): Promise<void> {
  const { id, channel, address, language, timeZone, expiresAt } = proof
  // Who said STOP by telephone is not written to because a stranger typed his number; START is as near to him as STOP was.
  const isByTelephone = channel === 'sms' || channel === 'whatsapp'
  if (isByTelephone && proof.customerId === null && (await isStopped(work.tx, { channel, address }))) return
  const { sender } = await readSetting(work.tx, tellingSetting)
  const kind = channel === 'push' ? 'push' : isByCode(proof) ? 'code' : 'link'
  const values = { sender, code: codeOf(key, id), url: portalPage(platform, 'confirm', token), hours: openHours }
  await tellDirectly(work, {
    origin: `proof:${id}`,
    channel,
    address,
    language,
    timeZone,
    subject: phrase(language, `contact.${kind}.subject`, values),
    text: phrase(language, `contact.${kind}`, values),
    ...(kind === 'code' && { code: values.code }),
    expiresAt,
    secret: true,
  })
}
