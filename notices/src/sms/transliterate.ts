import { septetsOf } from './alphabet.ts'

/** Signs that type well and cost much: a single one of them makes every character of a message cost more than twice as much. */
const signs = new Map<string, string>([
  ['„', '"'],
  ['”', '"'],
  ['“', '"'],
  ['«', '"'],
  ['»', '"'],
  ['’', "'"],
  ['‘', "'"],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['…', '...'],
  ['•', '-'],
  ['\u00a0', ' '],
  ['\u202f', ' '],
  ['\u2009', ' '],
  ['\t', ' '],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
])

/**
 * The same words in the alphabet of GSM, as Poles write them in short messages: "Usunęliśmy awarię" is "Usunelismy awarie". A character
 * that has no such form stays, and with it the dearer encoding: nothing is lost for the sake of a fee.
 */
export function transliterate(text: string): string {
  return Array.from(text.normalize('NFC'), plainly).join('')
}

function plainly(character: string): string {
  if (septetsOf(character)) return character
  const sign = signs.get(character)
  if (sign !== undefined) return sign
  const bare = character.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return bare !== '' && Array.from(bare).every(each => septetsOf(each)) ? bare : character
}
