import { holesOf, type Hole } from './holes.ts'

const made: unique symbol = Symbol('html')

/** Text that may stand in a page as it is. Nothing but `html` makes one, so what came from outside cannot claim to be one. */
export interface Html {
  readonly [made]: string
}

/** What may stand in a hole: `null` and `false` are nothing, lists are put together without anything between. */
export type Part = Html | string | number | null | false | readonly Part[]

/** A piece of a page. Everything in a hole is escaped, unless it was made by `html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const { texts, holes } = templateOf(strings)
  let whole = texts[0] ?? ''
  for (const [index, part] of parts.entries()) whole += inHole(part, holes[index]) + (texts[index + 1] ?? '')
  return { [made]: whole }
}

export function textOf(page: Html): string {
  return page[made]
}

/** Each piece, with the same between any two. */
export function joined(pieces: readonly Part[], between: Part): Html {
  return html`${pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]))}`
}

/**
 * A character that HTML cannot hold (a control character, half of a pair) becomes U+FFFD: it is shown that something was there.
 * https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
 */
export function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(unfit, '\u{fffd}')
    .replace(/[&<>"'`]/g, character => escapes[character] ?? '')
}

// eslint-disable-next-line no-control-regex -- These are the characters that are looked for.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

function inHole(part: Part, hole: Hole | undefined): string {
  if (part === null || part === false) return ''
  if (hole === 'tag' && (typeof part !== 'object' || !isHtml(part)))
    throw new TypeError('In a tag stand whole attributes.')
  if (typeof part === 'string') return escape(part)
  if (typeof part === 'number') return String(part)
  if (isHtml(part)) {
    if (hole === 'attribute') throw new TypeError('An attribute takes text, not a piece of a page.')
    return part[made]
  }
  return part.map(piece => inHole(piece, hole)).join('')
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return made in part
}

interface Template {
  readonly texts: readonly string[]
  readonly holes: readonly Hole[]
}

const templates = new WeakMap<TemplateStringsArray, Template>()

/** Indentation is for those who read the template: of a break between lines one character is left. */
function templateOf(strings: TemplateStringsArray): Template {
  let template = templates.get(strings)
  if (!template) {
    template = { texts: strings.map(text => text.replace(/\s*\n\s*/g, '\n')), holes: holesOf(strings) }
    templates.set(strings, template)
  }
  return template
}
