/** Where a text stops being JSON; `near` is what stands there, `end` when the text ends too early. */
export interface Break {
  readonly line: number
  readonly column: number
  readonly near: string
}

const blank = /[ \t\r\n]*/y
/** Characters in a text as RFC 8259 has them: anything from the space on but the quotation mark and the backslash. */
const scalar =
  /"(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/uy

type Expecting = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end'

/** Finds the first place at which a text is not JSON. The parser's own message does not always tell, and never in words for people. */
export function findBreak(text: string): Break | null {
  const open: ('[' | '{')[] = []
  let expecting: Expecting = 'value'
  let position = skip(blank, text, 0)

  while (position < text.length) {
    const character = text.charAt(position)
    const inside = open.at(-1)
    const end = skip(scalar, text, position)
    if ((expecting === 'value' || expecting === 'value-or-end') && end > position) {
      if (open.length === 0) return afterAll(text, end)
      expecting = 'comma-or-end'
      position = end
    } else if ((expecting === 'value' || expecting === 'value-or-end') && (character === '[' || character === '{')) {
      open.push(character)
      expecting = character === '[' ? 'value-or-end' : 'name-or-end'
      position++
    } else if ((expecting === 'name' || expecting === 'name-or-end') && character === '"' && end > position) {
      expecting = 'colon'
      position = end
    } else if (expecting === 'colon' && character === ':') {
      expecting = 'value'
      position++
    } else if (expecting === 'comma-or-end' && character === ',') {
      expecting = inside === '{' ? 'name' : 'value'
      position++
    } else if (closes(character, inside, expecting)) {
      open.pop()
      position++
      if (open.length === 0) return afterAll(text, position)
      expecting = 'comma-or-end'
    } else return breakAt(text, position)
    position = skip(blank, text, position)
  }
  return breakAt(text, text.length)
}

function closes(character: string, inside: '[' | '{' | undefined, expecting: Expecting): boolean {
  if (inside === '[') return character === ']' && (expecting === 'comma-or-end' || expecting === 'value-or-end')
  return character === '}' && inside === '{' && (expecting === 'comma-or-end' || expecting === 'name-or-end')
}

function afterAll(text: string, position: number): Break | null {
  const rest = skip(blank, text, position)
  return rest < text.length ? breakAt(text, rest) : null
}

function skip(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position
  return pattern.test(text) ? pattern.lastIndex : position
}

function breakAt(text: string, position: number): Break {
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = position - before.lastIndexOf('\n')
  const near = /^(?:"[^"\n]{0,20}|[\w.+-]{1,20}|.)/u.exec(text.slice(position))?.[0]
  return { line, column, near: near ?? 'end' }
}
