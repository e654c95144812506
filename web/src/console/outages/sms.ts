import { smsOf } from '@pulih/notices'

export interface SmsSize {
  readonly characters: number
  readonly parts: number
  /** A letter outside the GSM alphabet makes every message shorter. */
  readonly unicode: boolean
}

/** How many messages a text is, as operators count them. */
export function smsSize(text: string): SmsSize {
  const { units, segments, encoding } = smsOf(text)
  return { characters: units, parts: text === '' ? 0 : segments.length, unicode: encoding === 'ucs-2' }
}

/** At most two messages, cut between words. */
export function smsText(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  if (smsSize(plain).parts <= 2) return plain
  const words = plain.split(' ')
  while (words.length > 1 && smsSize(`${words.join(' ')} …`).parts > 2) words.pop()
  return `${words.join(' ')} …`
}
