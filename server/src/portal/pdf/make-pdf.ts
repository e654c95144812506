import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'

/** Roboto has the letters of every language that we write; it is embedded, so that a document looks the same everywhere. */
const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')
const fonts = {
  normal: join(fontFolder, 'Roboto-Regular.ttf'),
  bold: join(fontFolder, 'Roboto-Medium.ttf'),
  italics: join(fontFolder, 'Roboto-Italic.ttf'),
  bolditalics: join(fontFolder, 'Roboto-MediumItalic.ttf'),
}
pdfmake.setFonts({ Roboto: fonts })
// A document is made of what stands in it: nothing is fetched, and of files only its letters are read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(path => Object.values(fonts).includes(path))

export function makePdf(document: object): Promise<Buffer> {
  return pdfmake.createPdf(document).getBuffer()
}

/**
 * Text as it may stand in a document: without control characters, in signs that the letters have, and no longer than anything that we
 * write ourselves.
 */
export function printable(text: string, most = 2_000): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ' ')
    .replaceAll('→', '›')
    .replaceAll(/[\u2009\u202f]/g, ' ')
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain
}
