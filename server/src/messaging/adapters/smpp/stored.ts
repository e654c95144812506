import { NotUnderstood } from '../door.ts'
import { longestPdu } from './pdu.ts'

/** What is kept of deliveries that are one thing: their bodies as they came, so that what they mean can be worked out again. */
export function stored(bodies: readonly Buffer[]): Buffer {
  return Buffer.from(JSON.stringify({ deliver_sm: bodies.map(body => body.toString('base64')) }))
}

/** Throws `NotUnderstood`. */
export function fromStored(body: Buffer): readonly Buffer[] {
  try {
    const kept = (JSON.parse(body.toString()) as { readonly deliver_sm?: unknown } | null)?.deliver_sm
    if (Array.isArray(kept) && kept.length > 0 && kept.every(each => isBody(each)))
      return kept.map(each => Buffer.from(each, 'base64'))
  } catch {
    // Said below, as of everything that is not ours.
  }
  throw new NotUnderstood('it is no delivery as we keep them')
}

function isBody(each: unknown): each is string {
  return typeof each === 'string' && each.length <= longestPdu * 2
}
