/** The letters of the GSM alphabet; those of the extension take two places. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extension = '^{}\\[~]|€'

export interface SmsSize {
  readonly characters: number
  readonly parts: number
  /** A letter outside the GSM alphabet makes every message shorter. */
  readonly unicode: boolean
}

/** How many messages a text is, as operators count them. */
export function smsSize(text: string): SmsSize {
  const letters = Array.from(text)
  const unicode = letters.some(letter => !basic.includes(letter) && !extension.includes(letter))
  const characters = unicode
    ? text.length
    : letters.reduce((sum, letter) => sum + (extension.includes(letter) ? 2 : 1), 0)
  const [one, each] = unicode ? [70, 67] : [160, 153]
  return { characters, parts: characters <= one ? (characters === 0 ? 0 : 1) : Math.ceil(characters / each), unicode }
}

/** At most two messages, cut between words. */
export function smsText(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  if (smsSize(plain).parts <= 2) return plain
  const words = plain.split(' ')
  while (words.length > 1 && smsSize(`${words.join(' ')} …`).parts > 2) words.pop()
  return `${words.join(' ')} …`
}
