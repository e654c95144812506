/**
 * How a calendar file is written (https://www.rfc-editor.org/rfc/rfc5545): lines end with CR and LF and hold at most 75 octets; a longer
 * one goes on after a space in the next line.
 */
export function calendarText(lines: readonly string[]): string {
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** A line whose value is free text (section 3.3.11). */
export function textLine(name: string, text: string): string {
  return `${name}:${escaped(text)}`
}

/** Control characters have no place in a calendar, not even escaped: U+FFFD says that something stood there. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\t\n\u0020-\u007E\u0080-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[\\;,]/g, sign => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

/** Parted between characters and never inside one, though the standard would allow it: not every reader joins octets before it decodes. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > longestLine) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}

const longestLine = 75

/** In UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
