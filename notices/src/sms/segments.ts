import { septetsOf } from './alphabet.ts'

/** How a text is sent: seven bits a character where the alphabet of GSM has them all, else sixteen. */
export type SmsEncoding = 'gsm-7' | 'ucs-2'

export interface SmsText {
  readonly encoding: SmsEncoding
  /** Septets, or units of sixteen bits. */
  readonly units: number
  /** The text of each message that is sent and paid for. */
  readonly segments: readonly string[]
  /** How many units still fit into the last one. */
  readonly left: number
}

/**
 * Units of a message alone, and of one of several, which carries a header of six octets that says which it is (3GPP TS 23.040, 9.2.3.24.1):
 * 140 octets hold 160 septets or 70 units of sixteen bits, 134 octets 153 or 67.
 */
const room: Readonly<Record<SmsEncoding, { readonly alone: number; readonly ofSeveral: number }>> = {
  'gsm-7': { alone: 160, ofSeveral: 153 },
  'ucs-2': { alone: 70, ofSeveral: 67 },
}

/**
 * What a text costs as SMS. No character is torn: neither the escape from what it escapes, nor a surrogate from its pair, so that a part
 * may hold one unit less than it could.
 */
export function smsOf(text: string): SmsText {
  const characters = Array.from(text)
  const encoding = characters.every(character => septetsOf(character)) ? 'gsm-7' : 'ucs-2'
  const unitsOf = (character: string): number =>
    encoding === 'gsm-7' ? (septetsOf(character)?.length ?? 0) : character.length
  const units = characters.reduce((sum, character) => sum + unitsOf(character), 0)
  const { alone, ofSeveral } = room[encoding]
  if (units <= alone) return { encoding, units, segments: [text], left: alone - units }
  const segments: string[] = []
  let part = ''
  let used = 0
  for (const character of characters) {
    const more = unitsOf(character)
    if (used + more > ofSeveral) {
      segments.push(part)
      part = ''
      used = 0
    }
    part += character
    used += more
  }
  return { encoding, units, segments: [...segments, part], left: ofSeveral - used }
}
