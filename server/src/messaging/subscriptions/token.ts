import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MessageChannel } from '@pulih/contracts'
import { comparedAddress } from './address.ts'

/** What a link in a message opens, and nothing else. */
export type Opened =
  | { readonly kind: 'subscription'; readonly id: string }
  | { readonly kind: 'proof'; readonly id: string }
  /** The address of a subscription, to be told nothing more there, or again: it stands in every message, and shows or changes nothing else. */
  | { readonly kind: 'stop'; readonly id: string }
  /** A contact of a customer; which of them it is says the mark, in which no address can be read. */
  | { readonly kind: 'contact'; readonly customerId: bigint; readonly mark: Buffer }

const letters = { subscription: 0x73, proof: 0x70, stop: 0x74, contact: 0x63 } as const
const [nameBytes, macBytes] = [16, 16]

/** A letter, 16 bytes of name and 16 of proof that we made it: 44 characters that fit into any link, Telegram's among them. */
export function tokenOf(key: Buffer, opened: Opened): string {
  const name = Buffer.concat([Buffer.of(letters[opened.kind]), nameOf(opened)])
  return Buffer.concat([name, macOf(key, name)]).toString('base64url')
}

export function contactTokenOf(key: Buffer, customerId: bigint, channel: MessageChannel, address: string): string {
  return tokenOf(key, { kind: 'contact', customerId, mark: markOf(key, channel, address) })
}

/** What a token opens; null: we did not make it. Compared in constant time. */
export function openToken(key: Buffer, token: string): Opened | null {
  if (!/^[\w-]{44}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const name = bytes.subarray(0, 1 + nameBytes)
  if (!timingSafeEqual(macOf(key, name), bytes.subarray(1 + nameBytes))) return null
  const [letter, rest] = [name[0], name.subarray(1)]
  if (letter === letters.subscription) return { kind: 'subscription', id: uuidOf(rest) }
  if (letter === letters.proof) return { kind: 'proof', id: uuidOf(rest) }
  if (letter === letters.stop) return { kind: 'stop', id: uuidOf(rest) }
  return { kind: 'contact', customerId: rest.readBigUInt64BE(), mark: rest.subarray(8) }
}

/** Whether this contact is the one that a token means. */
export function isMarked(key: Buffer, mark: Buffer, channel: MessageChannel, address: string): boolean {
  return timingSafeEqual(mark, markOf(key, channel, address))
}

/** The six digits that show that somebody reads an address; made from the id of the proof, so that no code is kept. */
export function codeOf(key: Buffer, proofId: string): string {
  const number = createHmac('sha256', key).update(`code ${proofId}`).digest().readUIntBE(0, 6)
  return (number % 1_000_000).toString().padStart(6, '0')
}

export function isCode(key: Buffer, proofId: string, given: string): boolean {
  const [wanted, typed] = [Buffer.from(codeOf(key, proofId)), Buffer.from(given)]
  return wanted.length === typed.length && timingSafeEqual(wanted, typed)
}

function nameOf(opened: Opened): Buffer {
  if (opened.kind !== 'contact') return Buffer.from(opened.id.replaceAll('-', ''), 'hex')
  const customer = Buffer.alloc(8)
  customer.writeBigUInt64BE(opened.customerId)
  return Buffer.concat([customer, opened.mark])
}

function markOf(key: Buffer, channel: MessageChannel, address: string): Buffer {
  return createHmac('sha256', key)
    .update(`address ${channel} ${comparedAddress(channel, address)}`)
    .digest()
    .subarray(0, 8)
}

function macOf(key: Buffer, name: Buffer): Buffer {
  return createHmac('sha256', key).update('token ').update(name).digest().subarray(0, macBytes)
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
