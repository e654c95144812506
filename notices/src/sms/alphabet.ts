/**
 * The default alphabet of GSM and its extension (3GPP TS 23.038, 6.2.1 and 6.2.1.1), by position. A character of the extension is sent
 * as two septets: an escape and its own.
 */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extension = new Map<string, number>([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
])

const escape = 0x1b
const septets = new Map<string, readonly number[]>([
  ...Array.from(basic).flatMap((character, code): [string, readonly number[]][] =>
    code === escape ? [] : [[character, [code]]],
  ),
  ...[...extension].map(([character, code]): [string, readonly number[]] => [character, [escape, code]]),
])

/** The septets of a character; undefined where the alphabet has none for it. */
export function septetsOf(character: string): readonly number[] | undefined {
  return septets.get(character)
}

const byCode = Array.from(basic)
const extensionByCode = new Map(Array.from(extension, ([character, code]) => [code, character]))

/**
 * What septets say that came one in an octet. An escape before something that the extension has not is passed over, as 6.2.1.1 has it; an
 * octet that is no septet is shown as unknown.
 */
export function textOfSeptets(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < octets.length; at++) {
    const code = octets[at] ?? 0
    if (code !== escape) text += byCode[code] ?? '\ufffd'
    else {
      const escaped = extensionByCode.get(octets[at + 1] ?? 0)
      if (escaped === undefined) continue
      text += escaped
      at++
    }
  }
  return text
}
