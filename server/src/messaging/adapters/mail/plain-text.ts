/** What a mail of markup says, in letters; in one walk over it, whatever it holds. */
export function letters(html: string): string {
  return withoutUnshown(html.slice(0, mostMarkup))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(?:br|\/?p|\/?div|\/?tr|\/?li|\/?h[1-6]|\/?blockquote)\b[^<>]{0,2000}>/gi, '\n')
    .replaceAll(/<[^<>]{0,5000}>/g, '')
    .replaceAll(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => characterOf(whole, decimal, hex, name),
    )
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const mostMarkup = 200_000

const ends: Readonly<Record<string, RegExp>> = {
  script: /<\/script\s{0,9}>/gi,
  style: /<\/style\s{0,9}>/gi,
  head: /<\/head\s{0,9}>/gi,
  '!--': /-->/g,
}

/** Without what a mail program does not show. What has no end goes on to the end, so that nothing is searched for twice. */
function withoutUnshown(html: string): string {
  const begins = /<(script|style|head|!--)(?![a-z])/gi
  let shown = ''
  let at = 0
  for (let begin = begins.exec(html); begin !== null; begin = begins.exec(html)) {
    shown += `${html.slice(at, begin.index)} `
    const end = ends[begin[1]?.toLowerCase() ?? '']
    if (end === undefined) break
    end.lastIndex = begins.lastIndex
    at = end.test(html) ? end.lastIndex : html.length
    begins.lastIndex = at
  }
  return shown + html.slice(at)
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  oacute: 'ó',
}

function characterOf(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  // Signs that steer terminals and halves of pairs are no letters.
  return code < 32 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? ' ' : String.fromCodePoint(code)
}

/**
 * What somebody wrote himself: without the mail that he answers, and without what stands below each of his mails. Where that is nothing,
 * everything: it is kept whole in any case, and this is only what is read first.
 */
export function withoutQuotes(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n').slice(0, mostLines)
  const end = lines.findIndex((line, at) => beginsQuote(line, lines[at + 1] ?? ''))
  const own = (end < 0 ? lines : lines.slice(0, end)).filter(line => !line.startsWith('>'))
  const left = own.join('\n').trim()
  return left === '' ? text.trim() : left
}

const mostLines = 5_000

/** "On Monday Anna wrote:" in the words that mail programs have for it; it may go on in a second line. */
const introduction =
  /^(on|w dniu|dnia|pada|pon\.?|wt\.?|śr\.?|czw\.?|pt\.?|sob\.?|niedz\.?)\b.{0,300}\b(wrote|pisze|napisał(\(a\)|a)?|menulis)\s*:\s*$/iu
const original =
  /^\s*-{2,}\s*(original message|oryginalna wiadomość|wiadomość oryginalna|pesan asli|forwarded message|przekazana wiadomość)\s*-{2,}\s*$/iu
const outlook = /^\s*_{20,}\s*$/

function beginsQuote(line: string, next: string): boolean {
  const [one, two] = [line.slice(0, 400), next.slice(0, 400)]
  return (
    one === '-- ' ||
    one === '--' ||
    original.test(one) ||
    outlook.test(one) ||
    introduction.test(one) ||
    introduction.test(`${one} ${two}`) ||
    (/^(from|od|dari):\s/i.test(one) && /^(sent|wysłano|dikirim|date|data|tanggal|to|do|kepada):\s/i.test(two))
  )
}
