/** Text that is markup already, and so is written as it is. Only `element` makes it. */
export interface Markup {
  readonly markup: string
}

export type Child = Markup | string | null | readonly Child[]

/** One element. Texts inside are escaped, what is null is left out, attributes that are null too. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  ...children: readonly Child[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeAttribute(value ?? '')}"`)
    .join('')
  const inside = children.map(write).join('')
  return { markup: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` }
}

/** A whole file: UTF-8, and nothing that a reader would have to fetch, such as a DTD. */
export function xmlFile(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`
}

function write(child: Child): string {
  if (child === null) return ''
  if (typeof child === 'string') return escapeText(child)
  return 'markup' in child ? child.markup : child.map(write).join('')
}

/**
 * A text as XML holds it. Characters that XML 1.0 forbids even as references (https://www.w3.org/TR/xml/#charsets) become U+FFFD, so
 * that a reader sees that something stood there; a carriage return is written as a reference, because a parser would turn it into a
 * line feed.
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>\r]/g, character => named[character] ?? character)
}

/** Tabs and line feeds of an attribute would be read as spaces. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll(/["'\t\n]/g, character => named[character] ?? character)
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
  '\t': '&#9;',
  '\n': '&#10;',
}
