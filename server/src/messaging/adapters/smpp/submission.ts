import { septetsOf, smsOf, transliterate, type SmsEncoding } from '@pulih/notices'
import type { Outgoing } from '../provider.ts'
import { cString } from './fields.ts'

/** The bodies of the `submit_sm` (SMPP 3.4, 4.4.1) that together are one text, or why it cannot be said. */
export type Submission = { readonly parts: readonly Buffer[] } | { readonly impossible: string }

interface Address {
  readonly typeOfNumber: number
  readonly plan: number
  readonly digits: string
}

/** SMPP 3.4, 5.2.5 and 5.2.6. */
const types = { international: 1, networkSpecific: 3, alphanumeric: 5 } as const
const plans = { unknown: 0, isdn: 1 } as const
/** 5.2.19. */
const codings: Readonly<Record<SmsEncoding, number>> = { 'gsm-7': 0, 'ucs-2': 8 }
const headerFollows = 0x40
/** 5.2.17: tell us what became of it, good or bad. */
const receiptWanted = 1
/** The header counts in one octet. */
const mostParts = 255

/** `reference` is the same in all parts of this text, and another in the next text to the same person. */
export function submissionOf(
  { to, text, expiresAt }: Pick<Outgoing, 'to' | 'text' | 'expiresAt'>,
  sender: Address,
  reference: number,
  now: Temporal.Instant,
): Submission {
  const digits = internationalDigits(to)
  if (digits === null) return { impossible: 'it is no international number' }
  if (expiresAt !== null && Temporal.Instant.compare(expiresAt, now) <= 0) return { impossible: 'its time is over' }
  const { encoding, segments } = smsOf(text)
  if (segments.length > mostParts) return { impossible: `it would be ${segments.length} messages` }
  const head = Buffer.concat([
    cString(''),
    addressField(sender),
    addressField({ typeOfNumber: types.international, plan: plans.isdn, digits }),
  ])
  const isLong = segments.length > 1
  const middle = Buffer.concat([
    Buffer.of(isLong ? headerFollows : 0, 0, 0),
    cString(''),
    cString(expiresAt === null ? '' : absoluteTime(expiresAt)),
    Buffer.of(receiptWanted, 0, codings[encoding], 0),
  ])
  const parts = segments.map((segment, index) => {
    // 3GPP TS 23.040, 9.2.3.24.1.
    const header = isLong ? Buffer.of(5, 0, 3, reference, segments.length, index + 1) : Buffer.alloc(0)
    const said = encoded(segment, encoding)
    return Buffer.concat([head, middle, Buffer.of(header.length + said.length), header, said])
  })
  return { parts }
}

/** Whom our messages are from: a number of the world, a short one of this network, or a name, in the letters that names may have. */
export function senderOf(from: string): Address {
  const bare = from.replaceAll(/[\s()./-]/g, '')
  if (!/^\+?\d+$/.test(bare)) {
    const letters = transliterate(from).replaceAll(/[^ -~]/g, '')
    return { typeOfNumber: types.alphanumeric, plan: plans.unknown, digits: letters }
  }
  const digits = bare.replace(/^(\+|00)/, '')
  return digits.length >= 7
    ? { typeOfNumber: types.international, plan: plans.isdn, digits }
    : { typeOfNumber: types.networkSpecific, plan: plans.unknown, digits }
}

/** E.164: at most fifteen digits, and no country begins with zero. */
function internationalDigits(to: string): string | null {
  const digits = to.replaceAll(/[\s()./+-]/g, '').replace(/^00/, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null
}

function addressField({ typeOfNumber, plan, digits }: Address): Buffer {
  return Buffer.concat([Buffer.of(typeOfNumber, plan), cString(digits)])
}

/** Seven bits are sent one in an octet: packing them is the business of the centre. */
function encoded(text: string, encoding: SmsEncoding): Buffer {
  if (encoding === 'ucs-2') return Buffer.from(text, 'utf16le').swap16()
  return Buffer.from(Array.from(text).flatMap(character => [...(septetsOf(character) ?? [])]))
}

/** SMPP 3.4, 7.1.1.1: `YYMMDDhhmmss`, tenths, and the difference from UTC in quarters of an hour. */
function absoluteTime(instant: Temporal.Instant): string {
  return `${instant.toString({ smallestUnit: 'second' }).replaceAll(/\D/g, '').slice(2, 14)}000+`
}
