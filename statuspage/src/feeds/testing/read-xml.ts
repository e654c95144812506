/** What stands in an XML file. */
export interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  /** Of the element itself, without that of its children. */
  readonly text: string
}

/**
 * Reads the XML that this folder writes, and refuses whatever a conforming parser would refuse: forbidden characters, a bare `&` or `<`,
 * `]]>` in a text, an attribute twice, tags that do not match, anything after the root. The parsers for web pages forgive all of it, so a
 * test with them shows little. It knows no comments, sections or DTD, because nothing of ours has them.
 */
export function readXml(file: string): Node {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
  if (!file.startsWith(declaration)) throw new Error('The declaration is missing.')
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(file)) throw new Error('A forbidden character.')
  const open: { name: string; attributes: Record<string, string>; children: Node[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ]
  const tokens = /<\/([\w:]+)>|<([\w:]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy
  tokens.lastIndex = declaration.length
  while (tokens.lastIndex < file.length) {
    const at = tokens.lastIndex
    const found = tokens.exec(file)
    const parent = open.at(-1)
    if (!found || !parent) throw new Error(`Not well-formed at ${at}: ${file.slice(at, at + 60)}`)
    const [, closed, opened, written = '', empty, text] = found
    if (text !== undefined) {
      if (text.includes(']]>')) throw new Error('`]]>` in a text.')
      parent.text += unescaped(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'))
    } else if (opened !== undefined) {
      open.push({ name: opened, attributes: attributesOf(written), children: [], text: '' })
      if (empty === '/') close(opened)
    } else {
      close(closed)
    }
  }
  const [outside, ...rest] = open
  const [root, ...others] = outside?.children ?? []
  if (!root || others.length > 0 || rest.length > 0 || outside?.text.trim() !== '') throw new Error('Not one root.')
  return root

  function close(name: string | undefined): void {
    const last = open.pop()
    const parent = open.at(-1)
    if (!last || !parent || last.name !== name) throw new Error(`${last?.name} is closed by ${name}.`)
    parent.children.push(last)
  }
}

function attributesOf(written: string): Record<string, string> {
  const pairs = [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => {
    return [name, unescaped(value.replaceAll(/[\t\n\r]/g, ' '))] as const
  })
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error('An attribute stands twice.')
  return Object.fromEntries(pairs)
}

function unescaped(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`A bare ampersand: ${text.slice(0, 60)}`)
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&(\w+|#\d+);/g, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (named[name] ?? ''),
  )
}

/** The children of a name. */
export function childrenOf(node: Node, name: string): readonly Node[] {
  return node.children.filter(child => child.name === name)
}

/** The text of the only child of a name. */
export function textOf(node: Node, name: string): string {
  const found = childrenOf(node, name)
  if (found.length !== 1) throw new Error(`${found.length} × ${name} in ${node.name}`)
  return found[0]?.text ?? ''
}

/** A text as XML can hold it. */
export function asXmlHolds(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}
