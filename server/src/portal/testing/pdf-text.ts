import { inflateSync } from 'node:zlib'

type Letters = ReadonlyMap<string, string>

/** The text of a document that we made, with □ for what its letters do not have, page after page: its glyphs turned back into letters by the tables that it brings along. */
export function pdfText(bytes: Buffer): string {
  const objects = objectsIn(bytes)
  const fonts = new Map<string, Letters>()
  for (const { text } of objects.values())
    for (const [, name = '', font = ''] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, table = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.text ?? '') ?? []
      fonts.set(name, lettersIn(objects.get(table)?.stream ?? ''))
    }
  return [...objects.values()]
    .filter(({ stream }) => stream.includes('BT\n'))
    .map(({ stream }) => textIn(stream, fonts))
    .join('\n')
}

interface PdfObject {
  readonly text: string
  readonly stream: string
}

function objectsIn(bytes: Buffer): Map<string, PdfObject> {
  const whole = bytes.toString('latin1')
  const found = new Map<string, PdfObject>()
  for (const [, number = '', text = ''] of whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, packed = ''] = /stream\n([\s\S]*)\nendstream/.exec(text) ?? []
    const isText = packed !== '' && text.includes('/FlateDecode')
    found.set(number, { text, stream: isText ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : '' })
  }
  return found
}

/** `<0000> <0012> [<0041> <0042> …]`: glyphs of one font in a row. */
function lettersIn(table: string): Letters {
  const letters = new Map<string, string>()
  for (const [, from = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(from, 16)
    for (const [index, [, code = '']] of [...list.matchAll(/<([0-9a-f]*)>/g)].entries()) {
      const units = (code.match(/.{4}/g) ?? []).map(unit => Number.parseInt(unit, 16))
      letters.set((first + index).toString(16).padStart(4, '0'), String.fromCharCode(...units))
    }
  }
  return letters
}

function textIn(page: string, fonts: ReadonlyMap<string, Letters>): string {
  let letters: Letters = new Map()
  let text = ''
  for (const [, font, parts = ''] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? letters
    else
      for (const [, hex = ''] of parts.matchAll(/<([0-9a-f]*)>/g))
        text += (hex.match(/.{4}/g) ?? []).map(glyph => (glyph === '0000' ? '□' : (letters.get(glyph) ?? '?'))).join('')
    if (font === undefined) text += ' '
  }
  return text.replaceAll(/\s+/gu, ' ')
}
